import Domain
import Testing

@testable import Correlation

@Suite("Streaming detector, a territory")
struct StreamingDetectorTests {
    private let rates = [0.02, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 3]

    @Test("A burst in a quiet cell is told while its hour is open, and again when it closes")
    func burst() throws {
        var city = StreamCity()
        _ = city.live(hours: 168 * 4, rates: rates)
        let (reports, early) = city.live(hours: 2, rates: rates, extra: [1: [0: 7]])
        let found = try #require(reports.last?.detections.first)
        #expect(found.key.cell.column == 0)
        #expect(found.observed >= 7 && found.pValue < 1e-6 && found.eValue > 1_000)
        #expect(try #require(found.adjusted) < 0.01)
        #expect(early.contains { $0.key.cell.column == 0 && $0.adjusted == nil })
    }

    @Test("Nothing is judged before the warm-up is over")
    func warmUp() {
        var city = StreamCity()
        let (reports, early) = city.live(hours: 168 * 2 - 1, rates: rates, extra: [100: [0: 50]])
        #expect(reports.allSatisfy { $0.detections.isEmpty && $0.tests == 0 })
        #expect(early.isEmpty)
    }

    @Test("Over ten null weeks, hardly an hour has a discovery")
    func null() {
        var city = StreamCity(seed: 3)
        _ = city.live(hours: 168 * 3, rates: rates)
        let (reports, _) = city.live(hours: 168 * 10, rates: rates)
        let found = reports.count { !$0.detections.isEmpty }
        #expect(found <= reports.count / 50)
    }

    @Test("The order in which an hour's incidents arrive changes nothing")
    func order() {
        var (one, other) = (StreamCity(), StreamCity())
        var draws = SplitMix64(seed: 8)
        for hour in 0..<Int64(168 * 3) {
            var incidents: [Incident] = []
            for (cell, rate) in rates.enumerated() {
                for _ in 0..<draws.poisson(rate) { incidents.append(StreamCity.incident(cell, hour: one.hour + hour)) }
            }
            for incident in incidents { _ = one.detector.absorb(incident) }
            for incident in incidents.shuffled(using: &draws) { _ = other.detector.absorb(incident) }
            let end = (one.hour + hour + 1) * 3_600
            let (reports, others) = (one.detector.close(through: end), other.detector.close(through: end))
            #expect(reports == others)
        }
        let extra = [Int](repeating: 0, count: 9).map { StreamCity.incident($0, hour: one.hour + 504) }
        let found = extra.map { one.detector.absorb($0) }
        let others = extra.map { other.detector.absorb($0) }
        #expect(found == others)
        #expect(found.contains { $0 != nil })
    }

    @Test("Slots closed one by one, or many at once, give the same reports")
    func closingAtOnce() {
        var (one, other) = (StreamCity(seed: 2), StreamCity(seed: 2))
        var reports: [StreamReport] = []
        for hour in 0..<Int64(400) {
            for city in 0..<Int64(3) where (hour + city) % 3 == 0 {
                let incident = StreamCity.incident(Int(city), hour: one.hour + hour)
                _ = one.detector.absorb(incident)
                _ = other.detector.absorb(incident)
            }
            reports += one.detector.close(through: (one.hour + hour + 1) * 3_600)
        }
        let together = other.detector.close(through: (one.hour + 400) * 3_600)
        #expect(together == reports)
    }

    @Test("A snapshot that is restored goes on as if nothing had happened")
    func snapshot() throws {
        var city = StreamCity()
        _ = city.live(hours: 168 * 3 + 5, rates: rates)
        for _ in 0..<3 { _ = city.detector.absorb(StreamCity.incident(2, hour: city.hour)) }
        let bytes = city.detector.snapshot()
        var restored = city
        restored.detector = try StreamingDetector(snapshot: bytes, clock: StreamCity.utc)
        #expect(restored.detector.snapshot() == bytes)
        let (one, other) = (
            city.live(hours: 200, rates: rates, extra: [9: [1: 9]]), restored.live(hours: 200, rates: rates, extra: [9: [1: 9]])
        )
        #expect(one.reports == other.reports)
        #expect(one.early == other.early)
        #expect(city.detector.snapshot() == restored.detector.snapshot())
    }

    @Test("A damaged snapshot, or one of another half-life, is refused")
    func refusedSnapshot() {
        var city = StreamCity()
        _ = city.live(hours: 30, rates: rates)
        var bytes = city.detector.snapshot()
        #expect(throws: StateError.self) {
            _ = try StreamingDetector(snapshot: bytes, settings: StreamingDetectorSettings(halfLife: 9), clock: StreamCity.utc)
        }
        bytes[bytes.count / 2] ^= 1
        #expect(throws: StateError.self) { _ = try StreamingDetector(snapshot: bytes, clock: StreamCity.utc) }
    }

    @Test("Late incidents teach and raise nothing; what is far ahead is refused")
    func lateAndAhead() {
        var city = StreamCity(settings: StreamingDetectorSettings(maximumOpenSlots: 4))
        _ = city.live(hours: 168 * 3, rates: rates)
        let late = (0..<50).compactMap { _ in city.detector.absorb(StreamCity.incident(0, hour: city.hour - 2)) }
        #expect(late.isEmpty)
        #expect(city.detector.tally.late == 50)
        for ahead in Int64(0)..<6 { _ = city.detector.absorb(StreamCity.incident(0, hour: city.hour + ahead)) }
        #expect(city.detector.tally.ahead == 2)
    }

    @Test("What is taken back was never counted")
    func retraction() {
        var city = StreamCity()
        _ = city.live(hours: 168 * 3, rates: rates)
        let key = StreamKey(cell: Cell(column: 0, row: 0), category: .theft, source: .policeLog)
        for _ in 0..<9 { _ = city.detector.absorb(StreamCity.incident(0, hour: city.hour)) }
        city.detector.retract(key, at: city.hour * 3_600, count: 9)
        let report = city.detector.close(through: (city.hour + 1) * 3_600)
        #expect(report.allSatisfy { $0.detections.isEmpty })
    }

    @Test("A cell whose only incidents were taken back does not thin out what is usual elsewhere")
    func retractedCell() {
        var (one, other) = (StreamCity(), StreamCity())
        _ = one.live(hours: 168 * 2, rates: rates)
        _ = other.live(hours: 168 * 2, rates: rates)
        let (mistaken, key) = (
            StreamKey(cell: Cell(column: 99, row: 9), category: .theft, source: .policeLog),
            StreamKey(cell: Cell(column: 0, row: 0), category: .theft, source: .policeLog)
        )
        _ = one.detector.absorb(mistaken, at: one.hour * 3_600, count: 2)
        #expect(one.detector.expected(key) != other.detector.expected(key))
        one.detector.retract(mistaken, at: one.hour * 3_600, count: 2)
        #expect(one.detector.expected(key) == other.detector.expected(key))
    }

    @Test("Series are bounded: the lightest are forgotten, and those beyond are refused")
    func bounded() {
        var city = StreamCity(settings: StreamingDetectorSettings(halfLife: 0.2, maximumSeries: 40))
        for hour in 0..<Int64(168 * 8) {
            for number in 0..<Int64(2) {
                _ = city.detector.absorb(StreamCity.incident(Int((hour * 7 + number * 31) % 997), hour: city.hour + hour))
            }
            _ = city.detector.close(through: (city.hour + hour + 1) * 3_600)
            #expect(city.detector.seriesCount <= 40)
        }
        #expect(city.detector.tally.crowded > 0)
        #expect(city.detector.tally.forgotten > 0)
    }

    @Test("Sources that know the day only are counted by the day")
    func days() throws {
        var city = StreamCity()
        var reports: [StreamReport] = []
        for day in 0..<Int64(40) {
            for number in 0..<(day == 39 ? 30 : 2 + Int(day % 2)) {
                _ = city.detector.absorb(
                    Incident(
                        kind: .parks, category: .theft, cell: Cell(column: Int32(number % 2 / 2), row: 0),
                        slot: TimeSlot(start: city.hour * 3_600 + day * 86_400, length: 86_400)))
            }
            reports += city.detector.close(through: city.hour * 3_600 + (day + 1) * 86_400)
        }
        #expect(reports.count == 40)
        #expect(reports.allSatisfy { $0.slot.length == 86_400 })
        #expect(try #require(reports.last).detections.first?.observed == 30)
    }
}
