/// What the streaming detector says of one count.
public struct StreamingPoint: Sendable, Hashable {
    /// Expected count.
    public let expected: Double
    /// Variance over mean of what was expected.
    public let dispersion: Double
    /// The count above which one is unusual: the 1 - alpha quantile of the predictive distribution.
    public let upper: Double
    /// P(at least this count) had nothing been unusual.
    public let pValue: Double
    /// How much better an excess explains the count than none does: under no excess its expectation is 1, so 20 and more is rare (Ville).
    public let eValue: Double
    /// Whether the count lies above `upper`.
    public let alarm: Bool
}
