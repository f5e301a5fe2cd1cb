import Domain
import Testing

@testable import Correlation

@Suite("Rules that combine")
struct RuleLogicTests {
    typealias Scene = RuleScene
    private static let brawl = RuleCondition.count(of: RuleScene.filter(.brawl), atLeast: 1, within: 1_800, reach: .radius(300))
    private static let crowd = RuleCondition.count(of: RuleScene.filter(.gathering), atLeast: 1, within: 1_800, reach: .radius(500))

    @Test("all: whichever comes last completes it")
    func all() {
        var first = Scene.engine(.all([Self.brawl, Self.crowd]))
        #expect(first.minutes([Scene.event(.brawl), Scene.event(.gathering, minute: 5, east: 200)]) == [5])
        var second = Scene.engine(.all([Self.brawl, Self.crowd]))
        #expect(second.minutes([Scene.event(.gathering), Scene.event(.brawl, minute: 5, east: 200)]) == [5])
        var far = Scene.engine(.all([Self.brawl, Self.crowd]))
        #expect(far.minutes([Scene.event(.gathering), Scene.event(.brawl, minute: 5, east: 600)]).isEmpty)
    }

    @Test("any: one is enough")
    func any() {
        var engine = Scene.engine(.any([Self.brawl, Self.crowd]), coolDown: 0)
        #expect(engine.minutes([Scene.event(.brawl), Scene.event(.theft, minute: 1), Scene.event(.gathering, minute: 90)]) == [0, 90])
    }

    @Test("not: what was seen keeps it from matching, what was not lets it once the watermark says so")
    func not() {
        let condition = RuleCondition.all([Self.brawl, .not(Self.crowd)])
        var seen = Scene.engine(condition)
        #expect(seen.minutes([Scene.event(.gathering), Scene.event(.brawl, minute: 5)], until: 20).isEmpty)
        var unseen = Scene.engine(condition)
        #expect(unseen.minutes([Scene.event(.brawl, minute: 5)], until: 20) == [5])
    }

    @Test("not: a silent source is not taken for quiet")
    func silentIsNotQuiet() {
        let filter = RuleFilter(categories: [Category.gathering.rawValue], sources: [.camera])
        let condition = RuleCondition.all([Self.brawl, .not(.count(of: filter, atLeast: 1, within: 1_800, reach: .radius(500)))])
        var silent = Scene.engine(condition)
        #expect(silent.minutes([Scene.event(.brawl)], until: 20, idle: [.camera]).isEmpty)
        var speaking = Scene.engine(condition)
        #expect(speaking.minutes([Scene.event(.brawl)], until: 20).count == 1)
    }

    @Test("a sequence needs its steps in order, near and in time")
    func sequence() {
        let condition = RuleCondition.sequence(
            steps: [Scene.filter(.gathering), Scene.filter(.noise), Scene.filter(.damage)], within: 3_600, reach: .radius(500))
        func run(_ events: RuleEvent...) -> [Double] {
            var engine = Scene.engine(condition)
            return engine.minutes(events)
        }
        let (a, b, c) = (Scene.event(.gathering), Scene.event(.noise, minute: 10), Scene.event(.damage, minute: 20))
        #expect(run(a, b, c) == [20])
        #expect(run(Scene.event(.noise), Scene.event(.gathering, minute: 10), c).isEmpty)
        #expect(run(a, b, Scene.event(.damage, minute: 61)).isEmpty)
        #expect(run(a, b, Scene.event(.damage, minute: 20, east: 501)).isEmpty)
        #expect(run(a, Scene.event(.noise), Scene.event(.damage)) == [0], "events of one slot count as in order")
    }

    @Test("a sequence of equal steps needs as many events")
    func repeated() {
        let steps = [Scene.filter(.noise), Scene.filter(.noise), Scene.filter(.noise)]
        for reach in [RuleReach.radius(200), .territory] {
            var engine = Scene.engine(.sequence(steps: steps, within: 3_600, reach: reach))
            #expect(engine.minutes((0..<3).map { Scene.event(minute: Double($0) * 10) }) == [20])
        }
    }

    @Test("a sequence per territory keeps its order")
    func wideSequence() {
        let condition = RuleCondition.sequence(steps: [Scene.filter(.rain), Scene.filter(.flood)], within: 3_600, reach: .territory)
        var engine = Scene.engine(condition)
        #expect(engine.minutes([Scene.event(.flood), Scene.event(.rain, minute: 5)]).isEmpty)
        #expect(engine.minutes([Scene.event(.flood, minute: 10, east: 9_000)]) == [10])
    }
}
