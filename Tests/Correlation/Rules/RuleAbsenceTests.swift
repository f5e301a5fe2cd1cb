import Domain
import Testing

@testable import Correlation

@Suite("Rules about silence")
struct RuleAbsenceTests {
    typealias Scene = RuleScene
    private static let buses = RuleFilter(categories: [Category.ridershipDelay.rawValue], sources: [.transit])
    private static let silence = RuleCondition.absence(of: buses, lasting: 600, heardWithin: 3_600, reach: .radius(500))
    private static let demonstration = RuleCondition.count(
        of: RuleScene.filter(.gathering), atLeast: 1, within: 1_800, reach: .radius(500))

    private func bus(_ minute: Double, east: Double = 0) -> RuleEvent {
        Scene.event(.ridershipDelay, minute: minute, east: east, source: .transit)
    }

    @Test("no position of a line for ten minutes while a demonstration passes within 500 m")
    func demonstration() throws {
        var engine = Scene.engine(.all([Self.silence, Self.demonstration]))
        let matches = engine.run([bus(0), bus(4), Scene.event(.gathering, minute: 6, east: 300)], until: 20)
        let match = try #require(matches.first)
        #expect(match.time == Scene.evening + 14 * 60 && match.silent && match.sources == [.policeLog, .transit])
    }

    @Test("where the line goes on, or the demonstration is elsewhere, nothing is said")
    func elsewhere() {
        var running = Scene.engine(.all([Self.silence, Self.demonstration]))
        #expect(running.minutes([bus(0), Scene.event(.gathering, minute: 6), bus(8), bus(15)], until: 20).isEmpty)
        var far = Scene.engine(.all([Self.silence, Self.demonstration]))
        #expect(far.minutes([bus(0), Scene.event(.gathering, minute: 6, east: 1_200)], until: 30).isEmpty)
    }

    @Test("what was never heard is not missing")
    func neverHeard() {
        var engine = Scene.engine(.all([Self.silence, Self.demonstration]))
        #expect(engine.minutes([Scene.event(.gathering)], until: 60).isEmpty)
    }

    @Test("a silence alone is said as silence, where it was heard last, once, and over when it speaks again")
    func alone() {
        var engine = Scene.engine(Self.silence)
        var matches = engine.run([bus(0), bus(5)], until: 40)
        #expect(matches.map(\.silent) == [true] && matches.map(\.time) == [Scene.evening + 15 * 60] && matches[0].observed == 600)
        matches = engine.run([bus(41)], until: 42)
        #expect(matches.map(\.phase) == [.over] && matches.first?.situation.isEmpty == false)
    }

    @Test("what fell silent longer ago than it is remembered is no longer missed")
    func forgotten() {
        var engine = Scene.engine(Self.silence)
        let matches = engine.run([bus(0)], until: 300)
        #expect(matches.map(\.phase) == [.matched, .over] && matches.last?.time == Scene.evening + 4_200)
    }

    @Test("a silence is decided by the watermark alone, whatever its steps")
    func steps() {
        func run(_ step: Int64) -> [Int64] {
            var engine = Scene.engine(Self.silence)
            var matches = engine.absorb(bus(0)) + engine.absorb(bus(7, east: 2_000))
            for time in stride(from: Scene.evening, through: Scene.evening + 3_600, by: Int64.Stride(step)) {
                matches += engine.advance(to: time)
            }
            return matches.filter { $0.phase == .matched }.map(\.time)
        }
        #expect(run(60) == [Scene.evening + 600, Scene.evening + 1_020] && run(3_600) == run(60) && run(240) == run(60))
    }

    @Test("zones and the territory fall silent as a whole")
    func whole() {
        let zones = [RuleZone(name: "west", shape: .box(west: -1_000, south: -1_000, east: 0, north: 1_000))]
        var zone = Scene.engine(.absence(of: Self.buses, lasting: 600, heardWithin: 3_600, reach: .zone), zones: zones)
        let events = [bus(0, east: -500), bus(6, east: -900), bus(9, east: 500)]
        #expect(zone.run(events, until: 30).filter { $0.phase == .matched }.map(\.zone) == ["west"])
        var territory = Scene.engine(.absence(of: Self.buses, lasting: 600, heardWithin: 3_600, reach: .territory))
        #expect(territory.minutes(events, until: 30) == [19])
    }
}
