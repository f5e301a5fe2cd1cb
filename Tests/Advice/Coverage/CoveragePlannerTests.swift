import Advice
import Domain
import Testing

@Suite("Coverage planner")
struct CoveragePlannerTests {
    static let grid = Grid(plane: .european, cellSize: 200)

    /// A small town with a few places, two zones, all by a seed.
    static func town(seed: UInt64, side: Int32 = 6, teams: Int = 3, equity: CoverageProblem.Equity, busy: Double = 0) -> CoverageProblem {
        var random = SplitMix64(seed: seed)
        var places: [CoverageProblem.Place] = []
        for row in 0..<side {
            for column in 0..<side where random.unit() < 0.8 {
                let draw = random.unit()
                places.append(
                    CoverageProblem.Place(
                        cell: Cell(column: column, row: row), expected: draw * draw * draw, zone: column < side / 2 ? 0 : 1))
            }
        }
        // 200 m cells, 5 m/s, no detour, one minute: 300 m, the nearest four and the diagonal ones.
        return CoverageProblem(
            places: places, teams: teams, speed: TeamSpeed(metresPerSecond: 5, detour: 1), minutes: 1, busy: busy, equity: equity)
    }

    /// What a set of posts covers, straight from the definition: incidents, and the share of each zone.
    static func value(_ problem: CoverageProblem, _ posts: [Cell]) -> (covered: Double, shares: [Double]) {
        var (covered, zone, all) = (0.0, [0.0, 0.0], [0.0, 0.0])
        for place in problem.places {
            let reached = posts.filter { post in
                let (across, along) = (Double(post.column - place.cell.column) * 200, Double(post.row - place.cell.row) * 200)
                return (across * across + along * along).squareRoot() <= problem.speed.reach(minutes: problem.minutes)
            }.count
            var missed = 1.0
            for _ in 0..<reached { missed *= problem.busy }
            covered += place.expected * (1 - missed)
            if let number = place.zone {
                all[number] += place.expected
                if reached > 0 { zone[number] += place.expected }
            }
        }
        return (covered, zip(zone, all).map { $1 > 0 ? $0 / $1 : 1 })
    }

    /// Every way to choose so many of the places.
    static func best(_ problem: CoverageProblem, share: Double) -> Double? {
        let cells = problem.places.map(\.cell)
        var best: Double?
        func choose(_ from: Int, _ chosen: [Cell]) {
            if chosen.count == problem.teams {
                let value = value(problem, chosen)
                if value.shares.allSatisfy({ $0 >= share - 1e-9 }) { best = max(best ?? 0, value.covered) }
                return
            }
            for place in from..<cells.count { choose(place + 1, chosen + [cells[place]]) }
        }
        choose(0, [])
        return best
    }

    @Test("against every possible placement: at least 95 % of the best, never above the bound that it states", arguments: UInt64(1)...8)
    func againstEnumeration(seed: UInt64) throws {
        let problem = Self.town(seed: seed, equity: .none)
        let plan = try CoveragePlanner.plan(problem, grid: Self.grid)
        let best = try #require(Self.best(problem, share: 0))
        #expect(plan.covered >= 0.95 * best)
        #expect(plan.bound >= best - 1e-4)
    }

    @Test("with teams that may be taken, the same against every placement", arguments: UInt64(1)...4)
    func busyAgainstEnumeration(seed: UInt64) throws {
        let problem = Self.town(seed: seed, side: 5, equity: .none, busy: 0.4)
        let plan = try CoveragePlanner.plan(problem, grid: Self.grid)
        let best = try #require(Self.best(problem, share: 0))
        #expect(plan.covered >= 0.95 * best)
        #expect(plan.bound >= best - 1e-4)
    }

    @Test("where every zone can have its share, it gets it, at 95 % of what the best fair placement covers", arguments: UInt64(1)...8)
    func equity(seed: UInt64) throws {
        let problem = Self.town(seed: seed, side: 6, equity: .share(0.3))
        let plan = try CoveragePlanner.plan(problem, grid: Self.grid)
        guard let best = Self.best(problem, share: 0.3) else { return }
        #expect(plan.zones.allSatisfy { $0.isServed })
        #expect(plan.covered >= 0.95 * best)
    }

    @Test("what a plan says it covers is what its posts cover", arguments: [0.0, 0.3])
    func statement(busy: Double) throws {
        let problem = Self.town(seed: 5, equity: .share(0.2), busy: busy)
        let plan = try CoveragePlanner.plan(problem, grid: Self.grid)
        let value = Self.value(problem, plan.posts)
        #expect(abs(plan.covered - value.covered) < 1e-4)
        #expect(zip(plan.zones, value.shares).allSatisfy { abs($0.covered - $1) < 1e-4 })
        #expect(abs(plan.firstCovered.reduce(0, +) - plan.covered) < 1e-4)
    }

    @Test("a quiet zone far away gets a team only where it is owed one")
    func quietZone() throws {
        var places = (0..<10).map { CoverageProblem.Place(cell: Cell(column: Int32($0), row: 0), expected: 10, zone: 0) }
        places.append(CoverageProblem.Place(cell: Cell(column: 60, row: 60), expected: 0.1, zone: 1))
        var problem = CoverageProblem(places: places, teams: 2, speed: TeamSpeed(metresPerSecond: 5, detour: 1), minutes: 1, equity: .none)
        let greedy = try CoveragePlanner.plan(problem, grid: Self.grid)
        problem.equity = .share(0.5)
        let fair = try CoveragePlanner.plan(problem, grid: Self.grid)
        #expect(greedy.zones[1].covered == 0)
        #expect(fair.zones.allSatisfy { $0.covered > 0 } && fair.zones[1].covered == 1)
        #expect(fair.zones[0].isServed == false)
    }

    @Test("for the worst-off zone no share above the one found is owed, and all get it")
    func worstOff() throws {
        let problem = Self.town(seed: 3, teams: 4, equity: .worstOff)
        let plan = try CoveragePlanner.plan(problem, grid: Self.grid)
        #expect(plan.owed > 0)
        #expect(plan.zones.allSatisfy { $0.covered >= plan.owed - 1e-6 })
    }

    @Test("the same problem in another order gives the same plan")
    func determinism() throws {
        var problem = Self.town(seed: 9, side: 12, teams: 5, equity: .share(0.2))
        let one = try CoveragePlanner.plan(problem, grid: Self.grid)
        problem.places.reverse()
        #expect(try CoveragePlanner.plan(problem, grid: Self.grid) == one)
    }

    @Test("teams stand only where they may")
    func posts() throws {
        var problem = Self.town(seed: 2, teams: 2, equity: .share(0.3))
        problem.posts = [Cell(column: 0, row: 0), Cell(column: 5, row: 5), Cell(column: 0, row: 5)]
        let plan = try CoveragePlanner.plan(problem, grid: Self.grid)
        #expect(Set(plan.posts).isSubset(of: problem.posts))
        #expect(plan.posts.count == 2)
    }

    @Test("more teams than posts fill the posts and no more")
    func fewPosts() throws {
        var problem = Self.town(seed: 2, teams: 9, equity: .none)
        problem.posts = [Cell(column: 0, row: 0), Cell(column: 5, row: 5)]
        #expect(try CoveragePlanner.plan(problem, grid: Self.grid).posts.count == 2)
    }

    @Test("what is no problem is refused by name")
    func refusals() {
        let cell = Cell(column: 0, row: 0)
        func refusal(_ places: [CoverageProblem.Place], teams: Int = 1) -> CoverageError? {
            do throws(CoverageError) {
                _ = try CoveragePlanner.plan(CoverageProblem(places: places, teams: teams), grid: Self.grid)
                return nil
            } catch { return error }
        }
        #expect(refusal([]) == .nothingExpected)
        #expect(refusal([.init(cell: cell, expected: 0)]) == .nothingExpected)
        #expect(refusal([.init(cell: cell, expected: .nan)]) == .badExpectation(place: 0))
        #expect(refusal([.init(cell: cell, expected: 1)], teams: 0) == .badTeams(0, most: 500))
        #expect(refusal([.init(cell: cell, expected: 1), .init(cell: Cell(level: 1, column: 0, row: 0), expected: 1)]) == .mixedLevels)
        if case .tooWide = refusal([.init(cell: cell, expected: 1), .init(cell: Cell(column: .max, row: .max), expected: 1)]) {
        } else {
            Issue.record("cells at the ends of the world must be refused")
        }
    }
}
