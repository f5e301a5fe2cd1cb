import Schema

/// Some records of a journal, in order.
public struct JournalPage: Sendable {
    /// The records of the types that were asked for.
    public var records: [Record]
    /// Where to read on: everything up to here was looked at, of whatever type. Gaps in sequences are normal.
    public var scannedThrough: UInt64
    /// The last sequence that was given when the page was read.
    public var head: UInt64

    /// A page of records.
    public init(records: [Record], scannedThrough: UInt64, head: UInt64) {
        self.records = records
        self.scannedThrough = scannedThrough
        self.head = head
    }
}
