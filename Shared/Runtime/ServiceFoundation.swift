import Foundation
import Journal
import Logging
import ServiceLifecycle
import Transport

/// What stands under every service: folder, keys, sockets, server, journals, health; and the services that keep it going.
struct ServiceFoundation: Sendable {
    let environment: ServiceEnvironment
    private let trimming: Trimming

    /// Prepares everything; nothing listens yet.
    init(_ settings: ServiceSettings, plan: ServicePlan, metrics: MetricsRegistry, tracing: TraceInstrument, logger: Logger) throws {
        try Self.makeFolder(settings)
        let keys = settings.security == .curve ? try ServiceKeys(service: plan.name, folder: settings.keysDirectory) : nil
        let transport = try TransportContext(logger: logger)
        var limits = ServerLimits()
        limits.message = settings.limits.message
        // Half of the time that a stop may take: journals must still be closed afterwards.
        limits.drain = min(limits.drain, settings.drainTimeout / 2)
        let server = Server(
            context: transport, name: plan.name, endpoint: settings.endpoint,
            security: keys.map { .curve($0.key, $0.authorised) } ?? .plainLoopback, limits: limits, version: QuietudeVersion.current,
            logger: logger)
        var options = JournalOptions(erasesTrimmed: plan.erasesTrimmed, logger: logger)
        options.maximumBytes = UInt64(clamping: settings.journalBudget)
        let readiness = Readiness()
        var clients: [String: Client] = [:]
        for (name, endpoints) in settings.upstreams {
            let security: ClientSecurity = try keys.map { .curve($0.key, serverKey: try $0.serverKey(of: name)) } ?? .plain
            clients[name] = Client(context: transport, endpoints: endpoints, security: security, logger: logger)
        }
        environment = ServiceEnvironment(
            name: plan.name, config: settings, logger: logger, transport: transport, server: server,
            journals: Journals(JournalDirectory(root: settings.dataDirectory, service: plan.name, options: options)), metrics: metrics,
            readiness: readiness, health: HealthReporter(service: plan.name, readiness: readiness), reload: ReloadSignal(),
            tracing: tracing, key: keys?.key, authorised: keys?.authorised, clients: clients)
        trimming = plan.trimming
        let health = environment.health
        server.health { await health.reply() }
    }

    private static func makeFolder(_ settings: ServiceSettings) throws(SettingsError) {
        do {
            try FileManager.default.createDirectory(
                atPath: settings.dataDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SettingsError(
                "\(settings.resolved.place("data")) names a folder that cannot be made: \(settings.dataDirectory) "
                    + "(\(error.localizedDescription)). Choose another --data.")
        }
    }

    /// The services that stand under the one that is built, lowest first.
    var underneath: [any Service] {
        let environment = environment
        let config = environment.config
        return [
            OperationsServer(
                host: config.httpHost, port: config.httpPort, service: environment.name, health: environment.health,
                metrics: environment.metrics, logger: environment.logger),
            ClosingService { await self.close() },
            RetentionKeeper(
                journals: environment.journals, trimming: trimming, retention: config.retention, interval: config.trimInterval,
                metrics: environment.metrics, logger: environment.logger),
            environment.reload,
            KeyReloading(
                authorised: environment.authorised, reload: environment.reload, readiness: environment.readiness,
                logger: environment.logger),
            environment.server,
        ]
    }

    /// Closes journals, then sockets.
    func close() async {
        await environment.journals.close()
        for client in environment.clients.values { await client.close() }
        await environment.transport.shutdown()
    }
}
