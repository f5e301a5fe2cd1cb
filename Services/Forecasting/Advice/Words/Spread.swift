/// What is likely, as three numbers of a distribution and never as one: 10 %, 50 % and 90 %.
public struct Spread: Hashable, Sendable {
    /// One time in ten it is less.
    public var low: Double
    /// Half of the time it is less.
    public var middle: Double
    /// One time in ten it is more.
    public var high: Double

    /// A spread; the three are put in order.
    public init(low: Double, middle: Double, high: Double) {
        let ordered = [low, middle, high].sorted()
        (self.low, self.middle, self.high) = (ordered[0], ordered[1], ordered[2])
    }

    /// The quantiles whose numbers are told.
    public static let levels = [0.1, 0.5, 0.9]

    /// The same, each number changed by a function that never falls.
    public func mapped(_ change: (Double) -> Double) -> Spread {
        Spread(low: change(low), middle: change(middle), high: change(high))
    }

    /// 10 %, 50 % and 90 % of weighted values (inverse of the weighted step function); nil without a weight.
    init?(values: [(value: Double, weight: Double)]) {
        let sorted = values.filter { $0.weight > 0 && $0.value.isFinite }.sorted { $0.value < $1.value }
        let total = sorted.reduce(0) { $0 + $1.weight }
        guard let last = sorted.last, total > 0 else { return nil }
        func quantile(_ level: Double) -> Double {
            var passed = 0.0
            for entry in sorted {
                passed += entry.weight
                if passed >= level * total { return entry.value }
            }
            return last.value
        }
        self.init(low: quantile(0.1), middle: quantile(0.5), high: quantile(0.9))
    }
}
