internal import CProtobufC

/// Unpacking of any message into an arena.
enum MessageUnpacking {
    /// The struct that the bytes hold, in the arena; `initialise` is its generated `…__init`, `name` is for errors.
    static func unpack<CStruct>(
        _ bytes: UnsafeRawBufferPointer, in arena: Arena, _ name: String, _ initialise: (UnsafeMutablePointer<CStruct>) -> Void
    ) throws(SchemaError) -> UnsafePointer<CStruct> {
        let message = withUnsafeTemporaryAllocation(of: CStruct.self, capacity: 1) { buffer -> UnsafeMutablePointer<ProtobufCMessage>? in
            guard let prototype = buffer.baseAddress else { return nil }
            initialise(prototype)
            let descriptor = UnsafeRawPointer(prototype).assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
            return protobuf_c_message_unpack(
                descriptor, arena.allocator, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        guard let message else {
            throw arena.isExhausted ? .tooLarge(message: name, limit: arena.ceiling) : .malformed(message: name)
        }
        return UnsafeRawPointer(message).assumingMemoryBound(to: CStruct.self)
    }
}
