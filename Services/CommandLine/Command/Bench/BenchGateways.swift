import Domain
import Foundation
import Schema
import Synchronization
import Transport

/// So many gateways, each a connection and a subscription of its own, and each with subscribers whose areas it matches an alert against.
final class BenchGateways: Sendable {
    /// Feeds that one key may have open.
    private static let feedsAKey = 16

    private let connections: [Connection]
    private let clients: [Client]
    private let subscribers: [[CellBox]]
    /// Guards what the subscriptions write and the measuring task reads.
    private let arrivals = Mutex<[String: [Duration]]>([:])
    private let matched = Mutex<Int>(0)
    private let clock = ContinuousClock()
    private let start = ContinuousClock().now

    /// Makes keys for the gateways, which a service that starts later lets in.
    init(_ house: BenchHouse, gateways: Int, subscribers: Int) throws {
        var connections: [Connection] = []
        var clients: [Client] = []
        for number in 0..<gateways {
            if number % Self.feedsAKey == 0 { connections.append(try Self.connection(house, number / Self.feedsAKey)) }
            if let connection = connections.last { clients.append(try house.client(of: "notification", through: connection)) }
        }
        self.connections = connections
        self.clients = clients
        var random = SplitMix64(seed: 7)
        self.subscribers = (0..<gateways).map { _ in
            (0..<subscribers / max(gateways, 1)).map { _ in
                let (west, south) = (Int32(truncatingIfNeeded: random.next() % 400), Int32(truncatingIfNeeded: random.next() % 400))
                return CellBox(west: west, east: west + 20, south: 12_000 + south, north: 12_020 + south)
            }
        }
    }

    private static func connection(_ house: BenchHouse, _ number: Int) throws -> Connection {
        let pair = KeyPair.generate()
        let name = "bench-gateway-\(number)"
        try pair.write(to: house.house.key(of: name))
        let peer = Peer(name: name, publicKey: pair.publicKey, role: .gateway, feeds: [.alert], audiences: [.operators])
        try AuthorisedKey(peer: peer).write(intoFolder: house.house.authorised)
        return try Connection(house.house, key: house.house.key(of: name))
    }

    var now: Duration { clock.now - start }

    /// Subscribes them all, until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for (client, boxes) in zip(clients, subscribers) {
                group.addTask { await self.follow(client, boxes) }
            }
        }
    }

    private func follow(_ client: Client, _ boxes: [CellBox]) async {
        let request = SubscribeRequest(
            territory: BenchLoad.territory, start: .now, types: [.alert], filter: AlertFilter(audiences: [.operators]))
        while !Task.isCancelled {
            do {
                for try await batch in client.subscribe(request) {
                    for record in batch.records where record.type == .alert {
                        guard let alert = try? Alert(decoding: record.payload) else { continue }
                        let wanted = boxes.reduce(0) { $0 + (alert.cells.contains(where: $1.touches) ? 1 : 0) }
                        let moment = now
                        matched.withLock { $0 += wanted }
                        arrivals.withLock { $0[alert.cause, default: []].append(moment) }
                    }
                }
            } catch {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// When the alert that rests on a signal reached each gateway so far.
    func arrivals(of cause: String) -> [Duration] { arrivals.withLock { $0[cause] ?? [] } }

    /// Subscribers whose area an alert touched, over all alerts so far.
    var rung: Int { matched.withLock { $0 } }

    func close() async {
        for client in clients { await client.close() }
        for connection in connections { await connection.close() }
    }
}
