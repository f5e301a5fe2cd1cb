import Domain

/// A source that was not heard for too long to be quiet.
public struct StreamSilence: Sendable, Hashable {
    /// Which kind of source.
    public let source: SourceKind
    /// Seconds since 1970: from when on nothing was heard.
    public let since: Int64
    /// Counts that were expected of it since.
    public let expected: Double
    /// Probability of such a quiet had it been listening.
    public let probability: Double
}
