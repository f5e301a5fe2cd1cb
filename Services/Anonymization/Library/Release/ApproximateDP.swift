import Foundation

/// (ε, δ)-differential privacy that an amount of zCDP implies, for those who read ε.
///
/// The conversion is that of Canonne, Kamath, Steinke 2020 (corollary 13), tighter than Bun and Steinke's ε = ρ + 2√(ρ ln 1/δ):
/// δ = inf over α > 1 of exp((α - 1)(αρ - ε)) / (α - 1) · (1 - 1/α)^α. Both answers err on the side of a larger loss.
public enum ApproximateDP {
    /// The least δ for which ρ-zCDP is (ε, δ)-DP.
    public static func delta(of rho: Rho, epsilon: Double) -> Double {
        let rho = rho.double
        guard rho > 0 else { return 0 }
        guard epsilon > 0 else { return 1 }
        // The exponent's derivative has one zero; it lies between these.
        var low = 1.000_1
        var high = (epsilon + 1) / (2 * rho) + 2
        for _ in 0..<200 {
            let alpha = (low + high) / 2
            let slope = (2 * alpha - 1) * rho - epsilon + log1p(-1 / alpha)
            if slope < 0 { low = alpha } else { high = alpha }
        }
        // Any α gives a true bound; the one found is nearly the best.
        let alpha = high
        let logarithm = (alpha - 1) * (alpha * rho - epsilon) + alpha * log1p(-1 / alpha) - log(alpha - 1)
        return min(exp(logarithm), 1)
    }

    /// The least ε for which ρ-zCDP is (ε, δ)-DP, rounded up in the ninth digit.
    public static func epsilon(of rho: Rho, delta: Double) -> Double {
        guard rho > .zero, delta < 1 else { return 0 }
        guard delta > 0 else { return .infinity }
        var low = 0.0
        var high = rho.double + 2 * (rho.double * log(1 / delta)).squareRoot()
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if ApproximateDP.delta(of: rho, epsilon: middle) <= delta { high = middle } else { low = middle }
        }
        return (high * 1e9).rounded(.up) / 1e9
    }

    /// How much better than chance anyone can tell whether a person's records are in a release: the greatest difference between true and
    /// false positives that (ε, δ)-DP allows, (e^ε - 1 + 2δ) / (e^ε + 1) (Kairouz, Oh, Viswanath 2015).
    public static func membershipAdvantage(epsilon: Double, delta: Double) -> Double {
        // tanh(ε/2) = (e^ε - 1) / (e^ε + 1), and does not overflow.
        min(tanh(epsilon / 2) + 2 * delta / (exp(min(epsilon, 700)) + 1), 1)
    }
}
