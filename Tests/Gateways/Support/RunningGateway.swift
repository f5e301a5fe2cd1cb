import Foundation
import Logging
import Runtime
import Transport

@testable import Gateways

/// A gateway in this process, from its file on.
final class RunningGateway: Sendable {
    let store: GatewayStore
    private let task: Task<Void, any Error>
    private let transport: TransportContext

    init(_ kind: GatewayKind, yaml: String) async throws {
        let quiet = NotificationStandIn.quiet
        let file = try await GatewayFile(kind: kind, yaml: yaml, logger: quiet)
        let settings = file.settings
        store = try GatewayStore(folder: settings.data)
        transport = try TransportContext(logger: quiet)
        let security: ClientSecurity =
            try settings.keyFile.map { .curve(try KeyPair(readingFrom: $0), serverKey: settings.serverKey) } ?? .plain
        let client = Client(context: transport, endpoints: settings.endpoints, security: security, logger: quiet)
        let context = GatewayContext(
            settings: settings, store: store, carrier: file.carrier, kind: kind.rawValue,
            now: { Int64(Date().timeIntervalSince1970 * 1_000) },
            seed: 7, readiness: Readiness(), metrics: MetricsRegistry(), logger: quiet)
        let gateway = Gateway(context: context, client: client)
        task = Task { try await gateway.run() }
    }

    func stop() async {
        task.cancel()
        _ = try? await task.value
        await transport.shutdown()
    }
}
