import Foundation
import Testing

@testable import Correlation

@Suite("The scan's permutations")
struct ScanPermutationTests {
    static let settings = ScanSettings(cellSize: 250, maximumRadius: 800, historyDays: 20, maximumWindow: 4, replications: 64, seed: 11)

    /// What a batch drew: cases of each cell in the last 1, 2 ... days, in one replication.
    private func counts(_ lanes: ScanLanes, _ cells: CaseCells, lane: Int) -> [[Int]] {
        lanes.planes.withUnsafeBytes { bytes in
            (0..<cells.count).map { cell in
                (0..<cells.windows).map { window in
                    cells.slots(of: cell).reduce(0) { $0 + Int(bytes[(window * lanes.stride + $1) * 64 + lane]) }
                }
            }
        }
    }

    /// The largest ratio by direct enumeration of circles over given counts.
    private func maximum(_ cells: CaseCells, _ counts: [[Int]], radius: Double) -> Double {
        let total = Double(cells.total)
        var best = 0.0
        for centre in 0..<cells.count {
            let distances = (0..<cells.count).map { cell in
                hypot(Double(cells.columns[cell] - cells.columns[centre]), Double(cells.rows[cell] - cells.rows[centre]))
            }
            for reach in Set(distances) where reach <= radius {
                let members = distances.indices.filter { distances[$0] <= reach }
                let cases = Double(members.reduce(0) { $0 + cells.cases[$1] })
                for window in 0..<cells.windows {
                    let count = Double(members.reduce(0) { $0 + counts[$1][window] })
                    let expected = cases * Double(cells.windowTotals[window]) / total
                    guard count > expected else { continue }
                    let rest = total - count
                    best = max(best, count * log(count / expected) + (rest > 0 ? rest * log(rest / (total - expected)) : 0))
                }
            }
        }
        return best
    }

    private func agree(_ cases: ScanCases, _ settings: ScanSettings, lanes count: Int = 64) throws {
        let scan = try SpaceTimeScan(cases, lastDay: ScanCity.lastDay, settings: settings)
        var lanes = ScanLanes(scan.cells)
        lanes.permute(scan.cells, seed: settings.seed, batch: 0, lanes: 64)
        let maxima = scan.maxima(ofBatches: 0..<1)
        try #require(maxima.count == 64)
        for lane in 0..<count {
            let expected = maximum(scan.cells, counts(lanes, scan.cells, lane: lane), radius: settings.maximumRadius / settings.cellSize)
            #expect(abs(maxima[lane] - expected) < 1e-9)
        }
    }

    @Test(
        "The largest ratio of each permutation is that of a full enumeration of the same permutation",
        arguments: 1...4 as ClosedRange<UInt64>)
    func maxima(seed: UInt64) throws {
        try agree(ScanCity(seed: seed, events: Int(seed) * 40).cases, Self.settings)
    }

    @Test("So it is where cells have hundreds of cases and sums pass a byte")
    func busyCells() throws {
        var cases = ScanCases()
        var draws = ScanDraws(seed: 3)
        for column in 0..<5 as Range<Int32> {
            for age in 0..<20 as Range<Int32> {
                cases.append(
                    column: column, row: column % 2, day: ScanCity.lastDay - age, count: UInt32(5 + draws.below(40 * Int(column + 1))))
            }
        }
        try agree(cases, Self.settings, lanes: 16)
    }

    @Test(
        "So it is where a circle has more cases in its window than 16 bits hold",
        .enabled(if: ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] != nil))
    func crowdedCells() throws {
        var cases = ScanCases()
        for column in 0..<3 as Range<Int32> {
            for age in 0..<6 as Range<Int32> {
                cases.append(column: column, row: 0, day: ScanCity.lastDay - age, count: UInt32(12_000 + column * age))
            }
        }
        try agree(cases, ScanSettings(maximumRadius: 500, historyDays: 6, maximumWindow: 4, replications: 64), lanes: 4)
    }

    @Test("A permutation keeps every day's number of cases", arguments: [0, 5])
    func dayTotals(batch: Int) throws {
        let scan = try ScanCity(seed: 5, events: 150).scan(Self.settings)
        var lanes = ScanLanes(scan.cells)
        lanes.permute(scan.cells, seed: 1, batch: batch, lanes: 64)
        for lane in 0..<64 {
            let counts = counts(lanes, scan.cells, lane: lane)
            for window in 0..<4 { #expect(counts.reduce(0) { $0 + $1[window] } == scan.cells.windowTotals[window]) }
        }
    }

    @Test("A permutation gives no cell more cases than it has")
    func cellTotals() throws {
        let scan = try ScanCity(seed: 6, events: 150).scan(Self.settings)
        var lanes = ScanLanes(scan.cells)
        lanes.permute(scan.cells, seed: 1, batch: 0, lanes: 64)
        for lane in 0..<64 {
            for (cell, counts) in counts(lanes, scan.cells, lane: lane).enumerated() { #expect(counts[3] <= scan.cells.cases[cell]) }
        }
    }

    @Test("The p-value is that of a naive permutation test, within Monte-Carlo error")
    func pValue() async throws {
        // A burst that is neither certain nor nothing.
        var city = ScanCity(seed: 21, events: 60, width: 6)
        city.plant(2, column: 1, row: 1)
        var settings = Self.settings
        settings.replications = 512
        let result = try await city.scan(settings).run()
        let cluster = try #require(result.clusters.first)
        let naive = BruteForceScan(settings, lastDay: ScanCity.lastDay).maxima(city.events, shuffles: 60, seed: 99)
        let share = Double(naive.filter { $0 >= cluster.logLikelihoodRatio - 1e-9 }.count + 1) / Double(naive.count + 1)
        let error = (cluster.pValue * (1 - cluster.pValue) / 60 + cluster.pValue * (1 - cluster.pValue) / 512).squareRoot()
        #expect(cluster.pValue > 0.02 && cluster.pValue < 0.9)
        #expect(abs(cluster.pValue - share) < 3.5 * error + 1 / 61)
    }

    @Test("The number of threads changes nothing", arguments: [2, 3, 7])
    func threads(width: Int) async throws {
        var settings = Self.settings
        settings.replications = 300
        let scan = try ScanCity(seed: 7, events: 120).scan(settings)
        let alone = try await scan.run(width: 1)
        #expect(try await scan.run(width: width) == alone)
    }

    @Test("More permutations begin with the same ones")
    func prefix() async throws {
        var few = Self.settings
        few.replications = 100
        var many = Self.settings
        many.replications = 200
        let city = ScanCity(seed: 8, events: 90)
        let (short, long) = (try await city.scan(few).run(), try await city.scan(many).run())
        #expect(short.maxima == Array(long.maxima.prefix(100)))
    }

    @Test("Another seed draws other permutations")
    func seeds() async throws {
        var other = Self.settings
        other.seed = 12
        let city = ScanCity(seed: 8, events: 90)
        let (one, two) = (try await city.scan(Self.settings).run(), try await city.scan(other).run())
        #expect(one.maxima != two.maxima)
    }

    @Test("Circles laid out anew for each batch give the same maxima as circles that are kept")
    func blocks() throws {
        let scan = try ScanCity(seed: 9, events: 120).scan(Self.settings)
        var search = scan.search()
        var layout = CircleLayout(finder: CircleFinder(scan.cells, squaredReach: Self.settings.squaredReach), mostCases: scan.cells.total)
        let all = layout.everything(scan.cells, keeping: 0, each: 40)
        let maxima = search.maxima(batch: 0, lanes: 64, seed: Self.settings.seed) { visit in
            for range in all.ranges { visit(layout.block(of: range, scan.cells)) }
        }
        #expect(all.kept.isEmpty && all.ranges.count > 1)
        #expect(maxima == scan.maxima(ofBatches: 0..<1))
    }

    @Test("A cancelled scan says so")
    func cancelled() async throws {
        var settings = Self.settings
        settings.replications = 6_400
        let scan = try ScanCity(seed: 7, events: 60).scan(settings)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await scan.run()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
