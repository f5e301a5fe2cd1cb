import Foundation
import Testing

@testable import Correlation

@Suite("Tables of close pairs")
struct NearRepeatTests {
    /// Five events worked by hand. Distances: A-B 3, A-C 4, B-C 5, D-E 10, all others over 90 m. Days: A 0, B 1, C 9, D 0, E 0.
    private static let eastings: [Double] = [0, 3, 0, 100, 110]
    private static let northings: [Double] = [0, 0, 4, 0, 0]
    private static let days: [Int32] = [100, 101, 109, 100, 100]
    private static let settings = NearRepeatSettings(distances: [3, 5, 10], spans: [0, 1, 8], replications: 0)

    private func byHand() async throws -> NearRepeatResult {
        try await NearRepeatAnalysis(eastings: Self.eastings, northings: Self.northings, days: Self.days, settings: Self.settings).run()
    }

    @Test("The pairs of each band are those counted by hand")
    func bands() async throws {
        // A-B: 3 m, 1 day. A-C: 4 m, 9 days (too long). B-C: 5 m, 8 days. D-E: 10 m, the same day.
        #expect(try await byHand().bands.map { $0.map(\.observed) } == [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    }

    @Test("Knox's statistic is the pairs up to both edges, counted by hand")
    func knox() async throws {
        #expect(try await byHand().knox.map { $0.map(\.observed) } == [[0, 1, 1], [0, 1, 2], [1, 2, 3]])
    }

    @Test("The expectation is pairs close in space times pairs close in time over all pairs, by hand")
    func expectation() async throws {
        // Ten pairs; up to 5 m there are 3. On the same day: A-D, A-E, D-E; up to a day: those and A-B, B-D, B-E; up to 8: those and B-C.
        let expected = try await byHand().knox[1].map(\.expected)
        #expect(zip(expected, [0.9, 1.8, 2.1]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    /// So many seeded events on a square of a kilometre and fifty days.
    private static func events(_ count: Int, seed: UInt64) -> (eastings: [Double], northings: [Double], days: [Int32]) {
        var draws = ScanDraws(seed: seed)
        var events: (eastings: [Double], northings: [Double], days: [Int32]) = ([], [], [])
        for _ in 0..<count {
            events.eastings.append((draws.unit() - 0.5) * 1_000)
            events.northings.append((draws.unit() - 0.5) * 1_000)
            events.days.append(Int32(draws.below(50)))
        }
        return events
    }

    private static func analysis(
        _ events: (eastings: [Double], northings: [Double], days: [Int32]), _ settings: NearRepeatSettings
    ) throws -> NearRepeatAnalysis {
        try NearRepeatAnalysis(eastings: events.eastings, northings: events.northings, days: events.days, settings: settings)
    }

    @Test("The pairs are those of every pair compared with every other", arguments: [1, 2, 3] as [UInt64])
    func everyPair(seed: UInt64) async throws {
        let events = Self.events(120, seed: seed)
        let settings = NearRepeatSettings(distances: [0, 60, 140, 333], spans: [1, 6, 20], replications: 0)
        var expected = Array(repeating: [0, 0, 0], count: 4)
        for one in 0..<120 {
            for other in 0..<one {
                let distance = hypot(events.eastings[one] - events.eastings[other], events.northings[one] - events.northings[other])
                let apart = Int(abs(events.days[one] - events.days[other]))
                for (row, edge) in settings.distances.enumerated() where distance <= edge {
                    for (column, span) in settings.spans.enumerated() where apart <= span { expected[row][column] += 1 }
                }
            }
        }
        #expect(try await Self.analysis(events, settings).run().knox.map { $0.map(\.observed) } == expected)
    }

    @Test("Permutations have the expected number of pairs on average")
    func permutationMean() throws {
        let events = Self.events(150, seed: 4)
        let settings = NearRepeatSettings(distances: [80, 200], spans: [2, 9], replications: 0)
        let grid = PairGrid(eastings: events.eastings, northings: events.northings, days: events.days, edges: settings.distances)
        var tally = PairTally(bands: 2, spans: settings.spans)
        let days = grid.order.map { UInt16(events.days[Int($0)]) }
        var near = [0.0, 0.0]
        grid.visit { _, _, band in near[band] += 1 }
        var soon = [0.0, 0.0]
        for one in 0..<150 {
            for other in 0..<one {
                for (column, span) in settings.spans.enumerated() where abs(events.days[one] - events.days[other]) <= span {
                    soon[column] += 1
                }
            }
        }
        var sums = [[0.0, 0.0], [0.0, 0.0]]
        let batches = 12
        for batch in 0..<batches {
            let counts = tally.count(grid, days: days, batch: batch, seed: 9)
            for row in 0..<2 {
                for column in 0..<2 {
                    for lane in 0..<PairTally.lanes { sums[row][column] += Double(counts[(row * 2 + column) * PairTally.lanes + lane]) }
                }
            }
        }
        for row in 0..<2 {
            for column in 0..<2 {
                let expected = near[row] * soon[column] / (150 * 149 / 2)
                let mean = sums[row][column] / Double(batches * PairTally.lanes)
                // The counts are nearly Poisson; four standard errors.
                #expect(abs(mean - expected) < 4 * (expected / Double(batches * PairTally.lanes)).squareRoot())
            }
        }
    }

    @Test("Events that repeat nearby within days are found")
    func repeats() async throws {
        var events = Self.events(150, seed: 6)
        for index in 0..<20 {
            events.eastings.append(events.eastings[index] + 5)
            events.northings.append(events.northings[index])
            events.days.append(events.days[index] + 1)
        }
        let settings = NearRepeatSettings(distances: [20, 200], spans: [2, 14], replications: 99)
        let result = try await Self.analysis(events, settings).run()
        #expect(result.bands[0][0].pValue == 0.01)
    }

    @Test("Events without such a habit are not called unusual more often than the level")
    func falseAlarms() async throws {
        var rejected = 0
        for seed in 1...80 as ClosedRange<UInt64> {
            let settings = NearRepeatSettings(distances: [120], spans: [5], replications: 59, seed: seed)
            if try await Self.analysis(Self.events(50, seed: seed &+ 500), settings).run().knox[0][0].pValue <= 0.05 { rejected += 1 }
        }
        #expect(Double(rejected) <= 80 * 0.05 + 3.5 * (80 * 0.05 * 0.95).squareRoot())
    }

    @Test("The order of the input and the number of threads change nothing")
    func order() async throws {
        let events = Self.events(100, seed: 7)
        var draws = ScanDraws(seed: 2)
        let places = Array(0..<100).shuffled(using: &draws)
        let shuffled = (places.map { events.eastings[$0] }, places.map { events.northings[$0] }, places.map { events.days[$0] })
        let settings = NearRepeatSettings(distances: [100, 300], spans: [3, 10], replications: 199)
        #expect(try await Self.analysis(events, settings).run(width: 1) == Self.analysis(shuffled, settings).run(width: 3))
    }

    @Test("More pairs in a band than 16 bits hold are counted whole")
    func manyPairs() async throws {
        // 400 events at one place: 79,800 pairs of one band.
        let settings = NearRepeatSettings(distances: [0, 10], spans: [0], replications: 32)
        let analysis = try NearRepeatAnalysis(
            eastings: Array(repeating: 5, count: 400), northings: Array(repeating: 5, count: 400), days: Array(repeating: 7, count: 400),
            settings: settings)
        let result = try await analysis.run()
        #expect(result.bands[0][0].observed == 79_800 && result.bands[0][0].pValue == 1)
    }

    @Test("No events, or one, are a table of nothing", arguments: [0, 1])
    func nearlyNothing(count: Int) async throws {
        let result = try await Self.analysis(Self.events(count, seed: 1), NearRepeatSettings(replications: 19)).run()
        #expect(result.knox.joined().allSatisfy { $0.observed == 0 && $0.expected == 0 && $0.pValue == 1 })
    }

    @Test(
        "Bands that cannot be are named",
        arguments: [
            NearRepeatSettings(distances: []), NearRepeatSettings(distances: [5, 5]), NearRepeatSettings(distances: [-1]),
            NearRepeatSettings(spans: [7, 1]), NearRepeatSettings(spans: [70_000]), NearRepeatSettings(replications: -1),
        ])
    func badBands(settings: NearRepeatSettings) {
        #expect(throws: ScanError.self) { try Self.analysis(Self.events(3, seed: 1), settings) }
    }

    @Test("Days that lie further apart than 16 bits count are refused")
    func endlessDays() {
        #expect(throws: ScanError.self) {
            try NearRepeatAnalysis(eastings: [0, 0], northings: [0, 0], days: [.min, .max], settings: NearRepeatSettings())
        }
    }
}
