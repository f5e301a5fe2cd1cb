import Correlation
import Domain
import Foundation

/// How fast rules run: incidents a second, one core, with a city's worth of rules that all look at something.
enum RulesBenchmark {
    /// What was run and how it went.
    struct Figures {
        let rules: Int
        let incidents: Int
        let matches: Int
        /// Incidents a second.
        let perSecond: Double
    }

    /// Runs so many rules (radius 100 m to 1 km, windows of 10 minutes to 2 hours, thresholds some way above the ordinary; of twenty one is about a
    /// zone, one a sequence of three, one two conditions at once) over a month of incidents in 10,000 cells, busy cells a hundred times busier than quiet ones.
    static func figures(rules count: Int = 10_000, incidents: Int = 300_000, seed: UInt64 = 7) -> Figures {
        var draws = SplitMix64(seed: seed)
        let grid = Grid(plane: .european, cellSize: 200)
        let categories = Category.allCases.filter { $0.use == .forecast || $0.use == .statistics }
        let rules = (0..<count).map { rule($0, categories, &draws) }
        let zones = (0..<16).map { zone in
            let (east, north) = (Double(zone % 4) * 5_000, Double(zone / 4) * 5_000)
            return RuleZone(name: "z\(zone)", shape: .box(west: east, south: north, east: east + 5_000, north: north + 5_000))
        }
        var engine = RuleEngine(RuleSet(rules: rules, zones: zones), grid: grid) { _, _ in 0 }
        let month: Int64 = 30 * 86_400
        let events = (0..<incidents).map { index in
            let slot = Int64(index) * month / Int64(incidents) / 900 * 900
            let place = pow(draws.unit(), 1.5) * 100
            return RuleEvent(
                Incident(
                    kind: .policeLog, category: categories[draws.below(categories.count)],
                    cell: Cell(column: Int32(place), row: Int32(pow(draws.unit(), 1.5) * 100)),
                    slot: TimeSlot(start: 1_767_225_600 + slot, length: 900), severity: .moderate), grid: grid)
        }
        var matches = 0
        let clock = ContinuousClock()
        let began = clock.now
        for event in events { matches += engine.absorb(event).count }
        let seconds = (clock.now - began) / .seconds(1)
        return Figures(rules: count, incidents: incidents, matches: matches, perSecond: Double(incidents) / max(seconds, 1e-9))
    }

    private static func rule(_ index: Int, _ categories: [Category], _ draws: inout SplitMix64) -> Rule {
        func filter(_ draws: inout SplitMix64) -> RuleFilter {
            RuleFilter(categories: [categories[draws.below(categories.count)].rawValue])
        }
        let window = Int64(10 + draws.below(111)) * 60
        let radius = 100 + Double(draws.below(901))
        // As operators write them: some way above what their surroundings hold on an ordinary day (370 incidents a category in 400 km2).
        let ordinary = 370 * .pi * radius * radius / 4e8 * Double(window) / 86_400
        let need = 3 + draws.below(10) + Int(ordinary * 4)
        let condition: RuleCondition =
            switch index % 20 {
            case 0: .count(of: filter(&draws), atLeast: need * 3, within: window, reach: .zone)
            case 1: .sequence(steps: [filter(&draws), filter(&draws), filter(&draws)], within: window, reach: .radius(radius / 4))
            case 2:
                .all([
                    .count(of: filter(&draws), atLeast: need, within: window, reach: .radius(radius)),
                    .count(of: filter(&draws), atLeast: 1, within: window, reach: .radius(radius)),
                ])
            default: .count(of: filter(&draws), atLeast: need, within: window, reach: .radius(radius))
            }
        return Rule(name: "rule-\(index)", coolDown: 3_600, condition: condition)
    }
}

extension SplitMix64 {
    /// 0 ..< `bound`.
    fileprivate mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
