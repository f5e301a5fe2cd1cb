/// A positive rational number, in lowest terms: parameters of noise are never floating point.
public struct Ratio: Hashable, Sendable, CustomStringConvertible {
    /// At least 1.
    public let numerator: UInt32
    /// At least 1.
    public let denominator: UInt32

    /// A ratio; nil where either is 0.
    public init?(_ numerator: UInt32, over denominator: UInt32 = 1) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = Ratio.greatestDivisor(UInt64(numerator), UInt64(denominator))
        self.numerator = numerator / UInt32(divisor)
        self.denominator = denominator / UInt32(divisor)
    }

    /// A ratio of larger numbers, if in lowest terms they fit.
    public init?(reducing numerator: UInt64, over denominator: UInt64) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = Ratio.greatestDivisor(numerator, denominator)
        guard let above = UInt32(exactly: numerator / divisor), let below = UInt32(exactly: denominator / divisor) else { return nil }
        self.numerator = above
        self.denominator = below
    }

    /// `0.25`, `3` or `1/3`; nil for anything else, for 0, and where more than nine digits are written.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let above = UInt32(parts[0]), let below = UInt32(parts[1]) else { return nil }
            self.init(above, over: below)
            return
        }
        let decimal = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let first = String(decimal[0])
        let decimals = decimal.count == 2 ? String(decimal[1]) : ""
        guard !first.isEmpty, decimal.count == 1 || !decimals.isEmpty, first.utf8.count + decimals.utf8.count <= 9,
            (first + decimals).utf8.allSatisfy({ (0x30...0x39).contains($0) }), let digits = UInt32(first + decimals)
        else { return nil }
        self.init(digits, over: decimals.reduce(UInt32(1)) { power, _ in power * 10 })
    }

    /// For what is told and plotted; no noise is drawn with it.
    public var double: Double { Double(numerator) / Double(denominator) }

    /// `3`, or `1/4`.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

    private static func greatestDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var (a, b) = (left, right)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}
