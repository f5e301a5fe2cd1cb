import Domain

/// What a closed slot held of a series that somebody asked about.
public struct StreamJudgement: Sendable, Hashable {
    /// Which series.
    public let key: StreamKey
    /// What was counted.
    public let observed: Int
    /// What was expected.
    public let expected: Double
    /// P(at least `observed`) had nothing been unusual.
    public let pValue: Double
}
