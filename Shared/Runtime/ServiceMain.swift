import Foundation
import Logging
public import ServiceLifecycle

/// The whole of a service's `main`: settings, log, metrics, traces, health, lifecycle; the service itself is what `build` returns.
///
/// ```swift
/// await ServiceMain.run(name: "correlation") { environment in
///     [StageSupervisor(environment, reading: ["anonymization": […]], serving: […]) { _ in Correlation() }]
/// }
/// ```
public enum ServiceMain {
    /// Runs a service until a signal stops it, then ends the process: 0 after a clean stop, 64 where settings are wrong, 1 otherwise.
    ///
    /// - Parameters:
    ///   - name: one of `ServiceAddress.all`, or another that reads no upstream.
    ///   - settings: those that only this service has.
    ///   - trimming: when records of its journals may go.
    ///   - erasesTrimmed: false where payloads are encrypted and their keys destroyed.
    ///   - build: makes the service's parts; the last one is stopped first.
    public static func run(
        name: String, settings: [Setting] = [], trimming: Trimming = .byRetention, erasesTrimmed: Bool = true,
        _ build: @Sendable (ServiceEnvironment) async throws -> [any Service]
    ) async {
        let plan = ServicePlan(name: name, own: settings, trimming: trimming, erasesTrimmed: erasesTrimmed)
        let code = await ServiceRun(plan: plan, environment: ProcessInfo.processInfo.environment)
            .execute(Array(CommandLine.arguments.dropFirst()), build)
        exit(code)
    }
}

/// What distinguishes a service from the others before it is built.
struct ServicePlan: Sendable {
    let name: String
    let own: [Setting]
    let trimming: Trimming
    let erasesTrimmed: Bool
}
