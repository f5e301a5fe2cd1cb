import Foundation

/// The Gumbel distribution that the maxima of permutations follow closely (Abrams, Kulldorff, Kleinman 2010, Int. J. Health Geographics
/// 9:61), fitted by moments: p-values smaller than one in the number of permutations.
public struct GumbelTail: Hashable, Sendable {
    /// Mode of the distribution.
    public let location: Double
    /// Its scale, more than 0.
    public let scale: Double

    /// Maxima that a fit needs at least.
    public static let leastMaxima = 20

    /// A fit; nil with too few maxima or where they are all equal.
    public init?(maxima: [Double]) {
        guard maxima.count >= GumbelTail.leastMaxima else { return nil }
        let mean = maxima.reduce(0, +) / Double(maxima.count)
        let variance = maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(maxima.count - 1)
        scale = (6 * variance).squareRoot() / .pi
        // Euler's constant.
        location = mean - 0.577_215_664_901_532_9 * scale
        guard scale > 0, scale.isFinite, location.isFinite else { return nil }
    }

    /// Probability of a maximum of at least `ratio`.
    public func upperTail(_ ratio: Double) -> Double { -expm1(-exp(-(ratio - location) / scale)) }
}
