/// Something unusual now: what, where, when, how sure, how big, from which sources, in words.
public struct Signal: Hashable, Sendable {
    /// What found it.
    public enum Kind: UInt8, CaseIterable, Sendable, Hashable {
        case anomaly = 1
        case cluster, association, rule, sourceSilent, sourceHealth

        /// Whether it speaks of a source and not of a place.
        public var concernsSource: Bool { self == .sourceSilent || self == .sourceHealth }
    }

    /// The same input gives the same identifier.
    public var identifier: String
    /// What found it.
    public var kind: Kind
    /// Of the incidents it is about; `other` for what concerns a source itself.
    public var category: Category
    /// Where; empty for the whole territory.
    public var cells: [Cell]
    /// Seconds since 1970, half-open with `end`.
    public var start: Int64
    /// Seconds since 1970, exclusive.
    public var end: Int64
    /// How many there were.
    public var observed: Double
    /// How many there usually are.
    public var expected: Double
    /// Probability of at least `observed` where nothing is unusual.
    public var pValue: Double
    /// How grave it is.
    public var severity: Severity
    /// Which kinds of source it rests on.
    public var sources: [SourceKind]
    /// The sentence in French.
    public var french: String
    /// The sentence in English.
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
