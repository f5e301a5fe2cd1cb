internal import CSchema

/// The commit is durable.
public struct CommitReply: Hashable, Sendable {
    /// The one value there is.
    public init() {}
}

extension CommitReply: ProtobufCoded {
    /// `quietude.v1.CommitReply`
    public static var name: String { "quietude.v1.CommitReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__CommitReply>) { quietude__v1__commit_reply__init(c) }

    func fill(_ c: inout Quietude__V1__CommitReply, in arena: Arena) {}

    init(reading c: Quietude__V1__CommitReply) throws(SchemaError) { self.init() }
}
