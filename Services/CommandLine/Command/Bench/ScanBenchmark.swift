import Correlation
import EventFiles
import Foundation

/// How long a scan takes: prospective space-time permutation, 60 days, radius 2 km, windows to 7 days, 999 permutations, both cores.
enum ScanBenchmark {
    /// What was scanned and how long it took.
    struct Figures {
        let name: String
        let events: Int
        let cells: Int
        /// Seconds from cases in memory to clusters with p-values, each run.
        let seconds: Spread
        /// What SaTScan 10 takes on the same, measured once on two cores; nil where it was not.
        let peer: Double?
        /// What is asked of us.
        let goal: Double

        var json: JSON {
            .object([
                ("case", .string(name)), ("events", .whole(events)), ("cells", .whole(cells)), ("seconds", seconds.json),
                ("satscan_seconds", .optional(peer)), ("goal_seconds", .number(goal)),
            ])
        }
    }

    /// Scans a made-up city of 100,000 events in about 20,000 cells and, where their file is there, Houston's events and its burglaries.
    static func figures(runs: Int = 5, houston: String? = nil, threads: Int = ProcessInfo.processInfo.activeProcessorCount) async throws
        -> [Figures]
    {
        var figures = [
            try await measure(
                "100,000 events, 20,000 cells", madeUp(events: 100_000, cells: 20_000), lastDay: madeUpLastDay, runs: runs,
                threads: threads,
                peer: nil, goal: 5)
        ]
        guard let houston, FileManager.default.isReadableFile(atPath: houston) else { return figures }
        let table = try EventFile.read(houston)
        let cells = try table.cells(centredOn: 29.76, lon0: -95.37, size: 250)
        let last = CalendarDay(wallSeconds: table.wallSeconds.max() ?? 0).number
        for (name, category, peer, goal) in [("houston", nil, 6.4, 0.6), ("houston burglary", "burglary", 3.2, 0.3)]
            as [(String, String?, Double, Double)]
        {
            let chosen = category.flatMap { table.categoryNames.firstIndex(of: $0) }.map { UInt16($0) }
            var cases = ScanCases()
            for index in 0..<table.count where category == nil || table.categories[index] == chosen {
                cases.append(
                    column: cells.columns[index], row: cells.rows[index], day: CalendarDay(wallSeconds: table.wallSeconds[index]).number)
            }
            figures.append(
                try await measure(name, cases, lastDay: last, runs: runs, threads: threads, peer: peer, goal: goal))
        }
        return figures
    }

    private static let madeUpLastDay: Int32 = 20_000

    /// Events spread evenly over cells and days, by number: the same on every machine.
    private static func madeUp(events: Int, cells: Int) -> ScanCases {
        let width = Int(Double(cells).squareRoot().rounded(.up))
        var cases = ScanCases()
        for number in 0..<events {
            var mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
            mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed >> 32
            let cell = Int(mixed >> 20) % cells
            cases.append(
                column: Int32(cell % width), row: Int32(cell / width), day: madeUpLastDay - Int32(mixed % 1_000_003 % 60))
        }
        return cases
    }

    private static func measure(
        _ name: String, _ cases: ScanCases, lastDay: Int32, runs: Int, threads: Int, peer: Double?, goal: Double
    ) async throws -> Figures {
        let clock = ContinuousClock()
        var values: [Double] = []
        var result: ScanResult?
        for _ in 0..<max(1, runs) {
            let start = clock.now
            result = try await SpaceTimeScan(cases, lastDay: lastDay, settings: ScanSettings(seed: 7)).run(width: threads)
            values.append((clock.now - start) / .seconds(1))
        }
        return Figures(
            name: name, events: result?.cases ?? 0, cells: result?.cells ?? 0, seconds: Spread(values), peer: peer, goal: goal)
    }
}
