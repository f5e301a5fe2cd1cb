#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

// What follows from an expected number and the dispersion: a negative binomial of mean mu and size r has variance `mu + mu^2 / r`.
extension Forecast {
    /// Probability of at least one incident where so many are expected.
    public func atLeastOne(expected: Double) -> Double {
        guard expected > 0 else { return 0 }
        guard dispersion > 0, dispersion < 1e9 else { return -expm1(-expected) }
        return -expm1(-dispersion * log1p(expected / dispersion))
    }

    /// The counts between which the number of incidents will lie with a probability, the tails as equal as whole numbers allow.
    ///
    /// - Parameter coverage: 0 ..< 1, such as 0.9.
    public func interval(expected: Double, coverage: Double = 0.9) -> ClosedRange<Int> {
        let tail = (1 - min(max(coverage, 0), 0.999_999)) / 2
        let low = quantile(tail, expected: expected)
        return low...max(low, quantile(1 - tail, expected: expected))
    }

    /// The least count that is not exceeded with a probability.
    private func quantile(_ probability: Double, expected: Double) -> Int {
        guard expected > 0, expected.isFinite else { return 0 }
        let alpha = dispersion > 0 ? 1 / dispersion : 0
        // In logarithms: a large mean's first probability would vanish.
        var logMass = alpha > 1e-9 ? -log1p(alpha * expected) / alpha : -expected
        var sum = exp(logMass)
        var count = 0
        while sum < probability, count < 100_000 {
            logMass += log((1 + alpha * Double(count)) * expected / ((1 + alpha * expected) * Double(count + 1)))
            count += 1
            sum += exp(logMass)
        }
        return count
    }
}
