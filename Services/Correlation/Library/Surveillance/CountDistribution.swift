import Foundation

/// A count of a given mean and dispersion (variance over mean): negative binomial with size mean / (dispersion - 1), Poisson where that
/// is 1.
struct CountDistribution: Sendable {
    let mean: Double
    let dispersion: Double

    /// P(0), and P(k + 1) / P(k) = (k + size) / (k + 1) q written so that it holds for both: (k q + first) / (k + 1).
    private var q: Double { dispersion > 1 ? 1 - 1 / dispersion : 0 }
    private var first: Double { dispersion > 1 ? mean / dispersion : mean }
    private var logZero: Double { dispersion > 1 ? -mean / (dispersion - 1) * log(dispersion) : -mean }

    init(mean: Double, dispersion: Double) {
        self.mean = mean
        self.dispersion = max(dispersion, 1)
    }

    /// log P(k).
    private func logProbability(_ count: Double) -> Double {
        guard dispersion > 1 else { return count * log(mean) - mean - logGamma(count + 1) }
        let size = mean / (dispersion - 1)
        return logGamma(count + size) - logGamma(size) - logGamma(count + 1) + logZero + count * log(q)
    }

    /// The smallest count k with P(at most k) >= 1 - alpha.
    func quantile(above alpha: Double) -> Double {
        guard mean > 0 else { return 0 }
        let zero = logZero
        if zero > -600, mean < 300 {
            // From 0 upwards: what is summed is exact to the last digits.
            let (q, first, level) = (q, first, (1 - alpha) * (1 - 64 * 2.220_446_049_250_313_1e-16))
            var term = exp(zero)
            var sum = term
            var count = 0.0
            while sum < level, count < 1e7 {
                term *= (count * q + first) / (count + 1)
                count += 1
                sum += term
                // Where the last digits are gone, so is the rest.
                if term < 1e-18 * sum, count > mean { break }
            }
            return count
        }
        let deviation = (mean * dispersion).squareRoot()
        let normal = StandardNormal.quantile(above: alpha)
        let skewness = (2 * dispersion - 1) / deviation
        var count = max(0, (mean + deviation * (normal + (normal * normal - 1) * skewness / 6)).rounded())
        var tail = upperTail(count + 1)
        var term = exp(logProbability(count))
        // `tail` is P(more than count).
        while count > 0, tail + term <= alpha {
            tail += term
            term *= count / ((count - 1) * q + first)
            count -= 1
        }
        while tail > alpha {
            count += 1
            term *= ((count - 1) * q + first) / count
            guard term > 0 else { break }
            tail -= term
        }
        return count
    }

    /// P(at least `count`).
    func upperTail(_ count: Int) -> Double { upperTail(Double(count)) }

    private func upperTail(_ count: Double) -> Double {
        guard count > 0 else { return 1 }
        guard mean > 0 else { return 0 }
        let (q, first) = (q, first)
        var term = exp(logProbability(count))
        var sum = 0.0
        if count > mean {
            var k = count
            while term > sum * 1e-15 {
                sum += term
                term *= (k * q + first) / (k + 1)
                k += 1
            }
            return min(1, sum)
        }
        var k = count
        while k > 0 {
            term *= k / ((k - 1) * q + first)
            k -= 1
            sum += term
            if term < sum * 1e-17 { break }
        }
        return max(0, 1 - sum)
    }
}
