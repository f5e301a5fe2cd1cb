internal import CSchema

/// The consumer is forgotten, durably.
public struct ForgetReply: Hashable, Sendable {
    /// Whether it had a place in the journal.
    public var known: Bool

    /// What became of it.
    public init(known: Bool) { self.known = known }
}

extension ForgetReply: ProtobufCoded {
    /// `quietude.v1.ForgetReply`
    public static var name: String { "quietude.v1.ForgetReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ForgetReply>) { quietude__v1__forget_reply__init(c) }

    func fill(_ c: inout Quietude__V1__ForgetReply, in arena: Arena) { c.known = known ? 1 : 0 }

    init(reading c: Quietude__V1__ForgetReply) throws(SchemaError) { self.init(known: c.known != 0) }
}
