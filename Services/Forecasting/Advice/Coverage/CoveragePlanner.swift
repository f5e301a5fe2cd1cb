public import Domain

/// Places teams so that they cover the most expected incidents in time, and no zone is left with less than its share.
///
/// The maximal covering location problem (Church and ReVelle 1974), with Daskin's busy teams (1983) where asked. It is NP-hard; what is covered
/// is submodular, so:
///
/// 1. while a zone is owed something, the team goes where it pays most of what is owed (Krause et al., "Robust submodular observation
///    selection", 2008: sums of truncated covers are submodular too), then where it covers most: greedy, at least 1 - 1/e of the optimum;
/// 2. interchange (Teitz and Bart 1968): each team, then each pair, goes to a better place, as long as that costs no zone its share;
/// 3. the bound: what is covered at any stage plus the most that N more teams could add each for itself. No placement covers more.
///
/// The same problem gives the same plan, to the bit: sums are of whole numbers, ties go to the first place.
public enum CoveragePlanner {
    /// A plan; throws where the problem cannot be one.
    public static func plan(_ problem: CoverageProblem, grid: Grid) throws(CoverageError) -> CoveragePlan {
        let ground = try CoverageGround(problem, grid: grid)
        switch problem.equity {
        case .none: return solve(ground, problem, share: 0)
        case .share(let share): return solve(ground, problem, share: share)
        case .worstOff:
            guard ground.zoneCount > 0 else { return solve(ground, problem, share: 0) }
            // The largest share that greedy can give to all, to one per cent.
            var (low, high) = (0, 100)
            let empty = CoverageField(ground, busy: problem.busy)
            while low < high {
                let middle = (low + high + 1) / 2
                if canServe(ground, empty, problem.teams, share: Double(middle) / 100) { low = middle } else { high = middle - 1 }
            }
            return solve(ground, problem, share: Double(low) / 100)
        }
    }

    /// Whether greedy gives each zone its share with so many teams.
    private static func canServe(_ ground: CoverageGround, _ empty: CoverageField, _ teams: Int, share: Double) -> Bool {
        var field = empty
        var debts = ZoneDebts(ground, share: share)
        for _ in 0..<teams {
            if debts.total(field.zoneCovered) == 0 { return true }
            guard let place = debts.best(field) else { return false }
            field.add(place)
        }
        return debts.total(field.zoneCovered) == 0
    }

    private static func start(
        _ ground: CoverageGround, _ problem: CoverageProblem, share: Double
    ) -> (field: CoverageField, posts: [Int], bound: Int64) {
        var field = CoverageField(ground, busy: problem.busy)
        var debts = ZoneDebts(ground, share: share)
        var bound = field.mostBy(problem.teams)
        var posts: [Int] = []
        while posts.count < problem.teams {
            let owes = debts.total(field.zoneCovered) > 0
            guard let place = (owes ? debts.best(field) : nil) ?? field.best() else { break }
            field.add(place)
            posts.append(place)
            bound = min(bound, field.covered + field.mostBy(problem.teams))
        }
        return (field, posts, bound)
    }

    private static func solve(_ ground: CoverageGround, _ problem: CoverageProblem, share: Double) -> CoveragePlan {
        let (field, posts, bound) = start(ground, problem, share: share)
        let debts = ZoneDebts(ground, share: share)
        var search = Interchange(field: field, posts: posts, debts: debts)
        search.single()
        while search.pairs() { search.single() }
        return plan(
            ground, problem, search.field, search.posts, debts, min(bound, search.field.covered + search.field.mostBy(problem.teams)), share
        )
    }

    private static func plan(
        _ ground: CoverageGround, _ problem: CoverageProblem, _ field: CoverageField, _ posts: [Int], _ debts: ZoneDebts, _ bound: Int64,
        _ share: Double
    ) -> CoveragePlan {
        // In the order in which they help most: greedy among the posts themselves.
        var again = CoverageField(ground, busy: problem.busy)
        var left = posts.sorted()
        var (ordered, first): ([Int], [Double]) = ([], [])
        while let place = left.enumerated().max(by: { (again.gains[$0.element], $1.offset) < (again.gains[$1.element], $0.offset) }) {
            first.append(CoverageField.incidents(again.gains[place.element]))
            again.add(place.element)
            ordered.append(place.element)
            left.remove(at: place.offset)
        }
        var expected = [Int64](repeating: 0, count: ground.zoneCount)
        for (index, zone) in ground.zones.enumerated() where zone >= 0 { expected[Int(zone)] += ground.weights[index] }
        let zones = expected.indices.map { zone in
            CoveragePlan.Zone(
                zone: zone, expected: Double(expected[zone]) / CoverageGround.unit,
                covered: expected[zone] > 0 ? Double(field.zoneCovered[zone]) / Double(expected[zone]) : 1,
                isServed: field.zoneCovered[zone] >= debts.owed[zone])
        }
        let total = ground.weights.reduce(0, +)
        return CoveragePlan(
            posts: ordered.map(ground.cell), firstCovered: first, expected: Double(total) / CoverageGround.unit,
            covered: CoverageField.incidents(field.covered),
            bound: min(CoverageField.incidents(bound), Double(total) / CoverageGround.unit), zones: zones, owed: share)
    }
}
