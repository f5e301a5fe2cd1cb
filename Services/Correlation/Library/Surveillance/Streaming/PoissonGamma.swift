import Foundation

/// The predictive distribution of a count whose rate is known up to a gamma distribution, wider than that where counts cluster.
///
/// With mean m, shape a of the rate, and extra dispersion d: variance m + m^2/a + d m; a negative binomial with that mean and variance.
struct PoissonGamma: Sendable {
    let mean: Double
    /// Shape of the gamma distribution of the rate: how well it is known.
    let shape: Double
    /// Variance that clustering adds, in units of the mean.
    let clustering: Double

    /// Variance over mean.
    var dispersion: Double { 1 + mean / shape + clustering }

    var distribution: CountDistribution { CountDistribution(mean: mean, dispersion: dispersion) }

    /// P(at least `count`).
    func pValue(_ count: Double) -> Double { distribution.upperTail(Int(min(count.rounded(.up), 1e15))) }

    /// Ratio of the likelihoods of rates 1.5, 2, 4 and 8 times as high, mixed evenly, to that of the rate as it is: an e-value (Vovk and
    /// Wang 2021, Annals of Statistics 49, 1736-1754), since under the rate as it is each ratio has expectation 1.
    ///
    /// With shape s = m / (D - 1) and odds m c / s: (c^y) ((s + m) / (s + c m))^(s + y), and c^y exp(-(c - 1) m) where D is 1.
    func eValue(_ count: Double) -> Double {
        guard mean > 0 else { return count > 0 ? .infinity : 1 }
        let size = mean / (dispersion - 1)
        var sum = 0.0
        for factor in PoissonGamma.factors {
            let logarithm =
                size.isFinite
                ? count * log(factor) + (size + count) * log1p((1 - factor) * mean / (size + factor * mean))
                : count * log(factor) - (factor - 1) * mean
            sum += exp(min(logarithm, 700))
        }
        return sum / Double(PoissonGamma.factors.count)
    }

    private static let factors = [1.5, 2, 4, 8]
}
