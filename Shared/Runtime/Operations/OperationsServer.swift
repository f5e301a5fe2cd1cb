import Hummingbird
import HummingbirdCore
public import Logging
public import ServiceLifecycle

/// Serves `/metrics`, `/health/live` and `/health/ready` over HTTP.
public struct OperationsServer: Service {
    let host: String
    /// 0 lets the system choose.
    let port: Int
    let service: String
    let health: HealthReporter
    let metrics: MetricsRegistry
    let logger: Logger
    /// Told the port, once it is bound.
    var bound: @Sendable (Int) -> Void = { _ in }

    /// A server of the pages of a process; `port` 0 lets the system choose, and `bound` is told which.
    public init(
        host: String, port: Int, service: String, health: HealthReporter, metrics: MetricsRegistry, logger: Logger,
        bound: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        self.service = service
        self.health = health
        self.metrics = metrics
        self.logger = logger
        self.bound = bound
    }

    /// Serves until it is told to stop; throws `SettingsError` where the port cannot be had.
    public func run() async throws {
        let router = Router()
        router.get("/metrics") { _, _ in Self.response(.metrics(metrics, process: .current())) }
        router.get("/health/live") { _, _ in Self.response(.live) }
        router.get("/health/ready") { _, _ in Self.response(.ready(await health.reply())) }
        var logger = logger
        // Hummingbird tells of its own start and stop; we say where we listen ourselves.
        logger.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "quietude-\(service)",
                availableConnectionsDelegate: MaximumAvailableConnections(64)),
            onServerRunning: { channel in
                bound(channel.localAddress?.port ?? port)
            },
            logger: logger)
        do {
            try await application.run()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw SettingsError(
                "/metrics and /health cannot be served on \(host):\(port): \(error). Choose another --http-port, or stop what holds it.")
        }
    }

    private static func response(_ page: OperationsPage) -> Response {
        Response(
            status: .init(code: page.status), headers: [.contentType: page.contentType, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: page.body)))
    }
}
