/// What Farrington's method says of one point of a series.
public struct FarringtonPoint: Sendable, Hashable {
    /// The count above which a point is unusual: the 1 - alpha quantile of what was expected. Nil where nothing can be said: too short a
    /// past, too few cases lately, a point missing, or a regression that does not converge.
    public let upper: Double?
    /// Whether the point lies above it.
    public let alarm: Bool
    /// Expected count.
    public let expected: Double?
    /// Variance over mean, at least 1.
    public let dispersion: Double?
    /// Growth of the logarithm of the expected count from one point to the next; nil where no trend was kept.
    public let slope: Double?

    /// Nothing can be said.
    public static let unknown = FarringtonPoint(upper: nil, alarm: false, expected: nil, dispersion: nil, slope: nil)

    /// P(at least `count`) had nothing been unusual; nil where nothing can be said.
    public func pValue(of count: Double) -> Double? {
        guard let expected, let dispersion, count >= 0 else { return nil }
        return CountDistribution(mean: expected, dispersion: dispersion).upperTail(Int(min(count.rounded(.up), 1e15)))
    }
}
