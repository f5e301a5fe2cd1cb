import Foundation
import Glibc
import Logging
import Runtime
import ServiceLifecycle
import Transport

/// The whole of a gateway's `main`.
///
/// ```swift
/// await GatewayMain.run(.webhook)
/// ```
public enum GatewayMain {
    /// sysexits.h: the command line or the file is wrong.
    private static let usageError: Int32 = 64

    /// Runs a gateway until a signal stops it, then ends the process: 0 after a clean stop, 64 where its file is wrong, 1 otherwise.
    public static func run(_ kind: GatewayKind) async {
        exit(await execute(kind, Array(CommandLine.arguments.dropFirst()), ProcessInfo.processInfo.environment))
    }

    private static func execute(_ kind: GatewayKind, _ words: [String], _ environment: [String: String]) async -> Int32 {
        let language = Language(environment: environment)
        // A reader that went away must be an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let level = environment["QUIETUDE_LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0) } ?? .info
        let format = environment["QUIETUDE_LOG_FORMAT"].flatMap { LogFormat(rawValue: $0) } ?? .human
        LoggingSystem.bootstrap { label in LineLogHandler(label: label, format: format, level: level) }
        let logger = Logger(label: "quietude.gateway-\(kind.rawValue)")
        do {
            let arguments = try GatewayArguments(words, kind: kind, language: language)
            switch arguments.task {
            case .help: print(GatewayArguments.help(kind, language))
            case .version: print("\(kind.executable) \(QuietudeVersion.current)")
            default: try await work(arguments, kind, logger)
            }
            return 0
        } catch let error as ConfigurationError {
            LineLogHandler.standardError("\(kind.executable):\n\(error)")
            return usageError
        } catch {
            logger.critical("the gateway failed", metadata: ["reason": "\(error)"])
            return 1
        }
    }

    private static func work(_ arguments: GatewayArguments, _ kind: GatewayKind, _ logger: Logger) async throws {
        let file = try await GatewayFile(kind: kind, path: arguments.config, logger: logger)
        switch arguments.task {
        case .check:
            print("\(arguments.config): ok")
            await file.carrier.close()
        case .deadLetters:
            for dead in try GatewayStore(folder: file.settings.data).dead() {
                let time = Date(timeIntervalSince1970: Double(dead.time) / 1_000).ISO8601Format()
                print("\(time)\t\(dead.endpoint)\t\(dead.identifier)\t\(dead.attempts)\t\(dead.reason)")
            }
            await file.carrier.close()
        case .requeue:
            print(try GatewayStore(folder: file.settings.data).requeueDead(at: now()))
            await file.carrier.close()
        default: try await serve(file, kind, logger)
        }
    }

    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }

    private static func serve(_ file: GatewayFile, _ kind: GatewayKind, _ logger: Logger) async throws {
        let settings = file.settings
        let store = try GatewayStore(folder: settings.data)
        let transport = try TransportContext(logger: logger)
        let security: ClientSecurity =
            try settings.keyFile.map { .curve(try KeyPair(readingFrom: $0), serverKey: settings.serverKey) } ?? .plain
        let client = Client(context: transport, endpoints: settings.endpoints, security: security, logger: logger)
        let (readiness, metrics) = (Readiness(), MetricsRegistry())
        let context = GatewayContext(
            settings: settings, store: store, carrier: file.carrier, kind: kind.rawValue, now: now, seed: UInt64.random(in: .min ... .max),
            readiness: readiness, metrics: metrics, logger: logger)
        var services: [any Service] = []
        if settings.httpPort > 0 {
            services.append(
                OperationsServer(
                    host: settings.httpHost, port: settings.httpPort, service: "gateway-\(kind.rawValue)",
                    health: HealthReporter(service: "gateway-\(kind.rawValue)", readiness: readiness), metrics: metrics, logger: logger))
        }
        services.append(Gateway(context: context, client: client))
        logger.info(
            "starting",
            metadata: [
                "version": "\(QuietudeVersion.current)", "territory": "\(settings.territory)", "consumer": "\(settings.consumer)",
                "data": "\(settings.data)",
            ])
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        configuration.maximumCancellationDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
        await transport.shutdown()
        logger.info("stopped")
    }

    /// The group tells of each of its steps; failures are told by us.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        return quiet
    }
}
