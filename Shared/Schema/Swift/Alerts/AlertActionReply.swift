internal import CSchema

/// What became of an operator's action.
public struct AlertActionReply: Hashable, Sendable {
    /// False: no such alert, or silence, is held.
    public var known: Bool
    /// It had been said before.
    public var repeated: Bool
    /// Seconds since 1970, event time: from when it holds.
    public var time: Int64

    /// An answer to an action.
    public init(known: Bool, repeated: Bool, time: Int64) {
        self.known = known
        self.repeated = repeated
        self.time = time
    }
}

extension AlertActionReply: ProtobufCoded {
    /// `quietude.v1.AlertActionReply`
    public static var name: String { "quietude.v1.AlertActionReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertActionReply>) { quietude__v1__alert_action_reply__init(c) }

    func fill(_ c: inout Quietude__V1__AlertActionReply, in arena: Arena) {
        c.known = known ? 1 : 0
        c.repeated = repeated ? 1 : 0
        c.time = time
    }

    init(reading c: Quietude__V1__AlertActionReply) throws(SchemaError) {
        self.init(known: c.known != 0, repeated: c.repeated != 0, time: c.time)
    }
}
