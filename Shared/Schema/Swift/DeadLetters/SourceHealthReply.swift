internal import CSchema

/// How the sources of a territory are.
public struct SourceHealthReply: Hashable, Sendable {
    /// In order of identifier.
    public var sources: [SourceHealthEntry]

    /// A value with its fields.
    public init(sources: [SourceHealthEntry]) {
        self.sources = sources
    }
}

extension SourceHealthReply: ProtobufCoded {
    /// `quietude.v1.SourceHealthReply`
    public static var name: String { "quietude.v1.SourceHealthReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__SourceHealthReply>) { quietude__v1__source_health_reply__init(c) }

    func fill(_ c: inout Quietude__V1__SourceHealthReply, in arena: Arena) {
        (c.n_sources, c.sources) = arena.messages(sources)
    }

    init(reading c: Quietude__V1__SourceHealthReply) throws(SchemaError) {
        self.init(
            sources: try Self.messages(c.sources, c.n_sources, "sources"))
    }
}
