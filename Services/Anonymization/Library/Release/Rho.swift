/// An amount of zero-concentrated differential privacy (Bun, Steinke 2016), in billionths: whole numbers, so that a ledger adds up exactly.
///
/// Amounts of releases about the same persons add up; what is spent is always rounded up.
public struct Rho: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Billionths of a unit of zCDP.
    public let billionths: UInt64

    /// An amount.
    public init(billionths: UInt64) { self.billionths = billionths }

    /// Nothing.
    public static let zero = Rho(billionths: 0)

    /// A ratio, rounded up.
    public init(_ ratio: Ratio) {
        let product = UInt64(ratio.numerator) * 1_000_000_000
        billionths = product / UInt64(ratio.denominator) + (product % UInt64(ratio.denominator) == 0 ? 0 : 1)
    }

    /// What Gaussian noise of a variance costs where one person changes the counts by at most `sensitivity` (Euclidean): Δ²/2σ²
    /// (Canonne, Kamath, Steinke 2020, theorem 4).
    public static func gaussian(variance: Ratio, sensitivity: UInt32) -> Rho {
        let above = UInt128(sensitivity) * UInt128(sensitivity) * UInt128(variance.denominator) * 1_000_000_000
        return Rho(roundingUp: above, over: 2 * UInt128(variance.numerator))
    }

    /// What Laplace noise of a scale costs where one person changes the counts by at most `sensitivity` in sum: ε = Δ/scale, and ε-DP is
    /// ε²/2 of zCDP (Bun, Steinke 2016, proposition 1.4).
    public static func laplace(scale: Ratio, sensitivity: UInt32) -> Rho {
        let above = UInt128(sensitivity) * UInt128(scale.denominator)
        let below = UInt128(scale.numerator)
        // (above / below)² / 2 in billionths, in two steps that cannot overflow: above is below 2^64.
        let (square, overflow) = (above * above).multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return Rho(billionths: .max) }
        return Rho(roundingUp: square, over: 2 * below * below)
    }

    private init(roundingUp above: UInt128, over below: UInt128) {
        let (quotient, rest) = above.quotientAndRemainder(dividingBy: below)
        billionths = UInt64(clamping: quotient + (rest == 0 ? 0 : 1))
    }

    /// Both spent: composition (Bun, Steinke 2016, lemma 1.7).
    public static func + (left: Rho, right: Rho) -> Rho {
        let (sum, overflow) = left.billionths.addingReportingOverflow(right.billionths)
        return Rho(billionths: overflow ? .max : sum)
    }

    /// What is left; nothing where more was spent.
    public static func - (left: Rho, right: Rho) -> Rho {
        Rho(billionths: left.billionths > right.billionths ? left.billionths - right.billionths : 0)
    }

    /// The smaller first.
    public static func < (left: Rho, right: Rho) -> Bool { left.billionths < right.billionths }

    /// For what is told and for conversions.
    public var double: Double { Double(billionths) / 1e9 }

    /// As a decimal number.
    public var description: String {
        let rest = String(billionths % 1_000_000_000)
        var decimals = String(repeating: "0", count: 9 - rest.count) + rest
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(billionths / 1_000_000_000)" + (decimals.isEmpty ? "" : ".\(decimals)")
    }
}
