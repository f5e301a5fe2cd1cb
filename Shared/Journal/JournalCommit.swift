/// The sequences that a transaction's records got.
public struct JournalCommit: Sendable, Hashable {
    /// The first record's; where nothing was appended, what the next record will get.
    public let firstSequence: UInt64
    /// The last record's; one less than `firstSequence` where nothing was appended.
    public let lastSequence: UInt64

    /// A commit of the records from `firstSequence` through `lastSequence`.
    public init(firstSequence: UInt64, lastSequence: UInt64) {
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
    }
}
