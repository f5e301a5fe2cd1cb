/// An incident's note as redaction left it: where the register lets a source keep it, for its own time, and for the console alone.
///
/// The one value past anonymization that holds words of people. It is no part of `Incident`, and no other service reads it.
public struct RedactedText: Hashable, Sendable {
    /// What kind of source wrote it.
    public var kind: SourceKind
    /// What its incident is.
    public var category: Category
    /// Where, as coarse as the incident's.
    public var cell: Cell
    /// When, as coarse as the incident's.
    public var slot: TimeSlot
    /// Sequence of the record of anonymization's journal that holds its incident. A `Retraction` of the same place undoes both.
    public var sequence: UInt64
    /// Place of its incident within that record's batch.
    public var index: UInt32
    /// What is not known to be harmless is a mark such as `[NAME]`.
    public var text: String

    /// A note of an incident that stands at a place of anonymization's journal.
    public init(kind: SourceKind, category: Category, cell: Cell, slot: TimeSlot, sequence: UInt64, index: UInt32, text: String) {
        self.kind = kind
        self.category = category
        self.cell = cell
        self.slot = slot
        self.sequence = sequence
        self.index = index
        self.text = text
    }
}
