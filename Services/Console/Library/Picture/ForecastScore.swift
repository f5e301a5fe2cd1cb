public import Domain

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
            let count = observed.places[place] ?? 0
            if count > 0 { bins[bin].hits += 1 }
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

    /// Incidents of the window by place in the forecast's columns; what lies in cells that are not listed counts in the total alone.
    private static func observed(_ forecast: PackedForecast, _ counts: HourlyCounts) -> (total: Double, places: [Int: Double]) {
        let hours =
            forecast.head.windowStart.floorDivided(
                by: 3_600)..<max(
                forecast.head.windowStart.floorDivided(by: 3_600) + 1, (forecast.head.windowEnd + 3_599).floorDivided(by: 3_600))
        var total = 0.0
        var places: [Int: Double] = [:]
        counts.visit(hours) { _, key, count, _ in
            guard key.category == forecast.head.category else { return }
            total += Double(count)
            // A coarser cell is spread over what it holds.
            guard key.cell.level <= forecast.level else { return }
            if let place = forecast.place(of: key.cell.ancestor(at: forecast.level)) { places[place, default: 0] += Double(count) }
        }
        return (total, places)
    }

    private static func caught(_ forecast: PackedForecast, _ places: [Int: Double]) -> [Double] {
        guard !places.isEmpty else { return areas.map { _ in 0 } }
        let ranked = forecast.expected.indices.sorted { forecast.expected[$0] > forecast.expected[$1] }
        return areas.map { area in
            let count = max(1, Int((Double(ranked.count) * area).rounded()))
            return ranked.prefix(count).reduce(0) { $0 + (places[$1] ?? 0) }
        }
    }
}
