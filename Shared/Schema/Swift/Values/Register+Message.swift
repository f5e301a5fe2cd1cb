public import Domain
internal import CSchema

extension Register: ProtobufCoded {
    /// `quietude.v1.Register`
    public static var name: String { "quietude.v1.Register" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Register>) { quietude__v1__register__init(c) }

    func fill(_ c: inout Quietude__V1__Register, in arena: Arena) {
        c.version = arena.string(version)
        c.territory = arena.message(WireTerritory(entry: territory))
        (c.n_sources, c.sources) = arena.messages(sources)
        c.digest = arena.data(digest)
    }

    init(reading c: Quietude__V1__Register) throws(SchemaError) {
        guard let territory = try Self.message(c.territory, "territory", as: WireTerritory.self) else {
            throw .missing(message: Self.name, field: "territory")
        }
        self.init(
            version: try Self.text(c.version, "version"), territory: territory.entry,
            sources: try Self.messages(c.sources, c.n_sources, "sources"), digest: Self.data(c.digest))
    }
}
