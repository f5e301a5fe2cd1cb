import Foundation

/// The predictive distribution of a Poisson count whose rate is only known up to a gamma distribution (Gelman et al., Bayesian Data
/// Analysis, 3rd ed., section 2.6).
///
/// With a rate of shape `size` and rate `scale`, watched for `exposure`: P(k) = C(size + k - 1, k) (1 - q)^size q^k, q = exposure / (scale + exposure).
struct NegativeBinomial: Sendable, Equatable {
    /// Shape of the gamma distribution, more than 0; large means that the rate is well known.
    let size: Double
    /// The odds, `exposure / scale`.
    let odds: Double

    init(size: Double, scale: Double, exposure: Double) {
        self.init(size: size, odds: exposure / scale)
    }

    init(size: Double, odds: Double) {
        self.size = size
        self.odds = odds
    }

    /// Expected count.
    var mean: Double { size * odds }

    private var q: Double { odds / (1 + odds) }

    /// P(k).
    func probability(_ count: Int) -> Double {
        // From 0 upwards while that neither underflows nor takes long; otherwise through log-gamma.
        let zero = -size * log1p(odds)
        if count <= 256 && zero > -600 {
            var value = exp(zero)
            for k in 0..<count { value *= step(k) }
            return value
        }
        let k = Double(count)
        return exp(logGamma(size + k) - logGamma(size) - logGamma(k + 1) + zero + k * log(q))
    }

    /// P(k + 1) / P(k).
    private func step(_ k: Int) -> Double { (Double(k) + size) / Double(k + 1) * q }

    /// P(at least `count`), precise to the last digits however small.
    func upperTail(_ count: Int) -> Double {
        guard count > 0 else { return 1 }
        if Double(count) > mean {
            var term = probability(count)
            var sum = term
            var k = count
            // Past the mean terms fall at least geometrically; the bound is far beyond what a count can reach.
            while term > sum * 1e-17, k < count + 1_000_000 {
                term *= step(k)
                sum += term
                k += 1
            }
            return min(1, sum)
        }
        var term = probability(0)
        guard term > 0 else { return lowerComplement(count) }
        var below = 0.0
        for k in 0..<count {
            below += term
            term *= step(k)
        }
        return max(0, 1 - below)
    }

    /// The same below the mean where P(0) underflows: summed downwards from `count - 1`.
    private func lowerComplement(_ count: Int) -> Double {
        var k = count - 1
        var term = probability(k)
        var below = term
        while k > 0, term > below * 1e-17 {
            k -= 1
            term /= step(k)
            below += term
        }
        return max(0, 1 - below)
    }

    /// The smallest count, from `least` on, whose upper tail is at most `level`; above the mean in any case.
    ///
    /// Walks up until a bound of the tail is below the level, P(n) / (1 - r) with r the largest ratio of successive terms from n on, then back
    /// over the few counts that the bound is too careful by.
    func threshold(level: Double, least: Int) -> Int {
        let first = max(least, Int(min(mean, 1e9)) + 1)
        let last = first + 1_000_000
        var count = first
        var term = probability(count)
        while count < last {
            let ratio = max(step(count), q)
            if ratio < 1, term <= level * (1 - ratio) { break }
            term *= step(count)
            count += 1
        }
        while count > first, upperTail(count - 1) <= level { count -= 1 }
        return count
    }
}
