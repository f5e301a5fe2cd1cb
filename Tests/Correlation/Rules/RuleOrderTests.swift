import Domain
import Testing

@testable import Correlation

@Suite("Rules, order and bounds")
struct RuleOrderTests {
    typealias Scene = RuleScene

    @Test("an event that comes late completes the rule at the later ones")
    func late() {
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
            var engine = Scene.engine(Scene.three)
            let events = [Scene.event(), Scene.event(minute: 10, east: 100), Scene.event(minute: 20, east: 200)]
            let matches = order.flatMap { engine.absorb(events[$0]) }
            #expect(matches.map(\.time) == [Scene.evening + 1_200], "\(order)")
        }
    }

    @Test("which zones come true does not depend on the order of arrival")
    func lateInZones() {
        let zones = [RuleZone(name: "all", shape: .box(west: -1e6, south: -1e6, east: 1e6, north: 1e6))]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            for reach in [RuleReach.zone, .territory] {
                var engine = Scene.engine(.count(of: Scene.filter(.noise), atLeast: 3, within: 1_800, reach: reach), zones: zones)
                let events = [Scene.event(), Scene.event(minute: 10, east: 4_000), Scene.event(minute: 20, east: 8_000)]
                #expect(order.flatMap { engine.absorb(events[$0]) }.map(\.time) == [Scene.evening + 1_200], "\(order)")
            }
        }
    }

    @Test("the engine finds what a plain search over all events finds")
    func bruteForce() {
        var random = SplitMix64(seed: 11)
        let events = (0..<2_000).map { index in
            Scene.event(
                Bool.random(using: &random) ? .noise : .theft, minute: Double(index) * 2,
                east: Double(Int32.random(in: 0..<20, using: &random)) * 100, north: Double(Int32.random(in: 0..<20, using: &random)) * 100)
        }
        var engine = Scene.engine(.count(of: Scene.filter(.noise), atLeast: 4, within: 7_200, reach: .radius(250)), coolDown: 0)
        let found = events.filter { !engine.absorb($0).isEmpty }.map(\.start)
        let expected = events.filter { last in
            last.category == Category.noise.rawValue
                && events.count {
                    let (x, y) = ($0.east - last.east, $0.north - last.north)
                    return $0.category == last.category && $0.start <= last.start && last.start - $0.start <= 7_200
                        && x * x + y * y <= 62_500
                } >= 4
        }.map(\.start)
        #expect(found == expected && found.count > 100)
    }

    @Test("what was taken back does not count, and a match that rested on it is over")
    func retraction() {
        var engine = Scene.engine(Scene.three)
        let events = [Scene.event(), Scene.event(minute: 5), Scene.event(minute: 10)]
        #expect(engine.run(events).map(\.phase) == [.matched])
        #expect(engine.retract(events[1]).map(\.phase) == [.over])
        var other = Scene.engine(Scene.three)
        _ = other.run(Array(events.prefix(2)))
        #expect(other.retract(events[0]).isEmpty && other.run([events[2]]).isEmpty)
    }

    @Test("memory is bounded by positions and slots of the window, not by events")
    func memory() {
        var engine = Scene.engine(Scene.three)
        for index in 0..<50_000 {
            let event = RuleEvent(
                category: Category.noise.rawValue, source: .policeLog, east: Double(index % 10) * 1_000, north: 0,
                start: Scene.evening + Int64(index) / 100 * 900)
            _ = engine.absorb(event)
            if index % 100 == 0 { _ = engine.advance(to: event.start) }
        }
        // Ten positions, three slots in half an hour (both ends included); lists are let go at twice that.
        #expect(engine.levels[0].count <= 10 * 3 && engine.episodes[0].count <= 20 && engine.dropped == 0)
    }

    @Test("an event that no rule looks at is not kept")
    func unlooked() {
        var engine = Scene.engine(Scene.three)
        for minute in 0..<100 { _ = engine.absorb(Scene.event(.theft, minute: Double(minute))) }
        #expect(engine.levels[0].count == 0)
    }

    @Test("a plain search agrees for two conditions at once, at two radii")
    func twoConditions() {
        var random = SplitMix64(seed: 5)
        let events = (0..<1_500).map { index in
            Scene.event(
                [.noise, .theft, .brawl].randomElement(using: &random) ?? .noise, minute: Double(index),
                east: Double(Int32.random(in: 0..<30, using: &random)) * 50, north: Double(Int32.random(in: 0..<30, using: &random)) * 50)
        }
        let condition = RuleCondition.all([
            .count(of: Scene.filter(.noise), atLeast: 3, within: 3_600, reach: .radius(300)),
            .count(of: Scene.filter(.theft, .brawl), atLeast: 2, within: 1_200, reach: .radius(150)),
        ])
        var engine = Scene.engine(condition, coolDown: 0)
        let found = events.filter { !engine.absorb($0).isEmpty }.map(\.start)
        func count(_ at: RuleEvent, _ window: Int64, _ radius: Double, _ categories: [Domain.Category]) -> Int {
            events.count {
                let (x, y) = ($0.east - at.east, $0.north - at.north)
                return categories.map(\.rawValue).contains($0.category) && $0.start <= at.start && at.start - $0.start <= window
                    && x * x + y * y <= radius * radius
            }
        }
        let expected = events.filter { count($0, 3_600, 300, [.noise]) >= 3 && count($0, 1_200, 150, [.theft, .brawl]) >= 2 }.map(\.start)
        #expect(found == expected && found.count > 20)
    }
}
