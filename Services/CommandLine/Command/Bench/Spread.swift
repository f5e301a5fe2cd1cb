/// The runs of one figure: median, least and greatest.
struct Spread {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var median: Double { quantile(0.5) }

    /// The value below which a part of the runs lies (nearest rank).
    func quantile(_ part: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(sorted.count - 1, max(0, Int((part * Double(sorted.count)).rounded(.up)) - 1))]
    }

    var json: JSON {
        .object([
            ("median", .number(median)), ("min", .number(sorted.first ?? .nan)), ("max", .number(sorted.last ?? .nan)),
            ("runs", .whole(sorted.count)),
        ])
    }

    /// Latencies: the quantiles that matter, in the unit of the values.
    var latencies: JSON {
        .object([
            ("p50", .number(quantile(0.5))), ("p99", .number(quantile(0.99))), ("max", .number(sorted.last ?? .nan)),
            ("samples", .whole(sorted.count)),
        ])
    }
}

extension Duration {
    /// As a number of seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
