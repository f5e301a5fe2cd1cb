internal import CSchema

extension TransitFeed.Header {
    init(unpacking bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        let arena = Arena(capacity: 512, ceiling: 1 << 16)
        defer { withExtendedLifetime(arena) {} }
        let c = try MessageUnpacking.unpack(bytes, in: arena, "FeedHeader", quietude__transit__feed_header__init)
        version = String(decoding: Arena.bytes(of: c.pointee.gtfs_realtime_version, unless: EmptyString.pointer), as: UTF8.self)
        incrementality = c.pointee.incrementality_presence_case.rawValue == 0 ? 0 : c.pointee.incrementality
        timestamp = c.pointee.timestamp_presence_case.rawValue == 0 ? 0 : c.pointee.timestamp
    }
}

extension TransitEntityView {
    init(unpacking bytes: UnsafeRawBufferPointer, in arena: Arena) throws(SchemaError) {
        self.init(
            c: try MessageUnpacking.unpack(bytes, in: arena, "FeedEntity", quietude__transit__feed_entity__init),
            empty: EmptyString.pointer)
    }
}
