public import Domain

/// Something in the agenda that does not fit together.
public struct AgendaFinding: Hashable, Sendable {
    /// What does not fit.
    public enum Kind: String, Sendable, Hashable {
        /// Two events want one place at one time.
        case samePlace = "same-place"
        /// Roadworks or a closed street stand in an event's way.
        case blockedAccess = "blocked-access"
        /// An event of that size declared no such measure.
        case missingMeasure = "missing-measure"
        /// Nobody said how many people are awaited, so nothing can be asked of it.
        case unknownAttendance = "unknown-attendance"
    }

    /// What does not fit.
    public var kind: Kind
    /// How grave it is.
    public var severity: Severity
    /// Identifiers of the events it is about, in the agenda's order of time.
    public var events: [String]
    /// Seconds since 1970: from when on it matters.
    public var start: Int64
    /// Seconds since 1970, exclusive.
    public var end: Int64
    /// The measures that are missing, in order; empty for other kinds.
    public var measures: [Measure]
    /// The sentence that a person reads.
    public var words: Words

    /// A finding with all it says.
    public init(
        kind: Kind, severity: Severity, events: [String], start: Int64, end: Int64, measures: [Measure] = [], words: Words
    ) {
        self.kind = kind
        self.severity = severity
        self.events = events
        self.start = start
        self.end = end
        self.measures = measures
        self.words = words
    }
}
