import Domain
import Testing

@testable import Correlation

@Suite("Rules that count and add")
struct RuleCountTests {
    typealias Scene = RuleScene

    @Test("the third within half an hour and 300 m completes the rule")
    func third() throws {
        var engine = Scene.engine(Scene.three)
        let matches = engine.run([Scene.event(), Scene.event(minute: 10, east: 100), Scene.event(minute: 30, north: 250)])
        let match = try #require(matches.first)
        #expect(matches.count == 1 && match.time == Scene.evening + 1_800 && match.observed == 3 && match.threshold == 3)
        #expect(match.start == Scene.evening && match.north == 250 && match.sources == [.policeLog] && !match.silent)
    }

    @Test("one second beyond the window, or a step beyond the radius, does not count")
    func edges() {
        var late = Scene.engine(Scene.three)
        #expect(late.minutes([Scene.event(), Scene.event(minute: 10), Scene.event(minute: 30.1)]).isEmpty)
        var far = Scene.engine(Scene.three)
        #expect(far.minutes([Scene.event(east: 301), Scene.event(minute: 1, east: 301), Scene.event(minute: 2)]).isEmpty)
    }

    @Test("the rim of the radius and of the window belong to it, across the borders of buckets")
    func rims() {
        for offset in [0.0, 299, 300, -1, -300, 1e6] {
            var engine = Scene.engine(Scene.three)
            let events = [Scene.event(east: offset), Scene.event(minute: 1, east: offset), Scene.event(minute: 30, east: offset + 300)]
            #expect(engine.minutes(events) == [30], "\(offset)")
        }
    }

    @Test("categories, sources, severity and origin narrow down what counts")
    func filters() {
        var filter = RuleFilter(
            categories: [Category.noise.rawValue], sources: [.policeLog], minimumSeverity: .moderate, origins: [.reported])
        func matches(_ event: RuleEvent) -> Bool {
            var engine = Scene.engine(.count(of: filter, atLeast: 1, within: 60, reach: .territory))
            return !engine.run([event]).isEmpty
        }
        #expect(matches(Scene.event(severity: .severe, origin: .reported)))
        #expect(!matches(Scene.event(.theft, severity: .severe, origin: .reported)))
        #expect(!matches(Scene.event(source: .camera, severity: .severe, origin: .reported)))
        #expect(!matches(Scene.event(severity: .minor, origin: .reported)))
        #expect(!matches(Scene.event(severity: .severe, origin: .discovered)))
        filter = RuleFilter(valueAtLeast: 10, valueAtMost: 20)
        #expect(matches(Scene.event(.wind, value: 10)) && matches(Scene.event(.wind, value: 20)))
        #expect(!matches(Scene.event(.wind, value: 9.9)) && !matches(Scene.event(.wind, value: 20.1)))
    }

    @Test("values add up over the window, from everywhere where a reading has no place")
    func sums() {
        var engine = Scene.engine(.sum(of: Scene.filter(.rain), atLeast: 20, within: 3_600, reach: .territory))
        let rain = (0..<6).map { Scene.event(.rain, minute: Double($0) * 15, east: .nan, north: .nan, source: .weather, value: 5) }
        #expect(engine.minutes(rain) == [45])
        var near = Scene.engine(
            .all([.sum(of: Scene.filter(.rain), atLeast: 20, within: 3_600, reach: .radius(100)), Scene.three]))
        let calls = (50..<53).map { Scene.event(minute: Double($0)) }
        #expect(near.minutes(Array(rain.prefix(4)) + calls) == [52])
    }

    @Test("each zone counts for itself")
    func zones() {
        let zones = [
            RuleZone(name: "west", shape: .box(west: -1_000, south: -1_000, east: 0, north: 1_000)),
            RuleZone(name: "east", shape: .box(west: 0, south: -1_000, east: 1_000, north: 1_000)),
        ]
        var engine = Scene.engine(.count(of: Scene.filter(.noise), atLeast: 3, within: 1_800, reach: .zone), zones: zones)
        let events = [-500.0, 500, -900, 900, 5_000, -10].enumerated().map { Scene.event(minute: Double($0), east: $1) }
        let matches = engine.run(events)
        #expect(matches.map(\.zone) == ["west"] && matches.first?.observed == 3)
    }

    @Test("a rule confined to a zone does not look elsewhere")
    func confined() {
        let zones = [RuleZone(name: "port", shape: .box(west: 0, south: 0, east: 1_000, north: 1_000))]
        let rule = Rule(
            name: "r", zones: ["port"], condition: .count(of: Scene.filter(.noise), atLeast: 1, within: 60, reach: .radius(100)))
        var engine = Scene.engine([rule], zones: zones)
        #expect(engine.minutes([Scene.event(east: -50, north: 50), Scene.event(minute: 1, east: 50, north: 50)]) == [1])
    }

    @Test("a zone in degrees is where PROJ has it")
    func degrees() {
        // EPSG:3035 of 43.2965 N, 5.3698 E by PROJ 9.1.
        let centre = RulePlane.european(latitude: 43.2965, longitude: 5.3698)
        let zone = PlacedZone(
            RuleZone(name: "z", shape: .circle(latitude: 43.2965, longitude: 5.3698, radius: 500)),
            grid: Grid(plane: .european, cellSize: 200))
        #expect(zone.contains(east: centre.0 + 499, north: centre.1) && !zone.contains(east: centre.0 + 501, north: centre.1))
        let middle = RulePlane.european(latitude: 52, longitude: 10)
        #expect(abs(middle.0 - 4_321_000) < 1e-6 && abs(middle.1 - 3_210_000) < 1e-6)
    }
}
