internal import CSchema

/// How a service is.
public struct HealthReply: Hashable, Sendable {
    /// Whether it takes work.
    public var status: ServingStatus
    /// Its name, such as `ingestion`.
    public var service: String
    /// Its version.
    public var version: String
    /// Milliseconds since it started.
    public var uptime: UInt64
    /// A feed a territory.
    public var feeds: [FeedStatus]
    /// The last thing that went wrong; empty where nothing did.
    public var lastError: String
    /// Why it does not serve.
    public var reasons: [String]

    /// A service's state.
    public init(
        status: ServingStatus, service: String, version: String, uptime: UInt64 = 0, feeds: [FeedStatus] = [], lastError: String = "",
        reasons: [String] = []
    ) {
        self.status = status
        self.service = service
        self.version = version
        self.uptime = uptime
        self.feeds = feeds
        self.lastError = lastError
        self.reasons = reasons
    }
}

extension HealthReply: ProtobufCoded {
    /// `quietude.v1.HealthReply`
    public static var name: String { "quietude.v1.HealthReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__HealthReply>) { quietude__v1__health_reply__init(c) }

    func fill(_ c: inout Quietude__V1__HealthReply, in arena: Arena) {
        c.status = Quietude__V1__ServingStatus(rawValue: UInt32(status.rawValue))
        c.service = arena.string(service)
        c.version = arena.string(version)
        c.uptime = uptime
        (c.n_feeds, c.feeds) = arena.messages(feeds)
        c.last_error = arena.string(lastError)
        (c.n_reasons, c.reasons) = arena.strings(reasons)
    }

    init(reading c: Quietude__V1__HealthReply) throws(SchemaError) {
        self.init(
            status: Self.open(c.status.rawValue) ?? .unknown, service: try Self.text(c.service, "service"),
            version: try Self.text(c.version, "version"), uptime: c.uptime, feeds: try Self.messages(c.feeds, c.n_feeds, "feeds"),
            lastError: try Self.text(c.last_error, "last_error"), reasons: try Self.texts(c.reasons, c.n_reasons, "reasons"))
    }
}
