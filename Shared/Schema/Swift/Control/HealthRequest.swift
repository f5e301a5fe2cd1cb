internal import CSchema

/// Asks how a service is.
public struct HealthRequest: Hashable, Sendable {
    /// Empty: all that answers there.
    public var service: String

    /// A question about a service.
    public init(service: String = "") { self.service = service }
}

extension HealthRequest: ProtobufCoded {
    /// `quietude.v1.HealthRequest`
    public static var name: String { "quietude.v1.HealthRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__HealthRequest>) { quietude__v1__health_request__init(c) }

    func fill(_ c: inout Quietude__V1__HealthRequest, in arena: Arena) { c.service = arena.string(service) }

    init(reading c: Quietude__V1__HealthRequest) throws(SchemaError) { self.init(service: try Self.text(c.service, "service")) }
}
