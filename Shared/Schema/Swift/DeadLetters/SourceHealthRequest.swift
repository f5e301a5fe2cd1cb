internal import CSchema

/// Asks ingestion how its sources are.
public struct SourceHealthRequest: Hashable, Sendable {
    /// Of this territory.
    public var territory: String

    /// A value with its fields.
    public init(territory: String) {
        self.territory = territory
    }
}

extension SourceHealthRequest: ProtobufCoded {
    /// `quietude.v1.SourceHealthRequest`
    public static var name: String { "quietude.v1.SourceHealthRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__SourceHealthRequest>) { quietude__v1__source_health_request__init(c) }

    func fill(_ c: inout Quietude__V1__SourceHealthRequest, in arena: Arena) {
        c.territory = arena.string(territory)
    }

    init(reading c: Quietude__V1__SourceHealthRequest) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"))
    }
}
