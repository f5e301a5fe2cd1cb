/// Whole numbers with probability proportional to exp(-x² / 2σ²), exactly.
///
/// Canonne, Kamath, Steinke (2020), algorithm 3: a discrete Laplace draw, kept with the probability that makes it Gaussian; integer
/// arithmetic only. Added to counts that one person changes by at most Δ (in the Euclidean norm), it gives Δ²/2σ² of zCDP.
public struct DiscreteGaussian: Sendable, Hashable {
    /// σ², the parameter; the variance is a little below it where σ is small.
    public let variance: Ratio
    /// floor(σ) + 1, the scale of the Laplace draws.
    private let t: UInt32
    /// 2 n d t², the denominator of every exponent, where σ² = n / d.
    private let denominator: UInt128

    /// Noise of a parameter σ².
    public init(variance: Ratio) {
        self.variance = variance
        t = DiscreteGaussian.root(variance.numerator / variance.denominator) + 1
        denominator = 2 * UInt128(variance.numerator) * UInt128(variance.denominator) * UInt128(t) * UInt128(t)
    }

    /// One draw.
    @inline(__always)
    public func draw(_ bits: inout RandomBits) -> Int64 {
        let td = UInt64(t) * UInt64(variance.denominator)
        while true {
            let value = DiscreteLaplace.draw(t, 1, &bits)
            // exp(-(|y| - σ²/t)² / 2σ²) = exp(-(|y| t d - n)² / 2 n d t²).
            let (product, overflow) = value.magnitude.multipliedReportingOverflow(by: td)
            if overflow { if keeps(far: value, &bits) { return value } else { continue } }
            let n = UInt64(variance.numerator)
            let distance = product > n ? product - n : n - product
            if distance <= UInt64(UInt32.max), denominator <= UInt128(UInt32.max) {
                let (whole, rest) = (distance * distance).quotientAndRemainder(dividingBy: UInt64(denominator))
                if keeps(whole, UInt32(rest), over: UInt32(denominator), &bits) { return value }
            } else if bits.expMinus(UInt128(distance) * UInt128(distance), over: denominator) {
                return value
            }
        }
    }

    /// Many draws.
    public func draw(_ count: Int, _ bits: inout RandomBits) -> [Int64] { (0..<count).map { _ in draw(&bits) } }

    /// Heads with probability exp(-(whole + rest / denominator)).
    @inline(__always)
    private func keeps(_ whole: UInt64, _ rest: UInt32, over denominator: UInt32, _ bits: inout RandomBits) -> Bool {
        var left = whole
        while left > 0 {
            guard bits.expMinusOne() else { return false }
            left -= 1
        }
        return rest == 0 || bits.expMinus(rest, over: denominator)
    }

    /// So far out that the numbers are longer: |y| t d has more than 64 bits.
    @inline(never)
    private func keeps(far value: Int64, _ bits: inout RandomBits) -> Bool {
        let product = UInt128(value.magnitude) * UInt128(t) * UInt128(variance.denominator)
        let distance = product - UInt128(variance.numerator)
        let (square, overflow) = distance.multipliedReportingOverflow(by: distance)
        // The exponent is above 2^128 / 2^99: kept with a probability of exp(-2^29), which nobody will see.
        return overflow ? false : bits.expMinus(square, over: denominator)
    }

    /// The whole part of a square root.
    private static func root(_ square: UInt32) -> UInt32 {
        var root: UInt32 = 0
        for bit in stride(from: 15, through: 0, by: -1) {
            let candidate = root | 1 << UInt32(bit)
            if UInt64(candidate) * UInt64(candidate) <= UInt64(square) { root = candidate }
        }
        return root
    }
}
