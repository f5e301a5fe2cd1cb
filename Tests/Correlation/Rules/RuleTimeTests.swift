import Domain
import Testing

@testable import Correlation

@Suite("Rules and time")
struct RuleTimeTests {
    typealias Scene = RuleScene

    @Test("hours over midnight belong to the day on which they began")
    func hours() {
        let night = RuleHours(after: 1_320, before: 360, days: 1 << 5)
        let saturday: UInt16 = 5 * 1_440
        #expect(night.contains(saturday + 1_320) && night.contains(saturday + 1_440) && night.contains(saturday + 1_440 + 359))
        #expect(!night.contains(saturday + 1_319) && !night.contains(saturday + 60) && !night.contains(saturday + 1_440 + 360))
        let day = RuleHours(after: 480, before: 1_200)
        #expect(day.contains(480) && !day.contains(1_200) && !day.contains(479) && RuleHours().contains(0) && RuleHours().contains(10_079))
        let sunday = RuleHours(after: 1_320, before: 360, days: 1 << 6)
        #expect(sunday.contains(10) && sunday.contains(6 * 1_440 + 1_330) && !sunday.contains(1_330))
    }

    @Test("three calls after 22:00: those before do not count")
    func afterTen() {
        let filter = RuleFilter(categories: [Category.noise.rawValue], hours: RuleHours(after: 1_320, before: 360))
        var engine = Scene.engine(.count(of: filter, atLeast: 3, within: 1_800, reach: .radius(300)))
        #expect(engine.minutes([55, 59, 60, 70, 80, 95].map { Scene.event(minute: $0) }) == [80])
    }

    @Test("a rule looks only in its hours")
    func during() {
        var engine = Scene.engine(Scene.three, hours: RuleHours(after: 1_320, before: 360))
        #expect(engine.minutes([50, 55, 59, 61].map { Scene.event(minute: $0) }) == [61])
    }

    @Test("hours are those of the territory, through a change of summer time")
    func summerTime() {
        // 2026-03-29T01:00Z: Paris goes from 02:00 to 03:00.
        let change: Int64 = 1_774_746_000
        let rule = Rule(
            name: "r", coolDown: 0, hours: RuleHours(after: 0, before: 120),
            condition: .count(of: Scene.filter(.noise), atLeast: 1, within: 60, reach: .territory))
        var engine = RuleEngine(RuleSet(rules: [rule]), grid: nil, zone: "Europe/Paris") { _, instant in instant < change ? 3_600 : 7_200 }
        func matches(_ time: Int64) -> Bool {
            !engine.absorb(RuleEvent(category: Category.noise.rawValue, source: .policeLog, start: time)).isEmpty
        }
        #expect(matches(change - 60))
        #expect(!matches(change) && !matches(change + 3_600))
        #expect(matches(change + 86_400 - 7_200))
    }

    @Test("windows last as long through a change of summer time and a leap day as on any day")
    func windows() {
        for start in [Int64(1_774_744_200), 1_792_886_400, 1_709_164_800, 1_767_225_600] {
            var engine = RuleEngine(RuleSet(rules: [Rule(name: "r", condition: Scene.three)]), grid: nil, zone: "Europe/Paris") {
                _, instant in
                (1_774_746_000..<1_792_890_000).contains(instant) ? 7_200 : 3_600
            }
            var found: [Int64] = []
            for offset in [Int64(0), 1_700, 3_400, 5_200, 5_200, 6_000] {
                let event = RuleEvent(category: Category.noise.rawValue, source: .policeLog, east: 0, north: 0, start: start + offset)
                found += engine.absorb(event).map { $0.time - start }
            }
            #expect(found == [5_200], "\(start)")
        }
    }

    @Test("a match is told once in its cool-down, again after it, and over when its events have left the window")
    func coolDown() {
        var engine = Scene.engine(Scene.three, coolDown: 3_600)
        let matches = engine.run((0...14).map { Scene.event(minute: Double($0) * 6) }, until: 200)
        #expect(matches.map(\.phase) == [.matched, .again, .over] && Set(matches.map(\.situation)).count == 1)
        #expect(matches.map { ($0.time - Scene.evening) / 60 } == [12, 72, 114])
    }

    @Test("another place does not share the cool-down")
    func places() {
        var engine = Scene.engine(Scene.three, coolDown: 3_600)
        let events = (0..<6).map { Scene.event(minute: Double($0), east: $0 % 2 == 0 ? 0 : 2_000) }
        #expect(engine.minutes(events) == [4, 5])
    }

    @Test("a plan counts from its start to its end")
    func plans() {
        let match = RuleCondition.count(of: Scene.filter(.plannedEvent), atLeast: 1, within: 1, reach: .radius(500))
        var engine = Scene.engine(
            .all([match, .count(of: Scene.filter(.brawl), atLeast: 1, within: 60, reach: .radius(500))]), coolDown: 0)
        let plan = RuleEvent(
            category: Category.plannedEvent.rawValue, source: .agenda, east: 0, north: 0, start: Scene.evening + 3_600,
            end: Scene.evening + 7_200, value: 20_000)
        var matches = engine.absorb(plan)
        matches += engine.run([30, 90, 150].map { Scene.event(.brawl, minute: $0, east: 100) }, until: 160)
        #expect(Set(matches.filter { $0.phase != .over }.map { ($0.time - Scene.evening) / 60 }) == [90, 91])
    }
}
