public import Domain
internal import CSchema

/// One feed that a service serves.
public struct FeedDescription: Hashable, Sendable {
    /// Whose journal.
    public var territory: String
    /// What it may hold.
    public var types: [RecordType]

    /// A feed and its types.
    public init(territory: String, types: [RecordType]) {
        self.territory = territory
        self.types = types
    }
}

extension FeedDescription: ProtobufCoded {
    /// `quietude.v1.FeedDescription`
    public static var name: String { "quietude.v1.FeedDescription" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__FeedDescription>) { quietude__v1__feed_description__init(c) }

    func fill(_ c: inout Quietude__V1__FeedDescription, in arena: Arena) {
        c.territory = arena.string(territory)
        (c.n_types, c.types) = arena.array(types.map { Quietude__V1__RecordType(rawValue: UInt32($0.rawValue)) })
    }

    init(reading c: Quietude__V1__FeedDescription) throws(SchemaError) {
        // What a newer service serves, and this version has no word for, cannot be asked for.
        self.init(
            territory: try Self.text(c.territory, "territory"),
            types: Self.array(c.types, c.n_types).compactMap { Self.open($0.rawValue) })
    }
}
