internal import CSchema

/// The bytes of a GTFS-Realtime `FeedMessage`, walked entity by entity: only one entity is decoded at a time, so that a feed of any size
/// costs the memory of its largest entity, and one that is malformed does not cost the others.
public struct TransitFeed {
    /// Bytes of one entity as encoded; a larger one is a problem of its own.
    public static let maximumEntity = 4 << 20
    /// Entities in a feed: more than any network has vehicles and trips in a day.
    public static let maximumEntities = 2_000_000

    /// What the feed says of itself.
    public struct Header: Hashable, Sendable {
        /// `1.0` or `2.0`; empty where it is missing.
        public var version: String
        /// 0 FULL_DATASET, 1 DIFFERENTIAL, or a number of a later standard.
        public var incrementality: Int32
        /// Seconds since 1970; 0 where it is missing.
        public var timestamp: UInt64
    }

    private let bytes: UnsafeRawBufferPointer

    /// A feed that lies in `bytes`, which must stay where they are while it is read.
    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// What the feed says of itself; throws where it says nothing, or the bytes are no `FeedMessage` to their end.
    public func header() throws(SchemaError) -> Header {
        var walker = FieldWalker(bytes)
        var found: UnsafeRawBufferPointer?
        while let field = walker.next() {
            guard field.number != 1 && field.number != 2 || field.wireType == 2 else { throw .malformed(message: Self.name) }
            if field.number == 1 { found = field.content }
        }
        guard walker.isAtEnd else { throw .malformed(message: Self.name) }
        guard let found else { throw .missing(message: Self.name, field: "header") }
        return try Header(unpacking: found)
    }

    /// Hands each entity to `body` with its number from 1, in the order of the feed; an entity that cannot be read is handed to `problem`.
    public func forEachEntity(
        arena: Arena, problem: (Int, SchemaError) -> Void, _ body: (Int, TransitEntityView) -> Void
    ) throws(SchemaError) {
        var walker = FieldWalker(bytes)
        var number = 0
        while let field = walker.next() {
            guard field.number == 2, field.wireType == 2 else { continue }
            number += 1
            guard number <= Self.maximumEntities else {
                throw .invalid(message: Self.name, field: "entity", reason: "more than \(Self.maximumEntities) entities; split the feed")
            }
            guard field.content.count <= Self.maximumEntity else {
                problem(number, .tooLarge(message: "FeedEntity", limit: Self.maximumEntity))
                continue
            }
            arena.lend()
            defer { arena.giveBack() }
            do throws(SchemaError) {
                body(number, try TransitEntityView(unpacking: field.content, in: arena))
            } catch {
                problem(number, error)
            }
        }
    }

    static let name = "FeedMessage"
}
