public import Domain
internal import CSchema

/// Starts a feed.
public struct SubscribeRequest: Hashable, Sendable {
    /// Whose journal.
    public var territory: String
    /// Under which name progress is remembered. Empty: nothing is remembered, nothing is held back from trimming.
    public var consumer: String
    /// Where to begin.
    public var start: Start
    /// With `Start.cursor`.
    public var cursor: Cursor?
    /// Empty: all that the key may read.
    public var types: [RecordType]
    /// Which alerts; nil for all.
    public var filter: AlertFilter?
    /// How many of them; nil for all as they come.
    public var limits: AlertLimits?

    /// A subscription to a territory's journal.
    public init(
        territory: String, consumer: String = "", start: Start = .committed, cursor: Cursor? = nil, types: [RecordType] = [],
        filter: AlertFilter? = nil, limits: AlertLimits? = nil
    ) {
        self.territory = territory
        self.consumer = consumer
        self.start = start
        self.cursor = cursor
        self.types = types
        self.filter = filter
        self.limits = limits
    }
}

extension SubscribeRequest: ProtobufCoded {
    /// `quietude.v1.SubscribeRequest`
    public static var name: String { "quietude.v1.SubscribeRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__SubscribeRequest>) { quietude__v1__subscribe_request__init(c) }

    func fill(_ c: inout Quietude__V1__SubscribeRequest, in arena: Arena) {
        c.territory = arena.string(territory)
        c.consumer = arena.string(consumer)
        c.start = Quietude__V1__Start(rawValue: UInt32(start.rawValue))
        c.cursor = cursor.map { arena.message($0) }
        (c.n_types, c.types) = arena.array(types.map { Quietude__V1__RecordType(rawValue: UInt32($0.rawValue)) })
        c.filter = filter.map { arena.message($0) }
        c.limits = limits.map { arena.message($0) }
    }

    init(reading c: Quietude__V1__SubscribeRequest) throws(SchemaError) {
        self.init(territory: try Self.text(c.territory, "territory"))
        consumer = try Self.text(c.consumer, "consumer")
        start = try Self.closed(c.start.rawValue, "start")
        cursor = try Self.message(c.cursor, "cursor")
        for type in Self.array(c.types, c.n_types) { types.append(try Self.closed(type.rawValue, "types")) }
        filter = try Self.message(c.filter, "filter")
        limits = try Self.message(c.limits, "limits")
        if start == .cursor, cursor == nil { throw .missing(message: Self.name, field: "cursor") }
    }
}
