internal import CSchema

/// How far one consumer of a feed is.
public struct ConsumerStatus: Hashable, Sendable {
    /// The name it subscribes under.
    public var name: String
    /// Its committed sequence.
    public var sequence: UInt64
    /// Whether it is subscribed now.
    public var connected: Bool

    /// A consumer's place.
    public init(name: String, sequence: UInt64, connected: Bool) {
        self.name = name
        self.sequence = sequence
        self.connected = connected
    }
}

extension ConsumerStatus: ProtobufCoded {
    /// `quietude.v1.ConsumerStatus`
    public static var name: String { "quietude.v1.ConsumerStatus" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ConsumerStatus>) { quietude__v1__consumer_status__init(c) }

    func fill(_ c: inout Quietude__V1__ConsumerStatus, in arena: Arena) {
        c.name = arena.string(name)
        c.sequence = sequence
        c.connected = connected ? 1 : 0
    }

    init(reading c: Quietude__V1__ConsumerStatus) throws(SchemaError) {
        self.init(name: try Self.text(c.name, "name"), sequence: c.sequence, connected: c.connected != 0)
    }
}
