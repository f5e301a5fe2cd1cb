/// How far a service has read one of the feeds it lives on.
public struct UpstreamCursor: Sendable, Hashable {
    /// Which feed, such as `ingestion`.
    public var name: String
    /// The identity of the journal behind it, 16 bytes.
    public var journal: [UInt8]
    /// The last record that took effect.
    public var sequence: UInt64

    /// A place in a feed.
    public init(name: String, journal: [UInt8], sequence: UInt64) {
        self.name = name
        self.journal = journal
        self.sequence = sequence
    }
}
