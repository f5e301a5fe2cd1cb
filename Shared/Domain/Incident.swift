/// A de-identified point event: kind, category, cell, slot, severity. Place and time only.
///
/// This type is a promise: nothing that could name, locate or single out a person has a field to travel in.
public struct Incident: Hashable, Sendable {
    /// What kind of source reported it.
    public var kind: SourceKind
    /// What it is.
    public var category: Category
    /// Where, as coarse as anonymization made it.
    public var cell: Cell
    /// When, as coarse as anonymization made it.
    public var slot: TimeSlot
    /// How grave it is.
    public var severity: Severity
    /// How far the time is known.
    public var timeCertainty: TimeCertainty
    /// How the fact became known.
    public var origin: Origin

    /// An incident as it leaves anonymization.
    public init(
        kind: SourceKind, category: Category, cell: Cell, slot: TimeSlot, severity: Severity = .unknown,
        timeCertainty: TimeCertainty = .exact, origin: Origin = .unspecified
    ) {
        self.kind = kind
        self.category = category
        self.cell = cell
        self.slot = slot
        self.severity = severity
        self.timeCertainty = timeCertainty
        self.origin = origin
    }
}

/// A de-identified measure of a cell, or of the whole territory where `cell` is nil, in a slot.
public struct Reading: Hashable, Sendable {
    /// What kind of source reported it.
    public var kind: SourceKind
    /// What it is.
    public var category: Category
    /// Where, as coarse as anonymization made it.
    public var cell: Cell?
    /// The slot it speaks of; for a plan, in the future.
    public var slot: TimeSlot
    /// Start of the slot in which a plan was said, seconds since 1970; nil for what was measured as it happened.
    public var saidSlot: Int64?
    /// Missing is nil, never zero.
    public var value: Double?
    /// UCUM.
    public var unit: String
    /// How good the value is.
    public var quality: Quality
    /// Bounds of a censored value, such as 0 ... 19.
    public var lower: Double?
    /// Upper bound of a censored value.
    public var upper: Double?

    /// A reading as it leaves anonymization.
    public init(
        kind: SourceKind, category: Category, cell: Cell?, slot: TimeSlot, saidSlot: Int64? = nil, value: Double? = nil, unit: String = "",
        quality: Quality = .unspecified, lower: Double? = nil, upper: Double? = nil
    ) {
        self.kind = kind
        self.category = category
        self.cell = cell
        self.slot = slot
        self.saidSlot = saidSlot
        self.value = value
        self.unit = unit
        self.quality = quality
        self.lower = lower
        self.upper = upper
    }
}

/// Undoes what an earlier record of the same journal counted, by an opaque place in that journal.
public struct Retraction: Hashable, Sendable {
    /// What was counted, and is not any more.
    public enum Retracted: Hashable, Sendable {
        case incident(Incident)
        case reading(Reading)
    }

    /// Sequence of the record in the journal.
    public var sequence: UInt64
    /// Place within the record's batch.
    public var index: UInt32
    /// What was counted.
    public var retracted: Retracted

    /// A retraction of the `index`-th item of record `sequence`.
    public init(sequence: UInt64, index: UInt32, retracted: Retracted) {
        self.sequence = sequence
        self.index = index
        self.retracted = retracted
    }
}
