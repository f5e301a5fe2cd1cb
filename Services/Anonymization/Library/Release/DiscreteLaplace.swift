/// Whole numbers with probability proportional to exp(-|x| / scale), exactly.
///
/// Canonne, Kamath, Steinke (2020), algorithm 2: integer arithmetic only, so that no rounding can tell what was drawn (Mironov 2012).
/// Added to a count that one person changes by at most Δ, with scale Δ/ε, it gives ε-differential privacy.
public struct DiscreteLaplace: Sendable, Hashable {
    /// Of the noise; about 0.7 of its standard deviation.
    public let scale: Ratio

    /// Noise of a scale.
    public init(scale: Ratio) { self.scale = scale }

    /// One draw.
    public func draw(_ bits: inout RandomBits) -> Int64 { DiscreteLaplace.draw(scale.numerator, scale.denominator, &bits) }

    /// Many draws.
    public func draw(_ count: Int, _ bits: inout RandomBits) -> [Int64] {
        let (t, s) = (scale.numerator, scale.denominator)
        return (0..<count).map { _ in DiscreteLaplace.draw(t, s, &bits) }
    }

    /// Scale t / s.
    @inline(__always)
    static func draw(_ t: UInt32, _ s: UInt32, _ bits: inout RandomBits) -> Int64 {
        while true {
            let rest = t == 1 ? 0 : bits.below(t)
            if rest != 0, !bits.expMinus(rest, over: t) { continue }
            var whole: UInt64 = 0
            // Longer than 2^31 has probability exp(-2^31): the product below cannot overflow before the universe ends.
            while bits.expMinusOne() { whole &+= 1 }
            let magnitude = UInt64(rest) &+ whole &* UInt64(t)
            let value = Int64(truncatingIfNeeded: s == 1 ? magnitude : magnitude / UInt64(s))
            // Either sign of 0 is 0: one of them is thrown away.
            if bits.coin() {
                if value == 0 { continue }
                return -value
            }
            return value
        }
    }
}
