import Hummingbird
import HummingbirdCore
import Logging
import ServiceLifecycle

/// Serves `/metrics`, `/health/live` and `/health/ready` over HTTP.
struct OperationsServer: Service {
    let host: String
    /// 0 lets the system choose.
    let port: Int
    let service: String
    let health: HealthReporter
    let metrics: MetricsRegistry
    let logger: Logger
    /// Told the port, once it is bound.
    var bound: @Sendable (Int) -> Void = { _ in }

    func run() async throws {
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
