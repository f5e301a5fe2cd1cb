import Domain

/// How good forecasts were, gathered window by window: how they ranked places, whether their numbers were right, and when they were not.
public struct ForecastEvaluation: Sendable {
    /// Hits among the most likely cells: one point of a curve.
    public struct CurvePoint: Sendable, Hashable {
        /// Share of the area, 0 ... 1.
        public let share: Double
        /// Share of the incidents that fell there.
        public let hit: Double
        /// Share that the best choice made afterwards would have caught.
        public let best: Double

        /// Prediction accuracy index (Chainey, Tompson & Uhlig 2008): hit rate over share of the area.
        public var pai: Double { share > 0 ? hit / share : 0 }
        /// Prediction efficiency index (Hunt 2016): the same over the best there is.
        public var pei: Double { best > 0 ? hit / best : 0 }
    }

    /// Cells and windows of which about as much was expected.
    public struct ReliabilityBin: Sendable, Hashable {
        /// How many cells and windows.
        public internal(set) var count = 0
        /// Incidents expected in all of them.
        public internal(set) var expected = 0.0
        /// Incidents observed in all of them.
        public internal(set) var observed = 0.0
        /// In how many of them at least one happened.
        public internal(set) var hits = 0

        /// Mean expectation.
        public var mean: Double { count > 0 ? expected / Double(count) : 0 }
        /// Share with at least one.
        public var frequency: Double { count > 0 ? Double(hits) / Double(count) : 0 }
    }

    /// Expected and observed incidents of windows that begin alike.
    public struct Residual: Sendable, Hashable {
        /// Windows.
        public internal(set) var windows = 0
        /// Incidents expected.
        public internal(set) var expected = 0.0
        /// Incidents observed.
        public internal(set) var observed = 0.0
    }

    /// Shares of the area at which curves are drawn.
    public static let shares: [Double] = (1...20).map { Double($0) / 400 } + (6...40).map { Double($0) / 100 }
    /// Lower bounds of the reliability's bins: expectations of a cell and window, three a decade.
    public static let binBounds: [Double] = [0] + (0..<13).map { exponent in Self.steps[exponent % 3] * Self.decades[exponent / 3] }

    private static let steps = [1.0, 2.0, 5.0]
    private static let decades = [0.001, 0.01, 0.1, 1, 10]

    /// By `binBounds`.
    public private(set) var reliability = [ReliabilityBin](repeating: ReliabilityBin(), count: binBounds.count)
    /// By day of the week, 0 for Monday.
    public private(set) var weekdays = [Residual](repeating: Residual(), count: 7)
    /// By the hour at which windows begin.
    public private(set) var hours = [Residual](repeating: Residual(), count: 24)
    /// Window by window: start, expected, observed.
    public private(set) var series: [(start: Int64, expected: Double, observed: Double)] = []
    private var hits = [Double](repeating: 0, count: shares.count)
    private var best = [Double](repeating: 0, count: shares.count)
    private var incidents = 0.0

    /// Nothing seen.
    public init() {}

    /// Adds a window.
    public mutating func add(_ window: WindowForecast) {
        var counts = [Int32](repeating: 0, count: window.cells.count)
        var observed = Double(window.outside)
        for (place, count) in window.observed {
            counts[Int(place)] = count
            observed += Double(count)
        }
        var expected = 0.0
        for (cell, value) in window.expected.enumerated() {
            expected += Double(value)
            let bin = ForecastEvaluation.bin(of: Double(value))
            reliability[bin].count += 1
            reliability[bin].expected += Double(value)
            reliability[bin].observed += Double(counts[cell])
            reliability[bin].hits += counts[cell] > 0 ? 1 : 0
        }
        rank(window, counts)
        incidents += observed
        let weekday = CivilDay(wallSeconds: window.start).weekday
        let hour = Int(window.start.floorRemainder(by: 86_400) / 3_600)
        for place in [\ForecastEvaluation.weekdays[weekday], \.hours[hour]] {
            self[keyPath: place].windows += 1
            self[keyPath: place].expected += expected
            self[keyPath: place].observed += observed
        }
        series.append((window.start, expected, observed))
    }

    /// Hits of the most likely cells. Equal expectations go by place, as the scorer's stable sort has it.
    private mutating func rank(_ window: WindowForecast, _ counts: [Int32]) {
        let order = window.expected.indices.sorted { (window.expected[$1], $0) < (window.expected[$0], $1) }
        let sorted = counts.filter { $0 > 0 }.sorted(by: >)
        var caught = 0.0
        var ideal = 0.0
        var place = 0
        for (index, share) in ForecastEvaluation.shares.enumerated() {
            let wanted = max(1, Int((share * Double(order.count)).rounded()))
            while place < min(wanted, order.count) {
                caught += Double(counts[order[place]])
                ideal += place < sorted.count ? Double(sorted[place]) : 0
                place += 1
            }
            hits[index] += caught
            best[index] += ideal
        }
    }

    /// The curve of hits over the area; empty where nothing happened.
    public var curve: [CurvePoint] {
        guard incidents > 0 else { return [] }
        return ForecastEvaluation.shares.indices.map {
            CurvePoint(share: ForecastEvaluation.shares[$0], hit: hits[$0] / incidents, best: best[$0] / incidents)
        }
    }

    static func bin(of expected: Double) -> Int { (binBounds.firstIndex { $0 > expected } ?? binBounds.count) - 1 }
}
