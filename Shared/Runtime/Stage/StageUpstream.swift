public import Domain

/// One of the feeds that a stage reads.
public struct StageUpstream: Sendable {
    /// The service it comes from, such as `ingestion`; also the name of our cursor.
    public let name: String
    /// What is subscribed to.
    public let feed: any UpstreamFeed
    /// The record types wanted.
    public let types: [RecordType]

    /// A feed of a service.
    public init(name: String, feed: any UpstreamFeed, types: [RecordType]) {
        self.name = name
        self.feed = feed
        self.types = types
    }
}
