import Domain
import Testing

@testable import Forecasting

@Suite("What is issued does not depend on how it came")
struct ForecastingOrderTests {
    static let monday: Int64 = 1_704_067_200

    /// A week of a small city: several categories, kinds, levels and lengths of slot.
    static func city(days: Int64 = 8, seed: UInt64 = 11) -> [Incident] {
        var random = SplitMix64(seed: seed)
        let categories: [Domain.Category] = [.theft, .noise, .firstAid]
        let kinds: [SourceKind] = [.policeLog, .fireBrigade]
        var incidents: [Incident] = []
        for day in 0..<days {
            for _ in 0..<30 {
                let kind = Int.random(in: 0..<20, using: &random)
                incidents.append(
                    incident(
                        categories[.random(in: 0..<3, using: &random)], column: .random(in: -6..<6, using: &random),
                        row: .random(in: -6..<6, using: &random), level: kind == 0 ? 2 : 0,
                        at: monday + day * 86_400 + Int64.random(in: 0..<86_400, using: &random), length: kind == 1 ? 86_400 : 900,
                        kind: kinds[.random(in: 0..<2, using: &random)]))
            }
        }
        return incidents.sorted { $0.slot.end < $1.slot.end }
    }

    private func machine(interval: UInt32 = 21_600) -> ForecastingMachine {
        var machine = ForecastingMachine(offset: { (_: Int64) in 3_600 })
        machine.register(territory(interval: interval))
        return machine
    }

    @Test("shuffled history and other jumps of the watermark give the same forecasts and the same state", arguments: [UInt64(1), 2, 3])
    func shuffled(seed: UInt64) {
        let city = Self.city()
        let end = Self.monday + 9 * 86_400
        var steady = machine()
        var issued: [Forecast] = []
        var next = Self.monday - 86_400
        for incident in city {
            while next + 900 < incident.slot.end {
                next += 900
                issued += steady.advance(to: watermark(next))
            }
            steady.absorb(incident)
        }
        issued += steady.advance(to: watermark(end))

        var random = SplitMix64(seed: seed)
        var jumping = machine()
        for incident in city.shuffled(using: &random) { jumping.absorb(incident) }
        var again: [Forecast] = []
        var time = Self.monday
        while time < end {
            time = min(end, time + Int64.random(in: 1..<3 * 86_400, using: &random))
            again += jumping.advance(to: watermark(time))
        }
        #expect(issued.count > 60)
        #expect(issued == again)
        #expect(steady.snapshot() == jumping.snapshot())
    }

    @Test("what comes after a boundary does not change what is issued at it")
    func causal() {
        let city = Self.city()
        let boundary = Self.monday + 4 * 86_400
        var whole = machine()
        for incident in city { whole.absorb(incident) }
        var past = machine()
        for incident in city where incident.slot.end <= boundary { past.absorb(incident) }
        #expect(whole.advance(to: watermark(boundary)) == past.advance(to: watermark(boundary)))
    }

    @Test("an incident that is taken back before its issue never was")
    func retractedWhileOpen() {
        let city = Self.city()
        var (clean, corrected) = (machine(), machine())
        for incident in city { clean.absorb(incident) }
        for mistake in Self.city(seed: 12) { corrected.absorb(mistake) }
        for incident in city { corrected.absorb(incident) }
        for mistake in Self.city(seed: 12) { corrected.retract(mistake) }
        let end = watermark(Self.monday + 9 * 86_400)
        #expect(clean.advance(to: end) == corrected.advance(to: end))
    }

    @Test("the counts of an incident that is taken back after its issue are gone to 1e-9, its day's total nearly")
    func retractedAfterIssue() throws {
        // A coarse one is spread by what is known when it comes, and taken back by what is known then.
        let city = Self.city().filter { $0.cell.level == 0 }
        let middle = Self.monday + 4 * 86_400
        var (clean, corrected) = (machine(), machine())
        // Within the days that the city already had, so that only the counts differ.
        let mistakes = Self.city(seed: 12).filter { $0.slot.start > Self.monday + 86_400 && $0.slot.end <= middle && $0.cell.level == 0 }
        for incident in city { clean.absorb(incident) }
        for incident in city + mistakes { corrected.absorb(incident) }
        _ = clean.advance(to: watermark(middle))
        _ = corrected.advance(to: watermark(middle))
        for mistake in mistakes { corrected.retract(mistake) }
        // Until the next fit: what the kernels read at the days in between stays as it was known then.
        let end = watermark(Self.monday + 4 * 86_400 + 43_200)
        let (without, taken) = (clean.advance(to: end), corrected.advance(to: end))
        #expect(corrected.tally.unknown == 0 && without.count == taken.count)
        for (left, right) in zip(without, taken) {
            let (sum, other) = (left.cells.reduce(0) { $0 + $1.expected }, right.cells.reduce(0) { $0 + $1.expected })
            #expect(abs(sum - other) < 0.15 * sum, "\(sum) \(other) \(left.elsewhere) \(right.elsewhere)")
        }
        let own = try #require(clean.states[Int(Category.theft.rawValue)]?.model)
        let after = try #require(corrected.states[Int(Category.theft.rawValue)]?.model)
        var worst = 0.0
        for index in own.counts.cells {
            for column in own.kernels.columns.indices {
                let difference = own.counts.value(column, at: Int(index)) - after.counts.value(column, at: Int(index))
                worst = max(worst, abs(difference))
            }
        }
        #expect(worst < 1e-9)
    }

    @Test("a category of which everything is taken back is not forecast any more")
    func nothingLeft() {
        var machine = machine(interval: 0)
        machine.absorb(incident(at: Self.monday))
        #expect(machine.advance(to: watermark(Self.monday + 900)).count == 1)
        machine.retract(incident(at: Self.monday))
        #expect(machine.advance(to: watermark(Self.monday + 1_800)).isEmpty)
    }

    @Test("taking back what never was changes nothing but its tally")
    func unknownRetraction() {
        var machine = machine(interval: 0)
        machine.absorb(incident(at: Self.monday))
        _ = machine.advance(to: watermark(Self.monday + 900))
        machine.retract(incident(column: 5, at: Self.monday))
        machine.retract(incident(at: Self.monday + 9_000))
        #expect(machine.tally.unknown == 2 && machine.tally.retracted == 0)
        #expect(machine.advance(to: watermark(Self.monday + 1_800)).count == 1)
    }

    @Test("a late incident is history, and rewrites nothing")
    func late() {
        var machine = machine(interval: 0)
        machine.absorb(incident(at: Self.monday))
        let first = machine.advance(to: watermark(Self.monday + 9_000))
        machine.absorb(incident(at: Self.monday + 900))
        let second = machine.advance(to: watermark(Self.monday + 9_900))
        #expect(machine.tally.late == 1)
        #expect(first.count == 10 && second.count == 1)
        #expect(machine.states[Int(Category.theft.rawValue)]?.live == 2)
    }

    @Test("a watermark that goes back issues nothing")
    func backwards() {
        var machine = machine(interval: 0)
        machine.absorb(incident(at: Self.monday))
        _ = machine.advance(to: watermark(Self.monday + 9_000))
        let before = machine.snapshot()
        #expect(machine.advance(to: watermark(Self.monday)).isEmpty && machine.snapshot() == before)
    }

    @Test("a machine restored midway goes on as the one that was written")
    func restored() throws {
        let city = Self.city()
        var (steady, other) = (machine(), machine())
        for (index, incident) in city.enumerated() {
            steady.absorb(incident)
            other.absorb(incident)
            if index % 61 == 0 {
                let time = watermark(incident.slot.end - 3_600)
                #expect(steady.advance(to: time) == other.advance(to: time))
                let bytes = other.snapshot()
                other = ForecastingMachine(offset: { (_: Int64) in 3_600 })
                try other.restore(snapshot: bytes)
                #expect(other.snapshot() == bytes)
            }
        }
        #expect(steady.snapshot() == other.snapshot())
    }

    @Test("a snapshot that was damaged, cut or is another's is refused")
    func damaged() {
        var machine = machine()
        for incident in Self.city(days: 3) { machine.absorb(incident) }
        _ = machine.advance(to: watermark(Self.monday + 2 * 86_400))
        let bytes = machine.snapshot()
        for place in stride(from: 4, to: bytes.count, by: 997) {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(throws: StateError.self) { try machine.restore(snapshot: damaged) }
        }
        for length in stride(from: 0, to: bytes.count, by: 1_499) {
            #expect(throws: StateError.self) { try machine.restore(snapshot: Array(bytes.prefix(length))) }
        }
        #expect(throws: StateError.foreign(message: "the snapshot does not begin with QFOR: it belongs to another service")) {
            try machine.restore(snapshot: Array("QCOR".utf8) + bytes.dropFirst(4))
        }
        #expect(machine.snapshot() == bytes)
    }

    @Test("a snapshot of an earlier model is refused and says what to do", arguments: [1, 2] as [UInt64])
    func earlier(version: UInt64) throws {
        var machine = machine()
        let old = StateWriter(magic: "QFOR", version: version).finished()
        let error = #expect(throws: StateError.self) { try machine.restore(snapshot: old) }
        guard case .otherSettings(let message) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(message.contains("let it read its feed"))
    }
}
