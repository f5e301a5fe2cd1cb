import Domain
import Testing

@testable import Ingestion

@Suite("A territory's watermark")
struct WatermarkTests {
    private static let noon = Instant(seconds: 1_790_000_100)  // 15 minutes and 100 seconds past a boundary below

    private func register(live: Bool, declared: Bool = false) -> Register {
        let territory = TerritoryEntry(
            identifier: "city", name: "City", timeZone: "Europe/Paris", live: live, grid: Grid(plane: .european, cellSize: 200),
            bounds: Bounds(south: 43, west: 5, north: 44, east: 6))
        let sources = [("a", UInt32(600)), ("b", 1_800)].map { identifier, lateness in
            SourceEntry(
                identifier: identifier, kind: .policeLog, controller: "c", purpose: "p", legalBasis: "l", allowedFields: [],
                lateness: lateness,
                idleAfter: 3_600, watermarkDeclared: declared)
        }
        return Register(version: "1", territory: territory, sources: sources)
    }

    private func at(_ minutes: Int64) -> Instant { Instant(seconds: 1_789_999_200 + minutes * 60) }

    @Test("is the latest event less the lateness, rounded down to the slot")
    func events() {
        var machine = WatermarkMachine(register: register(live: true))
        #expect(machine.received(source: "a", latest: at(40), reportedUntil: nil, arrival: at(41))?.time == at(30))
    }

    @Test("is the least of the sources that take part")
    func least() {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "b", latest: at(31), reportedUntil: nil, arrival: at(41))
        #expect(machine.received(source: "a", latest: at(60), reportedUntil: nil, arrival: at(61)) == nil)
        #expect(machine.received(source: "b", latest: at(61), reportedUntil: nil, arrival: at(62))?.time == at(30))
    }

    @Test("moves only when a slot boundary is passed")
    func boundaries() {
        var machine = WatermarkMachine(register: register(live: true))
        #expect(machine.received(source: "a", latest: at(41), reportedUntil: nil, arrival: at(41)) != nil)
        #expect(machine.received(source: "a", latest: at(54), reportedUntil: nil, arrival: at(54)) == nil)
        #expect(machine.received(source: "a", latest: at(55), reportedUntil: nil, arrival: at(55))?.time == at(45))
    }

    @Test("of a declaring source moves with what it declares and nothing else")
    func declared() {
        var machine = WatermarkMachine(register: register(live: true, declared: true))
        #expect(machine.received(source: "a", latest: at(60), reportedUntil: nil, arrival: at(61)) == nil)
        #expect(machine.received(source: "a", latest: nil, reportedUntil: at(47), arrival: at(62))?.time == at(45))
    }

    @Test("is never moved by a declaration beyond our clock")
    func future() {
        var machine = WatermarkMachine(register: register(live: false, declared: true))
        #expect(machine.received(source: "a", latest: nil, reportedUntil: at(10_000), arrival: at(60))?.time == at(60))
    }

    @Test("is not held back by a source that is silent for longer than it declared")
    func idle() {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "b", latest: at(30), reportedUntil: nil, arrival: at(30))
        #expect(machine.received(source: "a", latest: at(90), reportedUntil: nil, arrival: at(90)) == nil)
        let mark = machine.received(source: "a", latest: at(91), reportedUntil: nil, arrival: at(91))
        #expect(mark?.time == at(75))
        #expect(mark?.sources.map(\.idle) == [false, true])
    }

    @Test("of a live territory moves with the clock when all is quiet")
    func quiet() {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "a", latest: at(25), reportedUntil: nil, arrival: at(25))
        #expect(machine.tick(now: at(80)) == nil)
        #expect(machine.tick(now: at(120))?.time == at(90))
    }

    @Test("does not move before any source was heard")
    func unheard() {
        var machine = WatermarkMachine(register: register(live: true))
        #expect(machine.tick(now: at(1_000)) == nil)
    }

    @Test("of a replayed territory moves with its data alone")
    func replay() {
        var machine = WatermarkMachine(register: register(live: false))
        _ = machine.received(source: "a", latest: at(25), reportedUntil: nil, arrival: at(10_000))
        #expect(machine.tick(now: at(100_000)) == nil)
        #expect(machine.received(source: "a", latest: at(40), reportedUntil: nil, arrival: at(10_001))?.time == at(30))
    }

    @Test("never moves back, though the clock and the events do")
    func monotone() {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "a", latest: at(100), reportedUntil: nil, arrival: at(100))
        #expect(machine.emitted == at(90))
        #expect(machine.received(source: "a", latest: at(20), reportedUntil: at(10), arrival: at(20)) == nil)
        #expect(machine.tick(now: at(-1_000)) == nil)
        #expect(machine.emitted == at(90))
    }

    @Test("is the same after a restart")
    func restart() throws {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "b", latest: at(35), reportedUntil: nil, arrival: at(35))
        _ = machine.received(source: "a", latest: at(40), reportedUntil: nil, arrival: at(40))
        var again = WatermarkMachine(register: register(live: true))
        try again.restore(snapshot: machine.snapshot())
        #expect(again.snapshot() == machine.snapshot())
        #expect(
            again.received(source: "b", latest: at(75), reportedUntil: nil, arrival: at(76))
                == machine.received(source: "b", latest: at(75), reportedUntil: nil, arrival: at(76)))
    }

    @Test("refuses a snapshot that is cut or of another kind")
    func brokenSnapshot() {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "a", latest: at(40), reportedUntil: nil, arrival: at(40))
        let snapshot = machine.snapshot()
        for length in [0, 1, 9, 16, 18, snapshot.count - 1] {
            #expect(throws: WatermarkMachine.UnreadableSnapshot.self) { try machine.restore(snapshot: Array(snapshot[..<length])) }
        }
    }

    @Test("lets go of a source that the register no longer has")
    func removedSource() {
        var machine = WatermarkMachine(register: register(live: true))
        _ = machine.received(source: "b", latest: at(30), reportedUntil: nil, arrival: at(60))
        var register = register(live: true)
        register.sources.removeLast()
        machine.update(register: register)
        #expect(machine.received(source: "a", latest: at(60), reportedUntil: nil, arrival: at(61))?.time == at(45))
    }

    @Test("goes by when a plan was said, not by what it speaks of")
    func plans() {
        let time = { (kind: SourceKind, result: Instant?) in
            WatermarkMachine.eventTime(kind: kind, phenomenonStart: self.at(5_000), resultTime: result, arrival: self.at(60))
        }
        #expect(time(.agenda, at(50)) == at(50))
        #expect(time(.weather, at(50)) == at(50))
        #expect(time(.agenda, nil) == nil)
        #expect(time(.policeLog, nil) == at(5_000))
    }
}
