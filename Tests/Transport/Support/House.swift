import Domain
import Logging
import Schema
import Testing

@testable import Transport

/// A context with a server's keys and those of its callers, for one test.
final class House: Sendable {
    let context: TransportContext
    let serverPair = KeyPair.generate()
    let authorised: AuthorisedKeys
    private let pairs: [String: KeyPair]
    private let logger: Logger

    /// Who is authorised, by name.
    private static let peers: [Peer] = [
        Peer(name: "operator", publicKey: "", role: .operator, sources: ["*"], feeds: Set(RecordType.allCases)),
        Peer(name: "bmpm", publicKey: "", role: .partner, sources: ["bmpm"]),
        Peer(name: "gateway", publicKey: "", role: .gateway, feeds: [.alert, .incidents]),
        Peer(
            name: "anonymization", publicKey: "", role: .service, service: "anonymization", feeds: [.observations, .watermark]),
        Peer(
            name: "correlation", publicKey: "", role: .service, service: "correlation", feeds: Set(RecordType.allCases)),
    ]

    private init() throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        self.logger = logger
        context = try TransportContext(logger: logger)
        var pairs: [String: KeyPair] = [:]
        var keys: [AuthorisedKey] = []
        for var peer in House.peers {
            let pair = KeyPair.generate()
            pairs[peer.name] = pair
            peer.publicKey = pair.publicKey
            keys.append(AuthorisedKey(peer: peer))
        }
        self.pairs = pairs
        authorised = AuthorisedKeys(keys)
    }

    /// Gives a house to a test and takes it down after it.
    static func with(_ body: (House) async throws -> Void) async throws {
        let house = try House()
        do {
            try await body(house)
        } catch {
            await house.context.shutdown()
            throw error
        }
        await house.context.shutdown()
    }

    /// The keys of somebody who is authorised; new ones for anybody else.
    func pair(_ name: String) -> KeyPair { pairs[name] ?? KeyPair.generate() }

    /// Starts a server, with an echo and whatever else is configured.
    func start(
        _ name: String = "test", at endpoint: String = "tcp://127.0.0.1:*", limits: ServerLimits = ServerLimits(),
        _ configure: (Server) -> Void = { _ in }
    ) async throws -> RunningServer {
        let server = Server(
            context: context, name: name, endpoint: endpoint, security: .curve(serverPair, authorised), limits: limits, logger: logger)
        server.handle("/test/Echo") { request, _ throws(CallError) in request }
        server.handle("/test/Name") { _, _ throws(CallError) in Array(name.utf8) }
        configure(server)
        return RunningServer(server: server, endpoint: try await server.bind())
    }

    /// A client of these servers.
    func client(_ name: String = "operator", _ servers: RunningServer..., options: ClientOptions = ClientOptions()) -> Client {
        client(name, at: servers.map(\.endpoint), options: options)
    }

    /// A client of these endpoints.
    func client(
        _ name: String = "operator", at endpoints: [String], serverKey: String? = nil, options: ClientOptions = ClientOptions()
    ) -> Client {
        Client(
            context: context, endpoints: endpoints, security: .curve(pair(name), serverKey: serverKey ?? serverPair.publicKey),
            options: options, logger: logger)
    }
}

/// A server that runs, and how to end it.
struct RunningServer: Sendable {
    let server: Server
    let endpoint: String
    private let task: Task<Void, any Error>

    init(server: Server, endpoint: String) {
        self.server = server
        self.endpoint = endpoint
        task = Task { try await server.run() }
    }

    /// Stops it at once, and waits until its address is free.
    func stop() async {
        task.cancel()
        _ = await task.result
    }

    /// Waits for the end of a drain that was begun.
    func ended() async { _ = await task.result }
}

/// The failure of something that was to fail.
func failure<R>(_ body: () async throws(CallError) -> R) async -> CallError? {
    do throws(CallError) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
