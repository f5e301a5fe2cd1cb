import Domain
import Testing

@testable import Correlation

@Suite("A watch for clusters")
struct ScanWatchTests {
    private static let hour: Int64 = 3_600
    private static let day: Int64 = 86_400
    /// 2026-03-28T00:00Z; clocks change in Paris on the 29th at 01:00Z.
    private static let start: Int64 = 1_774_656_000
    private static let settings = ScanWatchSettings(
        scan: ScanSettings(maximumRadius: 500, historyDays: 20, maximumWindow: 3, replications: 99), scansPerDay: 4, leastHistoryDays: 5,
        leastCases: 5)

    private static func watch(_ settings: ScanWatchSettings = settings, summer: Int64 = .max) -> ScanWatch {
        var watch = ScanWatch(settings: settings) { _, instant in instant < summer ? 3_600 : 7_200 }
        watch.clock.zone = "Europe/Paris"
        watch.cellSize = 200
        return watch
    }

    private static func incident(_ instant: Int64, column: Int32 = 0, level: UInt8 = 0, length: UInt32 = 900, category: Category = .theft)
        -> Incident
    {
        Incident(
            kind: .policeLog, category: category, cell: Cell(level: level, column: column, row: 3),
            slot: TimeSlot(start: instant, length: length))
    }

    /// A watch that has seen one incident in each of ten cells on each of ten days, at noon.
    private static func busy(_ settings: ScanWatchSettings = settings) -> ScanWatch {
        var watch = watch(settings)
        _ = watch.advance(to: start)
        for age in 0..<10 as Range<Int64> {
            for column in 0..<10 as Range<Int32> { watch.absorb(incident(start + age * day + 11 * hour, column: column)) }
        }
        return watch
    }

    @Test("A watermark that passes the end of a block asks for a scan of each category with enough history")
    func asks() {
        var watch = Self.busy()
        watch.absorb(Self.incident(Self.start + 9 * Self.day, category: .noise))
        #expect(watch.advance(to: Self.start + 10 * Self.day).map(\.category) == [.theft])
    }

    @Test("Within a block nothing is asked for")
    func waits() {
        var watch = Self.busy()
        _ = watch.advance(to: Self.start + 10 * Self.day)
        #expect(watch.advance(to: Self.start + 10 * Self.day + 60).isEmpty)
    }

    @Test("A watermark that goes back asks for nothing")
    func back() {
        var watch = Self.busy()
        _ = watch.advance(to: Self.start + 10 * Self.day)
        #expect(watch.advance(to: Self.start + 9 * Self.day).isEmpty)
    }

    @Test("The last day of a scan is the 24 hours before it, whatever the hour")
    func rollingDays() throws {
        var watch = Self.busy()
        // 06:00 local on the eleventh day: noon of the tenth is still in the last 24 hours.
        let request = try #require(watch.advance(to: Self.start + 10 * Self.day + 5 * Self.hour).first)
        let last = zip(request.cases.days, request.cases.counts).filter { $0.0 == ScanRequest.lastDay }.reduce(0) { $0 + $1.1 }
        #expect(last == 10)
    }

    @Test("Incidents of the block that is open are not scanned yet")
    func openBlock() throws {
        var watch = Self.busy()
        watch.absorb(Self.incident(Self.start + 10 * Self.day + 6 * Self.hour))
        let request = try #require(watch.advance(to: Self.start + 10 * Self.day + 5 * Self.hour).first)
        #expect(request.cases.counts.reduce(0, +) == 100)
    }

    @Test("A burst is found, in its cells")
    func burst() async throws {
        var watch = Self.busy()
        for _ in 0..<8 { watch.absorb(Self.incident(Self.start + 10 * Self.day - 2 * Self.hour, column: 4)) }
        let request = try #require(watch.advance(to: Self.start + 10 * Self.day).first)
        let cluster = try #require(try await request.scan().run().clusters.first)
        #expect(request.cells(of: cluster) == [Cell(column: 4, row: 3)] && cluster.pValue == 0.01)
    }

    @Test("A cluster's window begins as many days before the scan as it has")
    func window() async throws {
        var watch = Self.busy()
        for _ in 0..<8 { watch.absorb(Self.incident(Self.start + 10 * Self.day - 2 * Self.hour, column: 4)) }
        let request = try #require(watch.advance(to: Self.start + 10 * Self.day).first)
        let cluster = try #require(try request.scan().clusters.first)
        #expect(request.localStart(of: cluster) == request.localEnd - Self.day)
    }

    @Test("An incident that is taken back is not counted")
    func retraction() throws {
        var (one, other) = (Self.busy(), Self.busy())
        let incident = Self.incident(Self.start + 9 * Self.day, column: 2)
        other.absorb(incident)
        other.retract(incident)
        #expect(one.advance(to: Self.start + 10 * Self.day) == other.advance(to: Self.start + 10 * Self.day))
    }

    @Test("What was never counted cannot be taken back")
    func unknownRetraction() {
        var (one, other) = (Self.busy(), Self.busy())
        other.retract(Self.incident(Self.start + 9 * Self.day, column: 99))
        #expect(one.advance(to: Self.start + 10 * Self.day) == other.advance(to: Self.start + 10 * Self.day))
    }

    @Test("What lies before the history is forgotten")
    func forgets() {
        var watch = Self.busy()
        _ = watch.advance(to: Self.start + 40 * Self.day)
        #expect(watch.counts.isEmpty)
    }

    @Test("The order in which incidents arrive changes nothing")
    func order() {
        var (one, other) = (Self.watch(), Self.watch())
        let incidents = (0..<60).map { Self.incident(Self.start + Int64($0) * 5 * Self.hour, column: Int32($0 % 7)) }
        for incident in incidents { one.absorb(incident) }
        for incident in incidents.reversed() { other.absorb(incident) }
        #expect(one.snapshot() == other.snapshot())
    }

    @Test("A slot of a day by UTC counts on the local day that it mostly covers, before and after clocks change")
    func daySlots() throws {
        let change = Self.start + Self.day + Self.hour
        var watch = Self.watch(summer: change)
        _ = watch.advance(to: Self.start)
        for age in 0..<8 as Range<Int64> { watch.absorb(Self.incident(Self.start + age * Self.day, length: 86_400)) }
        // Local midnight after the eighth day.
        let request = try #require(watch.advance(to: Self.start + 8 * Self.day - 2 * Self.hour).first)
        #expect(request.cases.days.sorted() == (-7...0).map { Int32($0) })
    }

    @Test("Coarse and fine cells are told apart and keep their level", arguments: [0, 1, 4] as [UInt8])
    func levels(level: UInt8) throws {
        for column in [-5, -1, 0, 1, 1_000] as [Int32] {
            let cell = Cell(level: level, column: column, row: -column)
            #expect(try #require(ScanPlace(cell)).cell == cell)
        }
    }

    @Test("Incidents of more than a day, or of no place that can be numbered, are told")
    func unplaced() {
        var watch = Self.watch()
        watch.absorb(Self.incident(Self.start, length: 90_000))
        watch.absorb(Self.incident(Self.start, column: .max))
        #expect(watch.unplaced == 2)
    }

    @Test("A watch that was written and read back goes on as if it never was")
    func snapshot() throws {
        var watch = Self.busy()
        var other = try ScanWatch(snapshot: watch.snapshot(), settings: Self.settings) { _, _ in 3_600 }
        #expect(other.snapshot() == watch.snapshot())
        #expect(watch.advance(to: Self.start + 10 * Self.day) == other.advance(to: Self.start + 10 * Self.day))
    }

    @Test("A snapshot for blocks of another length is refused")
    func otherSettings() {
        let bytes = Self.busy().snapshot()
        #expect {
            try ScanWatch(snapshot: bytes, settings: ScanWatchSettings(scansPerDay: 2)) { _, _ in 0 }
        } throws: { error in
            if case .otherSettings = error as? StateError { true } else { false }
        }
    }

    @Test("A snapshot cut anywhere is refused, never a trap")
    func damaged() {
        let bytes = Self.busy().snapshot()
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: StateError.self) {
                try ScanWatch(snapshot: Array(bytes.prefix(length)), settings: Self.settings) { _, _ in 0 }
            }
        }
    }

    @Test("A number of scans that does not divide the day is brought down to one that does")
    func scansPerDay() {
        #expect([0, 1, 5, 7, 9, 100].map { ScanWatchSettings(scansPerDay: $0).scansPerDay } == [1, 1, 4, 6, 8, 24])
    }
}
