internal import CSchema

/// Asks that a consumer which does not come back holds a territory's journal back no longer.
public struct ForgetRequest: Hashable, Sendable {
    /// Whose journal.
    public var territory: String
    /// The name of the subscription.
    public var consumer: String

    /// A request to forget a consumer.
    public init(territory: String, consumer: String) {
        self.territory = territory
        self.consumer = consumer
    }
}

extension ForgetRequest: ProtobufCoded {
    /// `quietude.v1.ForgetRequest`
    public static var name: String { "quietude.v1.ForgetRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ForgetRequest>) { quietude__v1__forget_request__init(c) }

    func fill(_ c: inout Quietude__V1__ForgetRequest, in arena: Arena) {
        c.territory = arena.string(territory)
        c.consumer = arena.string(consumer)
    }

    init(reading c: Quietude__V1__ForgetRequest) throws(SchemaError) {
        self.init(territory: try Self.text(c.territory, "territory"), consumer: try Self.text(c.consumer, "consumer"))
    }
}
