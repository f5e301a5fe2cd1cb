/// How an EARS method looks at a series; names in brackets are those of R's `surveillance::earsC`.
public struct EARSSettings: Sendable, Hashable {
    /// Which of the three. [method]
    public var method: EARSMethod
    /// Points that are compared with, 3 or more. [baseline]
    public var baseline: Int
    /// Chance of an alarm on a normal point, 0 < alpha < 1. [alpha]
    public var alpha: Double
    /// Least standard deviation: counts that never change would make the first change an alarm. [minSigma]
    public var leastDeviation: Double

    /// The settings; `alpha` is the method's usual one unless given.
    public init(method: EARSMethod, baseline: Int = 7, alpha: Double? = nil, leastDeviation: Double = 0) {
        self.method = method
        self.baseline = baseline
        self.alpha = alpha ?? method.usualAlpha
        self.leastDeviation = leastDeviation
    }
}
