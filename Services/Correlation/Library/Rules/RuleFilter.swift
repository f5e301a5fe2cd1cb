import Domain

/// Which events a condition looks at: all that it does not narrow down.
public struct RuleFilter: Sendable, Hashable {
    /// Category numbers (`Category.rawValue`, or a file's own from 1,000 on); nil for all.
    public var categories: Set<UInt16>?
    /// Kinds of source; nil for all.
    public var sources: Set<SourceKind>?
    /// The least severity.
    public var minimumSeverity: Severity
    /// How the fact became known; nil for any.
    public var origins: Set<Origin>?
    /// The least value, of readings; incidents have the value 1.
    public var valueAtLeast: Double
    /// The greatest value.
    public var valueAtMost: Double
    /// Local hours and days in which events count; nil for always.
    public var hours: RuleHours?

    /// A filter that lets everything through, or less.
    public init(
        categories: Set<UInt16>? = nil, sources: Set<SourceKind>? = nil, minimumSeverity: Severity = .unknown,
        origins: Set<Origin>? = nil, valueAtLeast: Double = -.infinity, valueAtMost: Double = .infinity, hours: RuleHours? = nil
    ) {
        self.categories = categories
        self.sources = sources
        self.minimumSeverity = minimumSeverity
        self.origins = origins
        self.valueAtLeast = valueAtLeast
        self.valueAtMost = valueAtMost
        self.hours = hours
    }
}
