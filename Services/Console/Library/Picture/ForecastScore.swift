public import Domain
import Glibc

/// How one forecast compares with what came in its window.
public struct ForecastScore: Hashable, Sendable {
    /// Cells of which about as much was expected.
    public struct Bin: Hashable, Sendable {
        /// Sum of the probabilities of at least one incident.
        public var probability: Double
        /// Cells in which there was at least one.
        public var hits: Double
        /// Cells.
        public var cells: Double
    }

    /// What it speaks of.
    public var category: Domain.Category
    /// Seconds since 1970.
    public var start: Int64
    /// Seconds since 1970, exclusive.
    public var end: Int64
    /// Expected incidents.
    public var expected: Double
    /// 5 % and 95 % of the count.
    public var lower: Double
    /// 5 % and 95 % of the count.
    public var upper: Double
    /// Incidents that came.
    public var observed: Double
    /// By the probability that was told, at the borders `ForecastScore.borders`.
    public var bins: [Bin]
    /// Incidents that came in the likeliest 1, 2, 5 and 10 % of the cells.
    public var caught: [Double]
    /// Expected and observed by zone.
    public var zones: [String: [Double]]

    /// Shares of the cells at which hits are counted.
    public static let areas = [0.01, 0.02, 0.05, 0.1]
    /// Probabilities that part the bins.
    public static let borders = [0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8]

    /// Compares a forecast with counts.
    public init(_ forecast: PackedForecast, counts: HourlyCounts, zones map: ZoneMap) {
        category = forecast.head.category
        start = forecast.head.windowStart
        end = forecast.head.windowEnd
        expected = forecast.total
        let interval = forecast.head.interval(expected: forecast.total)
        (lower, upper) = (Double(interval.lowerBound), Double(interval.upperBound))
        let observed = ForecastScore.observed(forecast, counts)
        self.observed = observed.total
        var bins = [Bin](repeating: Bin(probability: 0, hits: 0, cells: 0), count: ForecastScore.borders.count + 1)
        var zones: [String: [Double]] = [:]
        for (place, expected) in forecast.expected.enumerated() {
            let probability = forecast.head.atLeastOne(expected: Double(expected))
            let bin = ForecastScore.borders.firstIndex { probability < $0 } ?? ForecastScore.borders.count
            bins[bin].probability += probability
            bins[bin].cells += 1
            let count = observed.places[place]?.count ?? 0
            bins[bin].hits += 1 - (observed.places[place]?.none ?? 1)
            let cell = Cell(level: forecast.level, column: forecast.columns[place], row: forecast.rows[place])
            if let zone = map.zone(of: cell) {
                var pair = zones[zone, default: [0, 0]]
                pair[0] += Double(expected)
                pair[1] += count
                zones[zone] = pair
            }
        }
        self.bins = bins
        self.zones = zones
        caught = ForecastScore.caught(forecast, observed.places)
    }

    /// What came in one listed cell.
    private struct Came {
        /// Incidents; parts of those that are known to a coarser cell only.
        var count = 0.0
        /// Probability that there was none.
        var none = 1.0
    }

    /// Incidents of the window by place in the forecast's columns; what lies in cells that are not listed counts in the total alone.
    ///
    /// One that is known to a coarser cell only is spread evenly over the listed cells in it, not by what was expected of them: a forecast
    /// must not be judged by itself.
    private static func observed(_ forecast: PackedForecast, _ counts: HourlyCounts) -> (total: Double, places: [Int: Came]) {
        let hours =
            forecast.head.windowStart.floorDivided(
                by: 3_600)..<max(
                forecast.head.windowStart.floorDivided(by: 3_600) + 1, (forecast.head.windowEnd + 3_599).floorDivided(by: 3_600))
        var total = 0.0
        var cells: [Cell: Double] = [:]
        counts.visit(hours) { _, key, count, _ in
            guard key.category == forecast.head.category else { return }
            total += Double(count)
            cells[key.cell.level <= forecast.level ? key.cell.ancestor(at: forecast.level) : key.cell, default: 0] += Double(count)
        }
        var places: [Int: Came] = [:]
        for (cell, count) in cells.sorted(by: { $0.key < $1.key }) {
            let within = Self.places(forecast, in: cell)
            let share = 1 / Double(max(1, within.count))
            for place in within {
                places[place, default: Came()].count += count * share
                places[place, default: Came()].none *= within.count == 1 ? 0 : exp(count * log1p(-share))
            }
        }
        return (total, places)
    }

    /// Levels over which a coarse cell is looked into: one that holds more than so many cells says nothing of any.
    private static let deepest = 5

    /// Where the listed cells of a cell stand.
    private static func places(_ forecast: PackedForecast, in cell: Cell) -> [Int] {
        let depth = Int32(cell.level) - Int32(forecast.level)
        guard depth > 0 else { return forecast.place(of: cell).map { [$0] } ?? [] }
        guard depth <= deepest else { return [] }
        let side = Int32(1) << depth
        let (column, row) = (cell.column &<< depth, cell.row &<< depth)
        return (0..<side).flatMap { up in
            (0..<side).compactMap { forecast.place(of: Cell(level: forecast.level, column: column &+ $0, row: row &+ up)) }
        }
    }

    private static func caught(_ forecast: PackedForecast, _ places: [Int: Came]) -> [Double] {
        guard !places.isEmpty else { return areas.map { _ in 0 } }
        let ranked = forecast.expected.indices.sorted { forecast.expected[$0] > forecast.expected[$1] }
        return areas.map { area in
            let count = max(1, Int((Double(ranked.count) * area).rounded()))
            return ranked.prefix(count).reduce(0) { $0 + (places[$1]?.count ?? 0) }
        }
    }
}
