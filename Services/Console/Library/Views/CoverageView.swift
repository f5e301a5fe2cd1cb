public import Advice
public import Domain

/// Where so many teams should stand over a window.
public struct CoverageView: Sendable {
    private let picture: Picture

    /// A view of a picture.
    public init(_ picture: Picture) { self.picture = picture }

    /// A plan; throws the planner's reason, whose words a person reads.
    ///
    /// - Parameters:
    ///   - equity: the part of each zone's own expected incidents that must be covered, 0 ... 1.
    public func json(
        from start: Int64, to end: Int64, teams: Int, minutes: Double, speed: TeamSpeed, equity: Double, categories: Set<Domain.Category>
    ) throws(CoverageError) -> JSON {
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
                places: places, teams: teams, speed: speed, minutes: minutes, equity: equity > 0 ? .share(equity) : .none), grid: grid)
        return json(plan, radius: speed.reach(minutes: minutes), minutes: minutes)
    }

    private func json(_ plan: CoveragePlan, radius: Double, minutes: Double) -> JSON {
        let share = plan.expected > 0 ? plan.covered / plan.expected : 0
        let percent = Int((share * 100).rounded())
        let best = plan.bound > 0 ? Int((plan.covered / plan.bound * 100).rounded(.down)) : 100
        let unserved = plan.zones.count { !$0.isServed }
        var reasons = [
            Words(
                "\(plan.posts.count) teams reach \(percent) % of the expected incidents within \(Figures.short(minutes)) min",
                "\(plan.posts.count) équipes atteignent \(percent) % des faits attendus en \(Figures.french(Figures.short(minutes))) min"),
            Words(
                "no other placement can cover more than \(max(0, 100 - best)) % beyond this",
                "aucun autre placement ne couvre plus de \(max(0, 100 - best)) % au-delà"),
        ]
        if unserved > 0 {
            reasons.append(
                Words(
                    "\(unserved) zones stay below their share: more teams are needed for them",
                    "\(unserved) zones restent sous leur part : il y faut plus d'équipes"))
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
        let number = Figures.short(covered)
        return [
            "cell": .cell(cell), "zone": .optional(picture.zones.zone(of: cell)), "covered": .optional(covered),
            "reason": .words(
                french: "première à couvrir \(Figures.french(number)) faits attendus",
                english: "first to cover \(number) expected incidents"),
        ]
    }
}
