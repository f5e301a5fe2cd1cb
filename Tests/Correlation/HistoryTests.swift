import Domain
import Testing

@testable import Correlation

@Suite("What is remembered")
struct HistoryTests {
    private static let start = City.monday + 28 * 86_400

    @Test("an incident taken back never was: the same signals follow")
    func retracted() {
        var random = SplitMix64(seed: 8)
        let city = City()
        var mistaken: [Incident] = []
        var (clean, corrected) = (machine(), machine())
        var (expected, signals): ([Signal], [Signal]) = ([], [])
        for slot in stride(from: City.monday, to: Self.start, by: 900) {
            let incidents = city.slot(slot, &random)
            let wrong = slot > City.monday + 86_400 ? city.slot(slot, &random).prefix(2) : []
            for incident in incidents { expected += clean.absorb(incident) }
            for incident in incidents + wrong { _ = corrected.absorb(incident) }
            mistaken += wrong
            // Some are taken back while their slot is open, some an hour later.
            while let last = mistaken.last, last.slot.start == slot, mistaken.count % 3 == 0 {
                _ = corrected.retract(last)
                mistaken.removeLast()
            }
            while let first = mistaken.first, first.slot.end < slot - 3_600 {
                _ = corrected.retract(first)
                mistaken.removeFirst()
            }
            _ = clean.advance(to: watermark(slot + 900))
            _ = corrected.advance(to: watermark(slot + 900))
        }
        for incident in mistaken { _ = corrected.retract(incident) }
        expected = []
        for _ in 0..<20 {
            expected += clean.absorb(incident(column: 2, row: 2, at: Self.start))
            signals += corrected.absorb(incident(column: 2, row: 2, at: Self.start))
        }
        #expect(corrected.tally.unknown == 0 && corrected.testsPerDay == clean.testsPerDay)
        #expect(!signals.isEmpty && signals == expected)
    }

    @Test("a correction that undoes a signal says so, and what comes again is raised again")
    func withdrawn() throws {
        var machine = steady()
        var raised: [Signal] = []
        var count = 0
        while raised.isEmpty, count < 30 {
            raised += machine.absorb(incident(at: Self.start))
            count += 1
        }
        let signal = try #require(raised.first)
        let withdrawn = try #require(machine.retract(incident(at: Self.start)).first)
        #expect(withdrawn.situation == signal.situation && withdrawn.identifier != signal.identifier)
        #expect(withdrawn.observed == signal.observed - 1 && withdrawn.severity == .minor && withdrawn.pValue > signal.pValue)
        #expect(machine.retract(incident(at: Self.start)).isEmpty)
        let again = (0..<2).flatMap { _ in machine.absorb(incident(at: Self.start)) }
        #expect(again.count == 1 && again.first?.observed == signal.observed)
    }

    @Test("a correction undoes the signal of a closed slot too; with nothing left its p-value is 1")
    func withdrawnLater() throws {
        var machine = steady()
        let raised = (0..<8).flatMap { _ in machine.absorb(incident(at: Self.start)) }
        _ = machine.advance(to: watermark(Self.start + 900))
        let signals = (0..<8).flatMap { _ in machine.retract(incident(at: Self.start)) }
        #expect(signals.count == 1 && signals.first?.situation == raised.first?.situation)
        #expect(machine.histories[0].live == 84)
    }

    @Test("a late incident is history and raises nothing")
    func late() {
        var machine = steady()
        #expect((0..<50).allSatisfy { _ in machine.absorb(incident(at: Self.start - 3_600)).isEmpty })
        #expect(machine.tally.late == 50 && machine.histories[0].live == 134)
    }

    @Test("taking back what never was changes nothing but its tally")
    func unknown() {
        var machine = steady()
        let before = machine.histories[0].total
        #expect(machine.retract(incident(column: 7, at: City.monday)).isEmpty)
        #expect(machine.retract(incident(at: Self.start + 900)).isEmpty)
        #expect(machine.tally.unknown == 2 && machine.histories[0].total == before)
    }

    @Test("a watermark that goes back closes nothing")
    func backwards() {
        var machine = steady()
        let before = machine.snapshot()
        #expect(machine.advance(to: watermark(City.monday)).isEmpty && machine.snapshot() == before)
    }

    @Test("what has no weight any more is forgotten")
    func forgotten() {
        var machine = steady()
        _ = machine.advance(to: watermark(Self.start + 80 * 604_800))
        #expect(machine.histories.isEmpty && machine.testsPerDay == 0 && machine.strata[0].cells == 0)
    }

    @Test("a machine restored midway goes on as the one that was written")
    func restored() throws {
        var (steady, other) = (machine(), machine())
        var random = SplitMix64(seed: 9)
        let city = City(columns: 6)
        var signals = 0
        for (index, slot) in stride(from: City.monday, to: Self.start, by: 900).enumerated() {
            var incidents = city.slot(slot, &random)
            if index % 50 == 0 { incidents += (0..<12).map { _ in incident(column: 1, row: 1, at: slot) } }
            for (place, incident) in incidents.enumerated() {
                let raised = steady.absorb(incident)
                signals += raised.count
                #expect(other.absorb(incident) == raised)
                if index % 211 == 0, place == 5 {
                    let bytes = other.snapshot()
                    other = machine()
                    try other.restore(snapshot: bytes)
                    #expect(other.snapshot() == bytes)
                }
            }
            let mark = watermark(
                slot + 900,
                sources: [Watermark.Source(identifier: "a", kind: .camera, time: Instant(seconds: slot), idle: index % 40 < 3)])
            #expect(steady.advance(to: mark) == other.advance(to: mark))
        }
        #expect(signals > 20 && steady.snapshot() == other.snapshot())
    }

    @Test("a snapshot that was damaged, cut or is another's is refused")
    func damaged() {
        var machine = steady()
        for _ in 0..<9 { _ = machine.absorb(incident(at: Self.start)) }
        let bytes = machine.snapshot()
        for place in stride(from: 4, to: bytes.count, by: 31) {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(throws: StateError.self) { try machine.restore(snapshot: damaged) }
        }
        for length in stride(from: 0, to: bytes.count, by: 41) {
            #expect(throws: StateError.self) { try machine.restore(snapshot: Array(bytes.prefix(length))) }
        }
        #expect(throws: StateError.self) { try machine.restore(snapshot: Array("QFOR".utf8) + bytes.dropFirst(4)) }
        #expect(machine.snapshot() == bytes)
    }
}
