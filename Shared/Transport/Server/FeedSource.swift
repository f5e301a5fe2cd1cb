public import Domain
public import Schema

/// Some records of a feed, in order.
public struct FeedPage: Sendable, Hashable {
    /// The records that were asked for.
    public var records: [Record]
    /// The last sequence that was looked at, wanted or not: where to go on.
    public var scannedThrough: UInt64
    /// The last sequence of the journal.
    public var head: UInt64

    /// A page of records.
    public init(records: [Record], scannedThrough: UInt64, head: UInt64) {
        self.records = records
        self.scannedThrough = scannedThrough
        self.head = head
    }
}

/// What a feed is served from: one territory's journal, as the transport sees it.
public protocol FeedSource: AnyObject, Sendable {
    /// Which territory it holds.
    var territory: String { get }
    /// Identity of the journal, 16 bytes; part of each cursor.
    var identity: [UInt8] { get }
    /// The types of record that it may hold.
    var types: Set<RecordType> { get }
    /// Records after a sequence, of these types (never empty), of about so many bytes; at least one where there is one.
    func page(after: UInt64, types: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage
    /// The last sequence, now and after each commit that appended; the newest only.
    func heads() -> AsyncStream<UInt64>
    /// The first sequence that is still held, and the last one.
    func extent() async throws -> (first: UInt64, head: UInt64)
    /// How far a consumer has committed; nil for one that never did.
    func committed(consumer: String) async throws -> UInt64?
    /// Moves a consumer's cursor; never back.
    func commit(consumer: String, sequence: UInt64) async throws
    /// Forgets a consumer, which holds nothing back from here on; false where it has no place here. Throws FAILED_PRECONDITION while it
    /// is subscribed.
    func forget(consumer: String) async throws -> Bool
    /// The territory's wall clock, by which limits of subscribers count days; UTC where it is not known.
    var clock: LocalClock { get }
    /// A consumer has subscribed.
    func attached(consumer: String)
    /// A consumer's subscription has ended.
    func detached(consumer: String)
}

extension FeedSource {
    /// UTC.
    public var clock: LocalClock { LocalClock(zone: "UTC") { _, _ in 0 } }
}
