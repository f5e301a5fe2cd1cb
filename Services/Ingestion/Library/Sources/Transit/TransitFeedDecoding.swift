/// What turns the protobuf bytes of GTFS-Realtime into values: lives above this library, where protobuf-c is (`TransitFeeds`).
public protocol TransitFeedDecoding: Sendable {
    /// Reads one `FeedMessage`, entity after entity in the order of the feed. Throws where the bytes are not one, or hold too much.
    func decode(_ bytes: [UInt8], into receiver: inout TransitFeedReceiver) throws(FileProblem)
}
