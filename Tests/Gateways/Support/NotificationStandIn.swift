import Domain
import Logging
import Schema
import Synchronization
import Transport

/// Notification as a gateway sees it: the feed, what is in force, acknowledgements; over CURVE.
final class NotificationStandIn: Sendable {
    let feed: AlertFeed
    let endpoint: String
    let serverKey: String
    let gatewayKey: KeyPair
    let acknowledged = Inbox<AcknowledgeRequest>()
    private let context: TransportContext
    private let task: Task<Void, any Error>

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// - Parameter inForce: what the call answers; its cursor is the feed's head at this moment.
    init(feed: AlertFeed, inForce: [Alert] = []) async throws {
        self.feed = feed
        let (own, gateway) = (KeyPair.generate(), KeyPair.generate())
        (serverKey, gatewayKey) = (own.publicKey, gateway)
        context = try TransportContext(logger: Self.quiet)
        let peer = Peer(name: "gateway", publicKey: gateway.publicKey, role: .gateway, feeds: [.alert])
        let server = Server(
            context: context, name: "notification", endpoint: "tcp://127.0.0.1:*",
            security: .curve(own, AuthorisedKeys([AuthorisedKey(peer: peer)])), limits: ServerLimits(), version: "test", logger: Self.quiet)
        server.serve(feed: feed)
        let (head, acknowledged) = (feed.head, acknowledged)
        server.handle(Method.inForce) { _, _ throws(CallError) in
            InForceReply(
                cursor: Cursor(journal: feed.identity, sequence: head), watermark: nil,
                alerts: inForce.map { AlertState(alert: $0, raised: $0.sent) }
            ).encoded()
        }
        server.handle(Method.acknowledge) { bytes, _ throws(CallError) in
            guard let request = try? AcknowledgeRequest(decoding: bytes) else { throw CallError(.invalidArgument, "no request") }
            acknowledged.add(request)
            return AcknowledgeReply(known: true, repeated: false).encoded()
        }
        endpoint = try await server.bind()
        task = Task { try await server.run() }
    }

    func stop() async {
        task.cancel()
        _ = try? await task.value
        await context.shutdown()
    }
}
