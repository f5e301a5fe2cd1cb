import Domain
import Logging
import Schema
import Synchronization
import Transport

/// Notification as a gateway sees it: the feed, what is in force, acknowledgements; over CURVE.
final class NotificationStandIn: Sendable {
    let feed: MemoryFeed
    let endpoint: String
    let serverKey: String
    let gatewayKey: KeyPair
    let acknowledged = Inbox<AcknowledgeRequest>()
    private let context: TransportContext
    private let task: Task<Void, any Error>

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// - Parameters:
    ///   - inForce: what the call answers; its cursor is the feed's head at this moment.
    ///   - audiences: what the gateway's key may hear; empty for what one that names none may.
    ///   - limits: of the gateway's key.
    ///   - part: alerts of one answer to what is in force.
    init(
        feed: MemoryFeed, inForce: [Alert] = [], audiences: Set<Audience> = [], limits: AlertLimits? = nil, part: Int = .max
    ) async throws {
        self.feed = feed
        let (own, gateway) = (KeyPair.generate(), KeyPair.generate())
        (serverKey, gatewayKey) = (own.publicKey, gateway)
        context = try TransportContext(logger: Self.quiet)
        let peer = Peer(
            name: "gateway", publicKey: gateway.publicKey, role: .gateway, feeds: [.alert, .watermark], audiences: audiences, limits: limits
        )
        let server = Server(
            context: context, name: "notification", endpoint: "tcp://127.0.0.1:*",
            security: .curve(own, AuthorisedKeys([AuthorisedKey(peer: peer)])), limits: ServerLimits(), version: "test", logger: Self.quiet)
        server.serve(feed: feed)
        let (head, acknowledged) = (feed.head, acknowledged)
        let states = inForce.map { AlertState(alert: $0, raised: $0.sent) }.sorted { $0.alert.thread < $1.alert.thread }
        server.handle(Method.inForce) { bytes, _ throws(CallError) in
            guard let request = try? InForceRequest(decoding: bytes) else { throw CallError(.invalidArgument, "no request") }
            let rest = states.filter { $0.alert.thread > request.after }
            // What comes meanwhile is after the first answer's cursor.
            let sequence = request.after.isEmpty ? head : head + 1_000
            return InForceReply(
                cursor: Cursor(journal: feed.identity, sequence: sequence), watermark: nil, alerts: Array(rest.prefix(part)),
                truncated: rest.count > part
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
