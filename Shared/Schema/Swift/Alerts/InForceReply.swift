public import Domain
internal import CSchema

/// The alerts in force: what a late joiner begins with.
public struct InForceReply: Hashable, Sendable {
    /// Everything up to here is in the picture: subscribe from it, and nothing is missed.
    public var cursor: Cursor
    /// How far event time has come; nil before the first watermark.
    public var watermark: Instant?
    /// In order of thread.
    public var alerts: [AlertState]
    /// Those that hold.
    public var silences: [Silence]
    /// There are more than one reply may hold.
    public var truncated: Bool

    /// A picture.
    public init(cursor: Cursor, watermark: Instant?, alerts: [AlertState], silences: [Silence] = [], truncated: Bool = false) {
        self.cursor = cursor
        self.watermark = watermark
        self.alerts = alerts
        self.silences = silences
        self.truncated = truncated
    }
}

extension InForceReply: ProtobufCoded {
    /// `quietude.v1.InForceReply`
    public static var name: String { "quietude.v1.InForceReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__InForceReply>) { quietude__v1__in_force_reply__init(c) }

    func fill(_ c: inout Quietude__V1__InForceReply, in arena: Arena) {
        c.cursor = arena.message(cursor)
        c.watermark = watermark?.milliseconds ?? 0
        (c.n_alerts, c.alerts) = arena.messages(alerts)
        (c.n_silences, c.silences) = arena.messages(silences)
        c.truncated = truncated ? 1 : 0
    }

    init(reading c: Quietude__V1__InForceReply) throws(SchemaError) {
        guard let cursor = try Self.message(c.cursor, "cursor", as: Cursor.self) else {
            throw .missing(message: Self.name, field: "cursor")
        }
        self.init(
            cursor: cursor, watermark: c.watermark == 0 ? nil : Instant(milliseconds: c.watermark),
            alerts: try Self.messages(c.alerts, c.n_alerts, "alerts"), silences: try Self.messages(c.silences, c.n_silences, "silences"),
            truncated: c.truncated != 0)
    }
}
