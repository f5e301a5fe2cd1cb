public import Domain
internal import CSchema

/// How one feed is: how much it holds and how far its consumers are.
public struct FeedStatus: Hashable, Sendable {
    /// Whose journal.
    public var territory: String
    /// Identity of the journal, 16 bytes.
    public var journal: [UInt8]
    /// First sequence it holds.
    public var first: UInt64
    /// Last sequence it holds.
    public var head: UInt64
    /// Size on disk.
    public var bytes: UInt64
    /// nil before the first.
    public var watermark: Instant?
    /// All that are registered.
    public var consumers: [ConsumerStatus]

    /// A feed's state.
    public init(
        territory: String, journal: [UInt8], first: UInt64, head: UInt64, bytes: UInt64, watermark: Instant? = nil,
        consumers: [ConsumerStatus] = []
    ) {
        self.territory = territory
        self.journal = journal
        self.first = first
        self.head = head
        self.bytes = bytes
        self.watermark = watermark
        self.consumers = consumers
    }
}

extension FeedStatus: ProtobufCoded {
    /// `quietude.v1.FeedStatus`
    public static var name: String { "quietude.v1.FeedStatus" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__FeedStatus>) { quietude__v1__feed_status__init(c) }

    func fill(_ c: inout Quietude__V1__FeedStatus, in arena: Arena) {
        c.territory = arena.string(territory)
        c.journal = arena.data(journal)
        c.first = first
        c.head = head
        c.bytes = bytes
        c.watermark = watermark?.milliseconds ?? 0
        (c.n_consumers, c.consumers) = arena.messages(consumers)
    }

    init(reading c: Quietude__V1__FeedStatus) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"), journal: Self.data(c.journal), first: c.first, head: c.head,
            bytes: c.bytes, watermark: c.watermark == 0 ? nil : Instant(milliseconds: c.watermark),
            consumers: try Self.messages(c.consumers, c.n_consumers, "consumers"))
    }
}
