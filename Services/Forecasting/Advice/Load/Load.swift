import Glibc

/// How many incidents to expect, as a distribution of counts: negative binomial, Poisson where it has no excess spread.
public struct Load: Hashable, Sendable {
    /// Expected number, at least 0.
    public let mean: Double
    /// At least `mean`.
    public let variance: Double

    /// Nothing to expect.
    public static let none = Load(mean: 0)

    /// A load; `size` is the negative binomial's (variance = mean + mean² / size), 0 or infinite for Poisson.
    public init(mean: Double, size: Double = 0) {
        let mean = mean.isFinite ? max(0, mean) : 0
        self.mean = mean
        variance = size > 0 && size.isFinite ? mean + mean * mean / size : mean
    }

    /// A load by its first two moments; a variance below the mean counts as the mean.
    public init(mean: Double, variance: Double) {
        let mean = mean.isFinite ? max(0, mean) : 0
        self.mean = mean
        self.variance = variance.isFinite ? max(mean, variance) : mean
    }

    /// Negative binomial size; nil for Poisson.
    public var size: Double? { variance > mean * (1 + 1e-9) ? mean * mean / (variance - mean) : nil }

    /// Both together, as if they did not know of each other.
    public static func + (left: Load, right: Load) -> Load {
        Load(mean: left.mean + right.mean, variance: left.variance + right.variance)
    }

    /// This load times a factor that is itself uncertain (mean and variance of the factor, independent of the load).
    ///
    /// By the law of total variance: counts given the factor have the load's own spread, scaled.
    public func times(_ factor: Double, variance factorVariance: Double) -> Load {
        let excess = mean > 0 ? (variance - mean) / (mean * mean) : 0
        let relative = factor > 0 ? factorVariance / (factor * factor) : 0
        let scaled = mean * factor
        return Load(mean: scaled, variance: scaled + scaled * scaled * (excess + relative + excess * relative))
    }

    /// 10 %, 50 % and 90 % of the distribution.
    public var spread: Spread { Spread(low: quantile(0.1), middle: quantile(0.5), high: quantile(0.9)) }

    /// The least count whose distribution function reaches `level` (0 ..< 1).
    public func quantile(_ level: Double) -> Double {
        guard mean > 0 else { return 0 }
        let level = min(max(0, level), 0.999_999)
        guard mean <= Load.exactUpTo else { return normalQuantile(level) }
        var passed = 0.0
        var count = 0
        let result = walk { probability in
            passed += probability
            if passed >= level { return true }
            count += 1
            return false
        }
        return result ? Double(count) : normalQuantile(level)
    }

    /// The expected part of the load that a capacity takes: E[min(count, capacity)], incidents.
    public func served(byCapacity capacity: Double) -> Double {
        guard mean > 0, capacity > 0 else { return 0 }
        let deviation = variance.squareRoot()
        guard mean <= Load.exactUpTo else {
            // Normal: E[min(X, c)] = m - s (z Phi(z) + phi(z)) + ... with z = (m - c) / s.
            let z = (mean - capacity) / deviation
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            return mean - deviation * (z * 0.5 * erfc(-z / 2.0.squareRoot()) + density)
        }
        // E[min(X, c)] = sum over n < c of P(X > n), a part for the fraction of the last.
        var above = 1.0
        var served = 0.0
        var left = capacity
        _ = walk { probability in
            above = max(0, above - probability)
            served += above * min(1, left)
            left -= 1
            return left <= 0
        }
        return min(served, mean)
    }

    /// Above this mean the distribution is taken as normal: its skewness is below a twentieth.
    private static let exactUpTo = 400.0

    /// Goes through P(0), P(1), ... until told to stop; false where it would not end.
    private func walk(_ visit: (Double) -> Bool) -> Bool {
        let limit = Int(mean + 60 * variance.squareRoot()) + 60
        if let size {
            let share = mean / (size + mean)
            var probability = exp(-size * log1p(mean / size))
            for count in 0...limit {
                if visit(probability) { return true }
                probability *= (Double(count) + size) / Double(count + 1) * share
            }
        } else {
            var probability = exp(-mean)
            for count in 0...limit {
                if visit(probability) { return true }
                probability *= mean / Double(count + 1)
            }
        }
        return false
    }

    /// Cornish and Fisher's first correction for skewness.
    private func normalQuantile(_ level: Double) -> Double {
        let deviation = variance.squareRoot()
        let z = Load.standardNormalQuantile(level)
        let skewness = (2 * variance - mean) / (mean * deviation)
        return max(0, (mean + deviation * (z + (z * z - 1) / 6 * skewness)).rounded())
    }

    /// Acklam's rational approximation would do; bisection on erfc needs no table and is exact enough for three quantiles.
    private static func standardNormalQuantile(_ level: Double) -> Double {
        var (low, high) = (-8.0, 8.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < level { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
