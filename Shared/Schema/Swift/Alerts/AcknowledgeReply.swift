internal import CSchema

/// What became of an acknowledgement.
public struct AcknowledgeReply: Hashable, Sendable {
    /// False: no such alert is held.
    public var known: Bool
    /// The gateway had acknowledged it before.
    public var repeated: Bool

    /// An answer to an acknowledgement.
    public init(known: Bool, repeated: Bool) {
        self.known = known
        self.repeated = repeated
    }
}

extension AcknowledgeReply: ProtobufCoded {
    /// `quietude.v1.AcknowledgeReply`
    public static var name: String { "quietude.v1.AcknowledgeReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AcknowledgeReply>) { quietude__v1__acknowledge_reply__init(c) }

    func fill(_ c: inout Quietude__V1__AcknowledgeReply, in arena: Arena) {
        c.known = known ? 1 : 0
        c.repeated = repeated ? 1 : 0
    }

    init(reading c: Quietude__V1__AcknowledgeReply) throws(SchemaError) {
        self.init(known: c.known != 0, repeated: c.repeated != 0)
    }
}
