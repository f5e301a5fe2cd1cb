import Console
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Runtime
import ServiceLifecycle

/// The page and its API over HTTP.
struct PageServer: Service {
    let hall: ConsoleHall
    let settings: PageSettings
    /// Told the port, once it is bound.
    var bound: @Sendable (Int) -> Void = { _ in }

    /// Connections at once; beyond it new ones wait.
    private static let maximumConnections = 1_024

    func run() async throws {
        var logger = hall.environment.logger
        let own = logger
        logger.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: "quietude",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.maximumConnections)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                own.info("the page is served", metadata: ["origin": "\(settings.origin)", "port": "\(port)"])
                bound(port)
            }, logger: logger)
        do { try await application.run() } catch let error as CancellationError { throw error } catch {
            throw SettingsError(
                "The page cannot be served on \(settings.host):\(settings.port): \(error). Choose another --page-port, or stop what holds it."
            )
        }
    }

    var router: Router<ConsoleContext> {
        let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders(tiles: settings.tileOrigin, isTLS: settings.isTLS)
            Compressing()
            SignedIn(sessions: hall.sessions, token: hall.token)
            RateLimits(burst: Double(max(60, settings.requests / 4)), rate: Double(settings.requests) / 60)
            Guarding(isTrustPublic: settings.isTrustPublic)
        }
        SessionRoutes(hall: hall).add(to: router)
        SettingsRoutes(hall: hall, settings: settings).add(to: router)
        NowRoutes(hall: hall).add(to: router)
        AlertRoutes(hall: hall).add(to: router)
        NextRoutes(hall: hall).add(to: router)
        EventRoutes(hall: hall).add(to: router)
        AgendaRoutes(hall: hall).add(to: router)
        BeforeRoutes(hall: hall).add(to: router)
        TrustRoutes(hall: hall).add(to: router)
        FeatureRoutes(hall: hall, origin: settings.origin).add(to: router)
        let files = StaticFiles(folder: settings.files, extra: settings.library.map { ["/library": $0] } ?? [:], isLive: settings.isLive)
        router.get("/api/openapi.yaml") { request, _ in
            guard let response = files.response("/openapi.yaml", request) else { throw Problem.notFound("openapi.yaml") }
            return response
        }
        router.get("/") { request, _ in try Self.file("/", files, request) }
        router.get("**") { request, _ in try Self.file(request.uri.path, files, request) }
        return router
    }

    private static func file(_ path: String, _ files: StaticFiles, _ request: Request) throws -> Response {
        guard !path.hasPrefix("/api"), let response = files.response(path, request) else { throw Problem.notFound("file") }
        return response
    }
}
