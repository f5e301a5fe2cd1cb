import Advice
import ArgumentParser
import Domain

/// `quietude bench advice`: how long a coverage plan takes.
struct BenchAdvice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advice",
        abstract: say("Places 20 teams over 40,000 cells in 16 zones.", "Place 20 équipes sur 40 000 cases en 16 zones."))

    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    func validate() throws {
        guard (1...100).contains(runs) else { throw ValidationError(say("--runs 1 to 100", "--runs de 1 à 100")) }
    }

    func run() async throws {
        let grid = Grid(plane: .european, cellSize: 200)
        var random = SplitMix64(seed: 11)
        var places: [CoverageProblem.Place] = []
        // A few dozen hot spots on a floor, as cities are.
        let spots = (0..<40).map { _ in (random.unit() * 200, random.unit() * 200, 2 + random.unit() * 8, random.unit()) }
        for row in 0..<200 {
            for column in 0..<200 {
                let heat = spots.reduce(0.002) { sum, spot in
                    let (across, along) = (Double(column) - spot.0, Double(row) - spot.1)
                    let distance = (across * across + along * along) / (spot.2 * spot.2)
                    return sum + spot.3 / (1 + distance * distance)
                }
                places.append(
                    .init(
                        cell: Cell(column: Int32(column), row: Int32(row)), expected: heat * random.unit() * 0.05,
                        zone: row / 50 * 4 + column / 50))
            }
        }
        var figures: [JSON] = []
        for (name, equity) in [("none", CoverageProblem.Equity.none), ("share 0.1", .share(0.1)), ("worst-off", .worstOff)] {
            var seconds: [Double] = []
            var plan: CoveragePlan?
            for _ in 0..<runs {
                let clock = ContinuousClock()
                let start = clock.now
                do throws(CoverageError) {
                    plan = try CoveragePlanner.plan(CoverageProblem(places: places, teams: 20, equity: equity), grid: grid)
                } catch { throw Failure(error.words.english, error.words.french) }
                seconds.append((clock.now - start).inSeconds)
            }
            guard let plan else { continue }
            figures.append(
                .object([
                    ("equity", .string(name)), ("seconds", Spread(seconds).json), ("covered_share", .number(plan.covered / plan.expected)),
                    ("of_proven_bound", .number(plan.covered / plan.bound)), ("owed", .number(plan.owed)),
                    ("zones_served", .whole(plan.zones.filter(\.isServed).count)),
                    ("least_zone_share", .number(plan.zones.map(\.covered).min() ?? 0)),
                ]))
        }
        Output.line(
            JSON.object([
                ("bench", "advice"), ("cells", .whole(places.count)), ("teams", 20), ("plans", .array(figures)),
                ("goals", .object([("seconds", 1)])),
            ]).text)
    }
}
