internal import CProtobufC
internal import CSchema

/// Unpacking of the transit feed's messages, which are only ever read.
enum TransitUnpacking {
    /// The struct that the bytes hold, in the arena; `initialise` is its generated `…__init`.
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

extension TransitFeed.Header {
    init(unpacking bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        let arena = Arena(capacity: 512, ceiling: 1 << 16)
        defer { withExtendedLifetime(arena) {} }
        let c = try TransitUnpacking.unpack(bytes, in: arena, "FeedHeader", quietude__transit__feed_header__init)
        version = String(decoding: Arena.bytes(of: c.pointee.gtfs_realtime_version, unless: EmptyString.pointer), as: UTF8.self)
        incrementality = c.pointee.incrementality_presence_case.rawValue == 0 ? 0 : c.pointee.incrementality
        timestamp = c.pointee.timestamp_presence_case.rawValue == 0 ? 0 : c.pointee.timestamp
    }
}

extension TransitEntityView {
    init(unpacking bytes: UnsafeRawBufferPointer, in arena: Arena) throws(SchemaError) {
        self.init(
            c: try TransitUnpacking.unpack(bytes, in: arena, "FeedEntity", quietude__transit__feed_entity__init),
            empty: EmptyString.pointer)
    }
}
