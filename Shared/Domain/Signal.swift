/// Something unusual now: what, where, when, how sure, how big, from which sources, in words.
public struct Signal: Hashable, Sendable {
    /// What found it.
    public enum Kind: UInt8, CaseIterable, Sendable, Hashable {
        case anomaly = 1
        case cluster, association, rule, sourceSilent
    }

    /// The same input gives the same identifier.
    public var identifier: String
    public var kind: Kind
    public var category: Category
    public var cells: [Cell]
    /// Seconds since 1970, half-open with `end`.
    public var start: Int64
    public var end: Int64
    public var observed: Double
    public var expected: Double
    /// Probability of at least `observed` where nothing is unusual.
    public var pValue: Double
    public var severity: Severity
    public var sources: [SourceKind]
    public var french: String
    public var english: String
    /// Signals of one situation share it.
    public var situation: String

    /// A signal with all it says.
    public init(
        identifier: String, kind: Kind, category: Category, cells: [Cell], start: Int64, end: Int64, observed: Double, expected: Double,
        pValue: Double, severity: Severity, sources: [SourceKind], french: String, english: String, situation: String
    ) {
        self.identifier = identifier
        self.kind = kind
        self.category = category
        self.cells = cells
        self.start = start
        self.end = end
        self.observed = observed
        self.expected = expected
        self.pValue = pValue
        self.severity = severity
        self.sources = sources
        self.french = french
        self.english = english
        self.situation = situation
    }
}
