internal import CSchema

/// The digest of a service's own settings, written into its journal whenever they change.
public struct ConfigurationNote: Hashable, Sendable {
    /// Whose settings.
    public var service: String
    /// The service's version.
    public var version: String
    /// SHA-256 of the settings.
    public var digest: [UInt8]

    /// A note of a service's settings.
    public init(service: String, version: String, digest: [UInt8]) {
        self.service = service
        self.version = version
        self.digest = digest
    }
}

extension ConfigurationNote: ProtobufCoded {
    /// `quietude.v1.ConfigurationNote`
    public static var name: String { "quietude.v1.ConfigurationNote" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ConfigurationNote>) { quietude__v1__configuration_note__init(c) }

    func fill(_ c: inout Quietude__V1__ConfigurationNote, in arena: Arena) {
        c.service = arena.string(service)
        c.version = arena.string(version)
        c.digest = arena.data(digest)
    }

    init(reading c: Quietude__V1__ConfigurationNote) throws(SchemaError) {
        self.init(
            service: try Self.text(c.service, "service"), version: try Self.text(c.version, "version"), digest: Self.data(c.digest))
    }
}
