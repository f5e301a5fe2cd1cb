import Domain
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// A gateway with limits of its own, and one that may hear the public's alone. `QUIETUDE_SEED` repeats a run.
    @Suite struct LimitedGateways {
        private static let signals = 120
        private static let kills = 4
        private static let limits = AlertLimits(atMost: 3, per: 3_600, quietHours: QuietHours(from: 60, until: 240), exceptFrom: .extreme)

        @Test(.timeLimit(.minutes(3)))
        func `Whenever notification is killed, a gateway with limits is told what it would have been told without`() async throws {
            let seed = SeededGenerator.seedOfThisRun()
            print("limited gateway: QUIETUDE_SEED=\(seed)")
            var random = SeededGenerator(seed: seed)
            let moments = (0..<Self.kills).map { _ in Int.random(in: 5..<Self.signals - 5, using: &random) }
            try await Self.withNotification { house, feeds in
                let name = "mobile"
                try house.keys.add(
                    Peer(name: name, publicKey: "", role: .gateway, feeds: [.alert], audiences: [.operators], limits: Self.limits))
                try await house.start(["notification"])
                let last = TestTerritory.start.seconds + Int64(Self.signals) * 600
                let (followed, _) = try await within(.seconds(120), "all that the limited gateway is told") {
                    async let followed = Self.follow(house, name, until: "signal-last")
                    async let played: Void = {
                        for number in 0..<Self.signals {
                            feeds[0].append([Self.signal("signal-\(number)", number, .moderate).encoded()], .signal)
                            Self.mark(feeds, TestTerritory.start.seconds + Int64(number) * 600)
                            if moments.contains(number) {
                                await house.kill(["notification"])
                                try await house.start(["notification"], waiting: false)
                            }
                        }
                        // What is held back is told before the last, which rings past every limit.
                        Self.mark(feeds, last + 86_400)
                        feeds[0].append([Self.signal("signal-last", Self.signals + 144, .extreme).encoded()], .signal)
                        try await house.waitUntilServing("notification")
                    }()
                    return try await (followed, played)
                }
                let atLeisure = try await Self.follow(house, name, until: "signal-last")
                #expect(followed == atLeisure, "seed \(seed)")
                let digests = atLeisure.filter { $0.occasion == .digest }
                let all = try await Self.follow(house, "operator", until: "signal-last").filter { $0.messageType != .cancel }
                let told = Set(atLeisure.map(\.identifier) + digests.flatMap { $0.references.map(\.identifier) })
                let rung = atLeisure.filter { $0.messageType != .cancel && $0.occasion != .digest }
                #expect(!digests.isEmpty && rung.count < all.count / 2, "seed \(seed)")
                #expect(told.isSuperset(of: all.filter { $0.expires > last + 86_400 }.map(\.identifier)), "seed \(seed)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func `A key that names no audience hears nothing of the staff's, by no call, and not who deals with what`() async throws {
            try await Self.withNotification { house, feeds in
                try house.keys.add(Peer(name: "outside", publicKey: "", role: .gateway, feeds: [.alert]))
                try await house.start(["notification"])
                feeds[0].append([Self.signal("signal-a", 0, .severe).encoded()], .signal)
                Self.mark(feeds, TestTerritory.start.seconds + 60)
                feeds[0].append([Self.signal("signal-last", 1, .severe).encoded()], .signal)
                let alerts = try await within(.seconds(30), "the staff's alerts") {
                    try await Self.follow(house, "operator", until: "signal-last")
                }
                let client = try house.client(of: "notification", as: "outside")
                func inForce(_ request: InForceRequest) async throws -> InForceReply {
                    try InForceReply(
                        decoding: try await client.call(Method.inForce, request.encoded(), deadline: .seconds(10), idempotent: true))
                }
                let territory = TestTerritory.name
                #expect(try await inForce(InForceRequest(territory: territory)).alerts.isEmpty)
                #expect(try await inForce(InForceRequest(territory: territory, identifiers: alerts.map(\.identifier))).alerts.isEmpty)
                let error = await #expect(throws: CallError.self) {
                    try await inForce(InForceRequest(territory: territory, filter: AlertFilter(audiences: [.operators])))
                }
                #expect(error?.status == .permissionDenied && error?.message.contains("--audience operators") == true)
                let said = AcknowledgeRequest(
                    territory: territory, gateway: "outside", alert: alerts[0].identifier, devices: DeviceCounts(delivered: 9))
                let reply = try await client.call(Method.acknowledge, said.encoded(), deadline: .seconds(10), idempotent: true)
                #expect(try !AcknowledgeReply(decoding: reply).known)
                await client.close()
            }
        }

        /// A house whose two upstreams are stand-ins; notification is not started.
        private static func withNotification(_ body: (TestHouse, [MemoryFeed]) async throws -> Void) async throws {
            try await TestHouse.with { house in
                let feeds = [3, 4].map { MemoryFeed.upstream($0) }
                let servers = try zip(["correlation", "forecasting"], feeds).map { name, feed in
                    let server = try house.standIn(for: name)
                    server.serve(feed: feed)
                    return server
                }
                for server in servers { try await server.bind() }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for server in servers { group.addTask { try await server.run() } }
                    try await body(house, feeds)
                    group.cancelAll()
                }
            }
        }

        /// What a key's holder is sent, in order, each identifier once, until the alert of a cause.
        private static func follow(_ house: TestHouse, _ name: String, until cause: String) async throws -> [Alert] {
            let client = name == "operator" ? try house.client(of: "notification") : try house.client(of: "notification", as: name)
            var (cursor, alerts, seen): (Cursor?, [Alert], Set<String>) = (nil, [], [])
            while alerts.last?.cause != cause {
                do {
                    let request = SubscribeRequest(
                        territory: TestTerritory.name, start: cursor == nil ? .beginning : .cursor, cursor: cursor, types: [.alert])
                    reading: for try await batch in client.subscribe(request) {
                        for record in batch.records {
                            let alert = try Alert(decoding: record.payload)
                            if seen.insert(alert.identifier).inserted { alerts.append(alert) }
                            cursor = Cursor(journal: batch.journal, sequence: record.sequence)
                            if alert.cause == cause { break reading }
                        }
                    }
                } catch is CallError {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            await client.close()
            return alerts
        }

        private static func mark(_ feeds: [MemoryFeed], _ seconds: Int64) {
            for feed in feeds { feed.append([Watermark(time: Instant(seconds: seconds), sources: []).encoded()], .watermark) }
        }

        private static func signal(_ name: String, _ number: Int, _ severity: Severity) -> Signal {
            let start = TestTerritory.start.seconds + Int64(number) * 600
            return Signal(
                identifier: name, kind: .anomaly, category: .theft, cells: [Cell(column: Int32(number) * 30, row: 7)], start: start,
                end: start + 100_000, observed: 9, expected: 1, pValue: 0.000_1, severity: severity, sources: [.policeLog], french: "",
                english: "", situation: "of-\(name)")
        }
    }
}
