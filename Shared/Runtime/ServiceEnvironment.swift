public import Domain
public import Journal
public import Logging
public import Transport

/// What a service finds ready when it is built: its settings, its journals, its server, its upstreams.
public struct ServiceEnvironment: Sendable {
    /// Such as `ingestion`.
    public let name: String
    /// The settings, the service's own among them (`config.resolved`).
    public let config: ServiceSettings
    /// Labelled with the service's name.
    public let logger: Logger
    /// What servers and clients of the process stand on.
    public let transport: TransportContext
    /// Answers calls and serves feeds; listens once the service runs.
    public let server: Server
    /// The service's journals, each opened once.
    public let journals: Journals
    /// What `/metrics` shows.
    public let metrics: MetricsRegistry
    /// Where any part says why the service is not ready.
    public let readiness: Readiness
    /// Says how the service is.
    public let health: HealthReporter
    /// Tells when SIGHUP came.
    public let reload: ReloadSignal
    /// Carries traces through calls.
    public let tracing: TraceInstrument
    /// The process's own key; nil without CURVE.
    public let key: KeyPair?
    /// The keys that are trusted; nil without CURVE. Read again on SIGHUP.
    public let authorised: AuthorisedKeys?
    let clients: [String: Client]

    /// Folder of journals, keys and registers.
    public var dataDirectory: String { config.dataDirectory }

    /// The service's journal of a territory, opened or made at the first call; closed after all services have stopped.
    public func journal(territory: String) async throws -> any Journal {
        try await journals.journal(territory: territory).journal
    }

    /// What is known of the service's journal of a territory.
    public func facts(territory: String) async throws -> FeedFacts {
        try await journals.journal(territory: territory).facts
    }

    /// Serves a journal as a feed, and tells of it in health.
    @discardableResult
    public func serve(_ opened: Journals.Opened, types: Set<RecordType>, unseal: JournalFeed.Unsealing? = nil) -> JournalFeed {
        let feed = JournalFeed(opened.journal, types: types, facts: opened.facts, unseal: unseal)
        health.add(feed)
        server.serve(feed: feed)
        return feed
    }

    /// The client of an upstream service that the settings name; throws FAILED_PRECONDITION for any other name.
    public func client(of upstream: String) throws(CallError) -> Client {
        guard let client = clients[upstream] else {
            throw CallError(.failedPrecondition, "\(upstream) is not an upstream of \(name)")
        }
        return client
    }
}
