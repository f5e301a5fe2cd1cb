public import Domain
internal import CSchema

/// Numbers about a source's numbers; what is not known yet is nil.
public struct SourceHealthEntry: Hashable, Sendable {
    /// Of the register.
    public var source: String
    /// What kind of source it is.
    public var kind: SourceKind
    /// When it was last heard; nil where never.
    public var heard: Instant?
    /// Seconds of silence that the register declares.
    public var declaredSilence: UInt32
    /// Seconds between two batches, learnt.
    public var usualGap: Double?
    /// Observations expected in the last full hour.
    public var expected: Double?
    /// Observations in the last full hour.
    public var observed: UInt64
    /// Population stability index of its categories.
    public var drift: Double?
    /// Share of codes that the register does not map.
    public var unmapped: Double?
    /// Seconds by which its clock is ahead, or, negative, its reports have become later.
    public var skew: Double?
    /// Share of what it sent that was held already.
    public var duplicates: Double?
    /// What is unusual now, by stable words.
    public var conditions: [String]
    /// Since the journal began.
    public var accepted: UInt64
    /// Since the journal began.
    public var refused: UInt64
    /// Seconds since it was heard.
    public var idle: Double

    /// A value with its fields.
    public init(
        source: String, kind: SourceKind, heard: Instant? = nil, declaredSilence: UInt32 = 0, usualGap: Double? = nil,
        expected: Double? = nil, observed: UInt64 = 0, drift: Double? = nil, unmapped: Double? = nil, skew: Double? = nil,
        duplicates: Double? = nil, conditions: [String] = [], accepted: UInt64 = 0, refused: UInt64 = 0, idle: Double = 0
    ) {
        self.source = source
        self.kind = kind
        self.heard = heard
        self.declaredSilence = declaredSilence
        self.usualGap = usualGap
        self.expected = expected
        self.observed = observed
        self.drift = drift
        self.unmapped = unmapped
        self.skew = skew
        self.duplicates = duplicates
        self.conditions = conditions
        self.accepted = accepted
        self.refused = refused
        self.idle = idle
    }
}

extension SourceHealthEntry: ProtobufCoded {
    /// `quietude.v1.SourceHealthEntry`
    public static var name: String { "quietude.v1.SourceHealthEntry" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__SourceHealthEntry>) { quietude__v1__source_health_entry__init(c) }

    func fill(_ c: inout Quietude__V1__SourceHealthEntry, in arena: Arena) {
        c.source = arena.string(source)
        c.kind = Quietude__V1__SourceKind(rawValue: UInt32(kind.rawValue))
        c.heard = heard?.milliseconds ?? 0
        c.declared_silence = declaredSilence
        if let usualGap {
            c.usual_gap_presence_case = QUIETUDE__V1__SOURCE_HEALTH_ENTRY__USUAL_GAP_PRESENCE_USUAL_GAP
            c.usual_gap = usualGap
        }
        if let expected {
            c.expected_presence_case = QUIETUDE__V1__SOURCE_HEALTH_ENTRY__EXPECTED_PRESENCE_EXPECTED
            c.expected = expected
        }
        c.observed = observed
        if let drift {
            c.drift_presence_case = QUIETUDE__V1__SOURCE_HEALTH_ENTRY__DRIFT_PRESENCE_DRIFT
            c.drift = drift
        }
        if let unmapped {
            c.unmapped_presence_case = QUIETUDE__V1__SOURCE_HEALTH_ENTRY__UNMAPPED_PRESENCE_UNMAPPED
            c.unmapped = unmapped
        }
        if let skew {
            c.skew_presence_case = QUIETUDE__V1__SOURCE_HEALTH_ENTRY__SKEW_PRESENCE_SKEW
            c.skew = skew
        }
        if let duplicates {
            c.duplicates_presence_case = QUIETUDE__V1__SOURCE_HEALTH_ENTRY__DUPLICATES_PRESENCE_DUPLICATES
            c.duplicates = duplicates
        }
        (c.n_conditions, c.conditions) = arena.strings(conditions)
        c.accepted = accepted
        c.refused = refused
        c.idle = idle
    }

    init(reading c: Quietude__V1__SourceHealthEntry) throws(SchemaError) {
        self.init(
            source: try Self.text(c.source, "source"),
            kind: try Self.closed(c.kind.rawValue, "kind"),
            heard: c.heard == 0 ? nil : Instant(milliseconds: c.heard),
            declaredSilence: c.declared_silence,
            usualGap: c.usual_gap_presence_case.rawValue == 0 ? nil : c.usual_gap,
            expected: c.expected_presence_case.rawValue == 0 ? nil : c.expected,
            observed: c.observed,
            drift: c.drift_presence_case.rawValue == 0 ? nil : c.drift,
            unmapped: c.unmapped_presence_case.rawValue == 0 ? nil : c.unmapped,
            skew: c.skew_presence_case.rawValue == 0 ? nil : c.skew,
            duplicates: c.duplicates_presence_case.rawValue == 0 ? nil : c.duplicates,
            conditions: try Self.texts(c.conditions, c.n_conditions, "conditions"),
            accepted: c.accepted,
            refused: c.refused,
            idle: c.idle)
    }
}
