internal import CSchema

/// A key and a value beside a call.
public struct Metadata: Hashable, Sendable {
    /// Lower case, such as `x-request-id`.
    public var key: String
    /// Any text.
    public var value: String

    /// A key with its value.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

extension Metadata: ProtobufCoded {
    /// `quietude.v1.Metadata`
    public static var name: String { "quietude.v1.Metadata" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Metadata>) { quietude__v1__metadata__init(c) }

    func fill(_ c: inout Quietude__V1__Metadata, in arena: Arena) {
        c.key = arena.string(key)
        c.value = arena.string(value)
    }

    init(reading c: Quietude__V1__Metadata) throws(SchemaError) {
        self.init(key: try Self.text(c.key, "key"), value: try Self.text(c.value, "value"))
    }
}
