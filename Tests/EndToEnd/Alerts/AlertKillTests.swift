import Domain
import Schema
import Synchronization
import Testing
import Transport

extension EndToEndTests {
    /// kill -9 of notification while it tells gateways, and they and an operator answer. `QUIETUDE_SEED` repeats a run.
    @Suite struct AlertKills {
        private static let signals = 240
        private static let kills = 6
        private static let gateways = ["mobile-0", "mobile-1", "mobile-2"]

        @Test(.timeLimit(.minutes(5)))
        func `Whenever notification is killed, no alert, acknowledgement or action is lost or counted twice`() async throws {
            let seed = SeededGenerator.seedOfThisRun()
            print("alert kills: QUIETUDE_SEED=\(seed)")
            var random = SeededGenerator(seed: seed)
            let moments = (0..<Self.kills).map { _ in Int.random(in: 5..<Self.signals - 5, using: &random) }.sorted()
            try await TestHouse.with { house in
                for name in Self.gateways {
                    try house.keys.add(Peer(name: name, publicKey: "", role: .gateway, feeds: [.alert], audiences: [.operators]))
                }
                let feed = MemoryFeed.upstream(3)
                let upstreams = try [("correlation", feed), ("forecasting", MemoryFeed.upstream(4))].map {
                    let server = try house.standIn(for: $0)
                    server.serve(feed: $1)
                    return server
                }
                for server in upstreams { try await server.bind() }
                let book = GatewayBook()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for server in upstreams { group.addTask { try await server.run() } }
                    try await house.start(["notification"])
                    try await within(.seconds(200), "all alerts at all gateways") {
                        try await withThrowingTaskGroup(of: Void.self) { work in
                            for name in Self.gateways { work.addTask { try await Self.deliver(house, name, book) } }
                            work.addTask {
                                for number in 0..<Self.signals {
                                    feed.append([Self.signal(number).encoded()], .signal)
                                    if number % 20 == 19 { try await Task.sleep(for: .milliseconds(30)) }
                                    if moments.contains(number) {
                                        await house.kill(["notification"])
                                        try await house.start(["notification"], waiting: false)
                                    }
                                }
                                // Whatever was killed comes up again: the gateways reconnect by themselves.
                                try await house.waitUntilServing("notification")
                            }
                            try await work.waitForAll()
                        }
                    }
                    try await Self.verify(house, book, seed)
                    group.cancelAll()
                }
            }
        }

        /// A gateway: follows from its cursor, acknowledges each alert until it is answered, and acts as an operator on every tenth.
        private static func deliver(_ house: TestHouse, _ name: String, _ book: GatewayBook) async throws {
            let (client, person) = (try house.client(of: "notification", as: name), try house.client(of: "notification"))
            var cursor: Cursor?
            var seen: Set<String> = []
            while seen.count < signals {
                do {
                    let request = SubscribeRequest(
                        territory: TestTerritory.name, start: cursor == nil ? .beginning : .cursor, cursor: cursor, types: [.alert])
                    for try await batch in client.subscribe(request) {
                        for record in batch.records {
                            let alert = try Alert(decoding: record.payload)
                            // At least once: the same identifier again is the same alert.
                            if seen.insert(alert.identifier).inserted {
                                try await untilAnswered {
                                    let said = AcknowledgeRequest(
                                        territory: TestTerritory.name, gateway: name, alert: alert.identifier,
                                        devices: devices(alert, name))
                                    let reply = try await client.call(
                                        Method.acknowledge, said.encoded(), deadline: .seconds(5), idempotent: true)
                                    guard try AcknowledgeReply(decoding: reply).known else { throw HouseError("an alert is not known") }
                                }
                                if name == gateways[0], seen.count % 10 == 0 {
                                    try await untilAnswered { try await act(person, alert) }
                                    book.acted(alert.identifier)
                                }
                            }
                            cursor = Cursor(journal: batch.journal, sequence: record.sequence)
                        }
                        if seen.count >= signals { break }
                    }
                } catch is CallError {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            book.delivered(name, seen)
            await client.close()
            await person.close()
        }

        private static func act(_ client: Client, _ alert: Alert) async throws {
            let action = AlertAction(
                territory: TestTerritory.name, identifier: "act-\(alert.identifier)", kind: .answer, alert: alert.identifier,
                role: "operator", answer: .useful)
            let reply = try await client.call(Method.act, action.encoded(), deadline: .seconds(5), idempotent: true)
            guard try AlertActionReply(decoding: reply).known else { throw HouseError("an alert that was told is not known") }
        }

        /// Tries until it is answered: what was said before a kill may have taken effect, and is said again.
        private static func untilAnswered(_ body: () async throws -> Void) async throws {
            while true {
                do { return try await body() } catch is CallError { try await Task.sleep(for: .milliseconds(20)) }
            }
        }

        private static func verify(_ house: TestHouse, _ book: GatewayBook, _ seed: UInt64) async throws {
            let client = try house.client(of: "notification")
            var (alerts, actions): ([Alert], [AlertAction]) = ([], [])
            let request = SubscribeRequest(territory: TestTerritory.name, start: .beginning, types: [.alert, .action])
            for try await batch in client.subscribe(request) {
                for record in batch.records {
                    if record.type == .alert { alerts.append(try Alert(decoding: record.payload)) }
                    if record.type == .action { actions.append(try AlertAction(decoding: record.payload)) }
                }
                if max(batch.through, batch.records.last?.sequence ?? 0) >= batch.head { break }
            }
            #expect(Set(alerts.map(\.identifier)).count == signals && alerts.count == signals, "seed \(seed)")
            #expect(Set(alerts.map(\.cause)) == Set((0..<signals).map { signal($0).identifier }), "seed \(seed)")
            for name in gateways { #expect(book.of(name) == Set(alerts.map(\.identifier)), "\(name), seed \(seed)") }
            #expect(actions.map(\.alert).sorted() == book.actions.sorted(), "each action once, seed \(seed)")
            for part in stride(from: 0, to: alerts.count, by: 200) {
                let asked = alerts[part..<min(part + 200, alerts.count)]
                let reply = try await client.call(
                    Method.inForce, InForceRequest(territory: TestTerritory.name, identifiers: asked.map(\.identifier)).encoded(),
                    deadline: .seconds(10), idempotent: true)
                let states = try InForceReply(decoding: reply).alerts
                #expect(states.count == asked.count)
                for state in states {
                    let expected = gateways.reduce(UInt64(0)) { $0 + devices(state.alert, $1).delivered }
                    #expect(state.gateways == UInt32(gateways.count) && state.devices.delivered == expected, "seed \(seed)")
                    #expect((state.answer == .useful) == book.actions.contains(state.alert.identifier), "seed \(seed)")
                }
            }
            let records = try await client.call(
                Method.ruleRecords, RuleRecordRequest(territory: TestTerritory.name).encoded(), deadline: .seconds(10), idempotent: true)
            let record = try #require(try RuleRecordReply(decoding: records).rules.first)
            #expect(record.raised == UInt64(signals) && record.useful == UInt64(book.actions.count), "seed \(seed)")
            await client.close()
        }

        /// What a gateway counts of an alert: the same each time it is asked.
        private static func devices(_ alert: Alert, _ gateway: String) -> DeviceCounts {
            let number = alert.identifier.utf8.reduce(UInt64(gateway.utf8.last ?? 0)) { ($0 &* 31 &+ UInt64($1)) % 1_000 }
            return DeviceCounts(delivered: number, failed: number % 7, expired: number % 3, gone: number % 2)
        }

        private static func signal(_ number: Int) -> Signal {
            Signal(
                identifier: "signal-\(number)", kind: .anomaly, category: .theft, cells: [Cell(column: Int32(number) * 30, row: 7)],
                start: TestTerritory.start.seconds + Int64(number), end: TestTerritory.start.seconds + Int64(number) + 900, observed: 9,
                expected: 1, pValue: 0.000_1, severity: .moderate, sources: [.policeLog], french: "", english: "",
                situation: "situation-\(number)")
        }
    }
}

/// What gateways had and operators did. The lock guards what their tasks write.
private final class GatewayBook: Sendable {
    private struct Content {
        var delivered: [String: Set<String>] = [:]
        var actions: Set<String> = []
    }

    private let content = Mutex(Content())

    func delivered(_ name: String, _ alerts: Set<String>) { content.withLock { $0.delivered[name] = alerts } }

    func acted(_ alert: String) { content.withLock { _ = $0.actions.insert(alert) } }

    func of(_ name: String) -> Set<String> { content.withLock { $0.delivered[name] ?? [] } }

    var actions: Set<String> { content.withLock { $0.actions } }
}
