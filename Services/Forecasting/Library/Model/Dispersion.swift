import Glibc

/// How much counts vary beyond Poisson: a negative binomial of mean mu has variance `mu + alpha mu^2`; alpha by the method of moments.
public struct Dispersion: Sendable, Equatable {
    private var excess = 0.0
    private var squares = 0.0

    /// Nothing seen; Poisson.
    public init() {}

    /// Learns from one window: expectations of all cells, and the cells where something happened.
    public mutating func learn(expected: [Float], observed: [(place: Int32, count: Int32)]) {
        var squares = 0.0
        for value in expected { squares += Double(value) * Double(value) }
        // sum (y - mu)^2 - mu, where y is nothing nearly everywhere.
        var excess = squares
        for value in expected { excess -= Double(value) }
        for (place, count) in observed {
            let count = Double(count)
            excess += count * count - 2 * count * Double(expected[Int(place)])
        }
        self.excess += excess
        self.squares += squares
    }

    /// The same where counts are shares of spread incidents; earlier windows weigh `fade` times less.
    mutating func learn(expected: [Float], observed: [(place: Int32, count: Double)], fade: Double) {
        var squares = 0.0
        var excess = 0.0
        for value in expected {
            squares += Double(value) * Double(value)
            excess += Double(value) * (Double(value) - 1)
        }
        for (place, count) in observed { excess += count * count - 2 * count * Double(expected[Int(place)]) }
        self.excess = self.excess * fade + excess
        self.squares = self.squares * fade + squares
    }

    /// A state as it was.
    init(excess: Double, squares: Double) {
        self.excess = excess
        self.squares = squares
    }

    /// What it knows, for a snapshot.
    var values: (excess: Double, squares: Double) { (excess, squares) }

    /// Alpha, not below 0 (Poisson).
    public var alpha: Double { squares > 0 ? max(0, excess / squares) : 0 }

    /// Probability of at least one incident where so many are expected.
    public func atLeastOne(expected: Double) -> Double {
        let alpha = alpha
        guard alpha > 1e-9, expected > 0 else { return -expm1(-expected) }
        return -expm1(-log1p(alpha * expected) / alpha)
    }

    /// The least count that is exceeded with no more than a probability: the upper end of an interval.
    public func quantile(_ probability: Double, expected: Double) -> Int {
        let alpha = alpha
        var count = 0
        var mass = 1 - atLeastOne(expected: expected)
        var sum = mass
        while sum < probability, count < 10_000 {
            // Ratio of neighbouring probabilities of the negative binomial; of the Poisson where alpha is 0.
            mass *= (1 + alpha * Double(count)) * expected / ((1 + alpha * expected) * Double(count + 1))
            count += 1
            sum += mass
        }
        return count
    }
}
