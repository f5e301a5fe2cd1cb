import Foundation
import Glibc
import Journal
import Logging
import Metrics
import ServiceLifecycle
import Tracing
import Transport

/// One run of a service, from its arguments to its exit code.
struct ServiceRun: Sendable {
    let plan: ServicePlan
    let environment: [String: String]

    /// sysexits.h: the command line or a configuration file is wrong.
    private static let usageError: Int32 = 64

    /// Runs the service; 0 after a clean stop.
    func execute(_ arguments: [String], _ build: @Sendable (ServiceEnvironment) async throws -> [any Service]) async -> Int32 {
        let catalogue = SettingsCatalogue(service: plan.name, own: plan.own)
        let settings: ServiceSettings
        do throws(SettingsError) {
            let request = try FlagParser(catalogue: catalogue).parse(arguments)
            if request.wantsHelp {
                print(HelpText(catalogue, language: Language(environment: environment)).text, terminator: "")
                return 0
            }
            if request.wantsVersion {
                print("quietude-\(plan.name) \(QuietudeVersion.current)")
                return 0
            }
            settings = try ServiceSettings(try await .resolve(catalogue, flags: request.values, environment: environment))
        } catch {
            LineLogHandler.standardError("quietude-\(plan.name): \(error)")
            return Self.usageError
        }
        let logger = bootstrapLogging(settings)
        // A reader that went away must be an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        for warning in settings.resolved.warnings { logger.warning("\(warning)") }
        do {
            try await run(settings, logger, build)
            logger.info("stopped")
            return 0
        } catch let error as SettingsError {
            logger.critical("\(error)")
            return Self.usageError
        } catch {
            logger.critical("The service failed", metadata: ["reason": "\(error)"])
            return 1
        }
    }

    private func bootstrapLogging(_ settings: ServiceSettings) -> Logger {
        let (format, level) = (settings.logFormat, settings.logLevel)
        LoggingSystem.bootstrap(
            { label, provider in LineLogHandler(label: label, format: format, level: level, metadataProvider: provider) },
            metadataProvider: TraceInstrument.metadataProvider)
        return Logger(label: "quietude.\(plan.name)")
    }

    private func run(
        _ settings: ServiceSettings, _ logger: Logger, _ build: @Sendable (ServiceEnvironment) async throws -> [any Service]
    ) async throws {
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let tracing = TraceInstrument()
        InstrumentationSystem.bootstrap(tracing)
        let foundation = try ServiceFoundation(settings, plan: plan, metrics: metrics, tracing: tracing, logger: logger)
        let environment = foundation.environment
        logger.info(
            "starting",
            metadata: [
                "version": "\(QuietudeVersion.current)", "endpoint": "\(settings.endpoint)", "security": "\(settings.security.rawValue)",
                "data": "\(settings.dataDirectory)", "http": "\(settings.httpHost):\(settings.httpPort)",
            ])
        let built: [any Service]
        do { built = try await build(environment) } catch {
            await foundation.close()
            throw error
        }
        // A stop goes from the last to the first: the service's parts drain and commit, then the server lets its consumers go, then the
        // journals and sockets close; health answers to the end.
        var configuration = ServiceGroupConfiguration(
            services: (foundation.underneath + built).map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet(logger))
        configuration.maximumGracefulShutdownDuration = settings.drainTimeout
        configuration.maximumCancellationDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// The group tells of each of its steps; failures are told by us, once.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        return quiet
    }
}
