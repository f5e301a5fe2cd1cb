public import Advice
public import Domain

/// Where so many teams should stand over a window.
public struct CoverageView: Sendable {
    /// What is asked.
    public struct Wish: Hashable, Sendable {
        /// Seconds since 1970, half-open with `end`.
        public var start: Int64
        /// Seconds since 1970, exclusive.
        public var end: Int64
        /// Teams to place.
        public var teams: Int
        /// Within which an incident must be reached.
        public var minutes: Double
        /// How fast teams are.
        public var speed: TeamSpeed
        /// The part of each zone's own expected incidents that must be covered, 0 ... 1.
        public var equity: Double
        /// Categories; all that are forecast where empty.
        public var categories: Set<Domain.Category>

        /// A wish.
        public init(
            start: Int64, end: Int64, teams: Int, minutes: Double, speed: TeamSpeed, equity: Double, categories: Set<Domain.Category>
        ) {
            self.start = start
            self.end = end
            self.teams = teams
            self.minutes = minutes
            self.speed = speed
            self.equity = equity
            self.categories = categories
        }
    }

    private let picture: Picture

    /// A view of a picture.
    public init(_ picture: Picture) { self.picture = picture }

    /// A plan; throws the planner's reason, whose words a person reads.
    public func json(_ wish: Wish) throws(CoverageError) -> JSON {
        let (start, end, categories) = (wish.start, wish.end, wish.categories)
        let forecasts = picture.forecasts.ahead(of: start).filter {
            $0.head.windowStart < end && $0.head.windowEnd > start && (categories.isEmpty || categories.contains($0.head.category))
        }
        let grid = picture.register?.territory.grid ?? Grid(plane: .european, cellSize: 200)
        let level = forecasts.map(\.level).max() ?? 0
        var sums: [Cell: Double] = [:]
        for forecast in forecasts {
            let window = forecast.head.windowStart..<forecast.head.windowEnd
            let part = Double(window.clamped(to: start..<max(start + 1, end)).count) / Double(max(1, window.count))
            for place in forecast.columns.indices {
                let cell = Cell(level: forecast.level, column: forecast.columns[place], row: forecast.rows[place])
                sums[cell.ancestor(at: level), default: 0] += Double(forecast.expected[place]) * part
            }
        }
        let places = sums.sorted { $0.key < $1.key }.map {
            CoverageProblem.Place(cell: $0.key, expected: $0.value, zone: picture.zones.index(of: $0.key))
        }
        let plan = try CoveragePlanner.plan(
            CoverageProblem(
                // Where zones are known nobody is sent out to sea; where none is, any place will do.
                places: places, posts: places.filter { $0.zone != nil }.map(\.cell), teams: wish.teams, speed: wish.speed,
                minutes: wish.minutes,
                equity: wish.equity > 0 ? .share(wish.equity) : .none), grid: grid)
        return json(plan, radius: wish.speed.reach(minutes: wish.minutes), minutes: wish.minutes)
    }

    private func json(_ plan: CoveragePlan, radius: Double, minutes: Double) -> JSON {
        let share = plan.expected > 0 ? plan.covered / plan.expected : 0
        let percent = Int((share * 100).rounded())
        let most = plan.expected > 0 ? min(100, Int((plan.bound / plan.expected * 100).rounded(.up))) : 100
        let isOne = plan.posts.count == 1
        let unserved = plan.zones.count { !$0.isServed }
        var reasons = [
            Words(
                "\(plan.posts.count) \(isOne ? "team reaches" : "teams reach") \(percent) % of the expected incidents within \(Figures.told(minutes)) min",
                "\(plan.posts.count) \(isOne ? "équipe atteint" : "équipes atteignent") \(percent) % des faits attendus en \(Figures.french(Figures.told(minutes))) min"
            )
        ]
        if most <= percent {
            reasons.append(
                Words("no placement of so many teams can reach more: this is proven", "aucun placement n'en atteint plus : c'est démontré"))
        } else if most < 100 {
            reasons.append(
                Words(
                    "no placement of so many teams can reach more than \(most) %: this is proven",
                    "aucun placement d'autant d'équipes ne peut en atteindre plus de \(most) % : c'est démontré"))
        }
        if unserved > 0 {
            reasons.append(
                Words(
                    "\(unserved) \(unserved == 1 ? "zone stays" : "zones stay") below the share that was asked: more teams are needed there",
                    "\(unserved) \(unserved == 1 ? "zone reste" : "zones restent") sous la part demandée : il y faut plus d'équipes"))
        }
        return [
            "teams": .array(zip(plan.posts, plan.firstCovered).map(team)), "covered": .optional(plan.covered),
            "expected": .optional(plan.expected), "share": .optional(share, digits: 3), "bound": .optional(plan.bound),
            "radius": .optional(radius), "owed": .optional(plan.owed),
            "zones": .array(
                plan.zones.filter { $0.zone < picture.zones.zones.count }.map { zone in
                    let named = picture.zones.zones[zone.zone]
                    return [
                        "id": .string(named.identifier), "name": .string(named.name), "expected": .optional(zone.expected),
                        "covered": .optional(zone.expected * zone.covered), "share": .optional(zone.covered, digits: 3),
                        "served": .boolean(zone.isServed),
                    ]
                }), "reasons": .array(reasons.map { .words($0) }),
        ]
    }

    private func team(_ cell: Cell, _ covered: Double) -> JSON {
        let number = Figures.told(covered)
        return [
            "cell": .cell(cell), "zone": .optional(picture.zones.zone(of: cell)), "covered": .optional(covered),
            "reason": .words(
                french: "première à couvrir \(Figures.french(number)) faits attendus",
                english: "first to cover \(number) expected incidents"),
        ]
    }
}
