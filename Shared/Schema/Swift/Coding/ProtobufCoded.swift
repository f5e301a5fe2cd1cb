internal import CProtobufC

/// A message that protobuf-c packs and unpacks through the C struct that protoc-c made for it.
protocol ProtobufCoded: Message {
    /// The generated struct. Its first member is a `ProtobufCMessage`.
    associatedtype CStruct

    /// The generated `…__init`.
    static func initialise(_ c: UnsafeMutablePointer<CStruct>)
    /// Writes the value into an initialised struct; what it points to is in the arena.
    func fill(_ c: inout CStruct, in arena: Arena)
    /// Reads the value from an unpacked struct.
    init(reading c: CStruct) throws(SchemaError)
}

extension ProtobufCoded {
    /// Reads a message from its bytes; throws `SchemaError` that names the message and the field, never the content.
    public init(decoding bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        try self.init(unpacking: bytes)
    }

    /// Reads a message as protobuf-c does. Messages on the hot path read theirs by themselves, to the same values.
    init(unpacking bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        let arena = Arena(capacity: min(max(bytes.count * 4, 512), 1 << 18))
        defer { withExtendedLifetime(arena) {} }
        let c = try Self.unpack(bytes, in: arena)
        try self.init(reading: c.pointee)
    }

    /// The message's bytes. The same value always gives the same bytes.
    public func encoded() -> [UInt8] { packed() }

    /// The bytes that protobuf-c makes of it. Messages on the hot path write theirs by themselves, to the same bytes.
    func packed() -> [UInt8] {
        let arena = Arena(capacity: 2048, ceiling: .max)
        defer { withExtendedLifetime(arena) {} }
        return withUnsafeTemporaryAllocation(of: CStruct.self, capacity: 1) { buffer in
            guard let c = buffer.baseAddress else { return [] }
            Self.initialise(c)
            fill(&c.pointee, in: arena)
            return UnsafeMutableRawPointer(c).withMemoryRebound(to: ProtobufCMessage.self, capacity: 1) { message in
                let size = protobuf_c_message_get_packed_size(message)
                return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
                    count = protobuf_c_message_pack(message, bytes.baseAddress)
                }
            }
        }
    }

    /// The C struct that the bytes hold; lives in the arena.
    static func unpack(_ bytes: UnsafeRawBufferPointer, in arena: Arena) throws(SchemaError) -> UnsafePointer<CStruct> {
        guard bytes.count <= SchemaLimits.messageBytes else { throw .tooLarge(message: name, limit: SchemaLimits.messageBytes) }
        return try MessageUnpacking.unpack(bytes, in: arena, name, initialise)
    }
}
