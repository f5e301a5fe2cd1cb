/// Where a journal starts and ends and the room it takes.
public struct JournalExtent: Sendable, Hashable {
    /// The oldest record that is still there; `head + 1` where there is none.
    public var first: UInt64
    /// The last sequence that was given; 0 where none was.
    public var head: UInt64
    /// Bytes in use for records and state, what was freed by trimming not counted. This is what a budget limits.
    public var bytes: UInt64

    /// An extent.
    public init(first: UInt64, head: UInt64, bytes: UInt64) {
        self.first = first
        self.head = head
        self.bytes = bytes
    }
}
