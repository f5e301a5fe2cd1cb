/// Whether events that are near in space tend to be near in time as well: Knox's test (1964, Applied Statistics 13:25) over a table of
/// bands, by permutation of the days among the events, so that places and seasons of their own explain nothing.
///
/// Work: pairs within the greatest distance x spans x permutations / 8. Memory: 64 bytes an event for each thread; pairs are not stored.
public struct NearRepeatAnalysis: Sendable {
    /// The bands and permutations.
    public let settings: NearRepeatSettings
    /// Pairs in each band of distance: `[distance]`.
    private let near: [Int]
    /// Pairs in each band and up to each span: `[distance * spans + span]`.
    private let observed: [Int]
    /// Pairs of events at most a span apart, wherever they are.
    private let soon: [Int]
    private let grid: PairGrid
    private let days: [UInt16]

    /// Permutations that are counted together.
    public static let batch = PairTally.lanes
    /// Events at most.
    public static let mostEvents = 1 << 24

    /// Events of a plane (metres) and a calendar (days), a column each.
    public init(eastings: [Double], northings: [Double], days: [Int32], settings: NearRepeatSettings) throws(ScanError) {
        try settings.validate()
        for (name, count) in [("northings", northings.count), ("days", days.count)] where count != eastings.count {
            throw .unequalColumns(name: name, count: count, expected: eastings.count)
        }
        guard eastings.count <= NearRepeatAnalysis.mostEvents else {
            throw .tooMany(cases: eastings.count, most: NearRepeatAnalysis.mostEvents)
        }
        guard (zip(eastings, northings).allSatisfy { abs($0.0) < 1e9 && abs($0.1) < 1e9 }) else {
            throw .badSetting(name: "places", value: "not finite", allowed: "metres of a plane")
        }
        self.settings = settings
        let grid = PairGrid(eastings: eastings, northings: northings, days: days, edges: settings.distances)
        self.grid = grid
        let first = days.min() ?? 0
        guard Int(days.max() ?? 0) - Int(first) <= Int(UInt16.max) else {
            throw .badSetting(name: "days", value: "\(Int(days.max() ?? 0) - Int(first)) days long", allowed: "at most 65535 days long")
        }
        let ordered = grid.order.map { UInt16(Int(days[Int($0)]) - Int(first)) }
        self.days = ordered
        var near = [Int](repeating: 0, count: settings.distances.count)
        var observed = [Int](repeating: 0, count: settings.distances.count * settings.spans.count)
        let spans = settings.spans
        grid.visit { one, other, band in
            near[band] += 1
            let apart = abs(Int(ordered[one]) - Int(ordered[other]))
            for span in spans.indices where apart <= spans[span] { observed[band * spans.count + span] += 1 }
        }
        self.near = near
        self.observed = observed
        soon = NearRepeatAnalysis.pairs(of: ordered, within: spans)
    }

    /// Pairs of events at most so many days apart, from the number of events of each day.
    private static func pairs(of days: [UInt16], within spans: [Int]) -> [Int] {
        var ofDay = [Int](repeating: 0, count: Int(days.max() ?? 0) + 1)
        for day in days { ofDay[Int(day)] += 1 }
        var before = [0]
        for count in ofDay { before.append(before[before.count - 1] + count) }
        return spans.map { span in
            var pairs = 0
            for day in ofDay.indices {
                let later = before[min(day + span, ofDay.count - 1) + 1] - before[day + 1]
                pairs += ofDay[day] * later + ofDay[day] * (ofDay[day] - 1) / 2
            }
            return pairs
        }
    }

    /// Runs the permutations on `width` tasks at once. A cancelled task throws.
    public func run(width: Int = 1) async throws(CancellationError) -> NearRepeatResult {
        let batches = (settings.replications + NearRepeatAnalysis.batch - 1) / NearRepeatAnalysis.batch
        let width = max(1, min(width, batches))
        let parts = await withTaskGroup(of: ReachedCounts?.self) { group in
            for task in 0..<width {
                group.addTask {
                    var reached = ReachedCounts(observed, spans: settings.spans.count)
                    var tally = PairTally(bands: settings.distances.count, spans: settings.spans)
                    for batch in stride(from: task, to: batches, by: width) {
                        if Task.isCancelled { return nil }
                        let lanes = min(NearRepeatAnalysis.batch, settings.replications - batch * NearRepeatAnalysis.batch)
                        reached.add(tally.count(grid, days: days, batch: batch, seed: settings.seed), lanes: lanes)
                    }
                    return reached
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var total = ReachedCounts(observed, spans: settings.spans.count)
        for part in parts {
            guard let part else { throw CancellationError() }
            total.add(part)
        }
        return result(total)
    }

    private func result(_ reached: ReachedCounts) -> NearRepeatResult {
        let count = days.count
        let pairs = count * (count - 1) / 2
        let spans = settings.spans.count
        func entry(_ observed: Int, near: Int, soon: Int, reached: Int) -> NearRepeatResult.Entry {
            NearRepeatResult.Entry(
                observed: observed, expected: pairs > 0 ? Double(near) * Double(soon) / Double(pairs) : 0,
                pValue: Double(reached + 1) / Double(settings.replications + 1))
        }
        var bands: [[NearRepeatResult.Entry]] = []
        var knox: [[NearRepeatResult.Entry]] = []
        for distance in settings.distances.indices {
            let sofar = near.prefix(distance + 1).reduce(0, +)
            bands.append(
                (0..<spans).map { span in
                    let place = distance * spans + span
                    let earlier = span > 0 ? soon[span - 1] : 0
                    return entry(
                        reached.bands.observed[place], near: near[distance], soon: soon[span] - earlier,
                        reached: reached.bands.reached[place])
                })
            knox.append(
                (0..<spans).map { span in
                    let place = distance * spans + span
                    return entry(reached.knox.observed[place], near: sofar, soon: soon[span], reached: reached.knox.reached[place])
                })
        }
        return NearRepeatResult(
            events: count, pairs: pairs, replications: settings.replications, distances: settings.distances, spans: settings.spans,
            bands: bands, knox: knox)
    }
}
