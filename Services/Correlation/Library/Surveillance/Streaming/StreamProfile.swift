import Domain

/// All series of one category, source, level and cadence: what a series is compared with while it has little past of its own.
struct StreamProfile: Sendable {
    let low: UInt64
    /// Index of its source's exposure.
    let exposure: Int
    /// Counts a point of the week, decayed.
    var counts: [Double]
    var total = 0.0
    /// Sum over its series of the square of their total, decayed likewise.
    var squares = 0.0
    /// Series that it has.
    var series = 0
    /// Sums over closed slots, decayed: y (y - 1), what the model expects of that, expected counts.
    var pairs = 0.0
    var expectedPairs = 0.0
    var expectedCounts = 0.0

    init(low: UInt64, exposure: Int, buckets: Int) {
        self.low = low
        self.exposure = exposure
        counts = Array(repeating: 0, count: buckets)
    }

    /// Variance over the model's, in units of the mean: incidents that come in company. Drawn towards none by 20 expected counts.
    var clustering: Double { max(0, pairs - expectedPairs) / (expectedCounts + 20) }

    mutating func decay(_ factor: Double) {
        for index in counts.indices { counts[index] *= factor }
        total *= factor
        squares *= factor * factor
        pairs *= factor
        expectedPairs *= factor
        expectedCounts *= factor
    }
}
