internal import CSchema

/// Asks a service what it refused or set aside.
public struct DeadLettersRequest: Hashable, Sendable {
    /// Of this territory.
    public var territory: String
    /// Of this source; empty for all that the key may see.
    public var source: String
    /// For this reason; empty for all.
    public var reason: String
    /// Letters at the most; 0 for 1,000.
    public var limit: UInt32

    /// A value with its fields.
    public init(territory: String, source: String = "", reason: String = "", limit: UInt32 = 0) {
        self.territory = territory
        self.source = source
        self.reason = reason
        self.limit = limit
    }
}

extension DeadLettersRequest: ProtobufCoded {
    /// `quietude.v1.DeadLettersRequest`
    public static var name: String { "quietude.v1.DeadLettersRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DeadLettersRequest>) { quietude__v1__dead_letters_request__init(c) }

    func fill(_ c: inout Quietude__V1__DeadLettersRequest, in arena: Arena) {
        c.territory = arena.string(territory)
        c.source = arena.string(source)
        c.reason = arena.string(reason)
        c.limit = limit
    }

    init(reading c: Quietude__V1__DeadLettersRequest) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"),
            source: try Self.text(c.source, "source"),
            reason: try Self.text(c.reason, "reason"),
            limit: c.limit)
    }
}
