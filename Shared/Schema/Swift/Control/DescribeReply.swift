internal import CSchema

/// What a service speaks.
public struct DescribeReply: Hashable, Sendable {
    /// Its name, such as `ingestion`.
    public var service: String
    /// Its version.
    public var version: String
    /// Such as `/quietude.v1.Ingestion/Push`.
    public var methods: [String]
    /// A feed a territory.
    public var feeds: [FeedDescription]
    /// See `SchemaDigest`.
    public var schemaDigest: [UInt8]

    /// A service's description.
    public init(
        service: String, version: String, methods: [String], feeds: [FeedDescription], schemaDigest: [UInt8] = SchemaDigest.bytes
    ) {
        self.service = service
        self.version = version
        self.methods = methods
        self.feeds = feeds
        self.schemaDigest = schemaDigest
    }
}

extension DescribeReply: ProtobufCoded {
    /// `quietude.v1.DescribeReply`
    public static var name: String { "quietude.v1.DescribeReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DescribeReply>) { quietude__v1__describe_reply__init(c) }

    func fill(_ c: inout Quietude__V1__DescribeReply, in arena: Arena) {
        c.service = arena.string(service)
        c.version = arena.string(version)
        (c.n_methods, c.methods) = arena.strings(methods)
        (c.n_feeds, c.feeds) = arena.messages(feeds)
        c.schema_digest = arena.data(schemaDigest)
    }

    init(reading c: Quietude__V1__DescribeReply) throws(SchemaError) {
        self.init(
            service: try Self.text(c.service, "service"), version: try Self.text(c.version, "version"),
            methods: try Self.texts(c.methods, c.n_methods, "methods"), feeds: try Self.messages(c.feeds, c.n_feeds, "feeds"),
            schemaDigest: Self.data(c.schema_digest))
    }
}
