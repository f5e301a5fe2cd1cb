import ArgumentParser
import Domain
import Foundation
import Logging
import Schema
import Transport

/// `quietude bench notification`: signals in, alerts out of the service as it runs, to gateways as they connect.
struct BenchNotification: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notification",
        abstract: say(
            "Alerts a second, one alert to all gateways, a storm about one place.",
            "Alertes par seconde, une alerte vers toutes les passerelles, une tempête en un lieu."))

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp(say("Signals, each an alert of its own.", "Signaux, chacun une alerte."), valueName: "n"))
    var alerts: Int = 50_000

    @Option(help: ArgumentHelp(say("Signals about one place.", "Signaux en un lieu."), valueName: "n"))
    var storm: Int = 100_000

    @Option(help: ArgumentHelp(say("Gateways connected.", "Passerelles connectées."), valueName: "n"))
    var gateways: Int = 100

    @Option(help: ArgumentHelp(say("Subscribers behind them.", "Abonnés derrière elles."), valueName: "n"))
    var subscribers: Int = 1_000_000

    func validate() throws {
        guard (1...200).contains(gateways), (1...10_000_000).contains(subscribers), (1...1_000_000).contains(alerts),
            (1...1_000_000).contains(storm)
        else {
            throw ValidationError(
                say("--gateways 1 to 200, --alerts and --storm 1 to 1,000,000", "--gateways 1 à 200, --alerts et --storm 1 à 1 000 000"))
        }
    }

    func run() async throws {
        let house = try BenchHouse(options, register: BenchLoad.register(rate: 1_000))
        do {
            try Data(Self.policy.utf8).write(to: URL(fileURLWithPath: house.house.policy))
            let crowd = try BenchGateways(house, gateways: gateways, subscribers: subscribers)
            let (signals, forecasts) = (
                Self.upstream(3), Self.upstream(4)
            )
            let context = try TransportContext(logger: Self.silent)
            let authorised = AuthorisedKeys(folder: house.house.authorised)
            try authorised.reload()
            let upstreams = try [("correlation", signals, 3), ("forecasting", forecasts, 4)].map { name, feed, offset in
                let server = Server(
                    context: context, name: name, endpoint: "tcp://127.0.0.1:\(options.portBase + offset)",
                    security: .curve(
                        try KeyPair(readingFrom: house.house.key(of: name)), authorised),
                    logger: Self.silent)
                server.serve(feed: feed)
                return server
            }
            for server in upstreams { try await server.bind() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for server in upstreams { group.addTask { try await server.run() } }
                try await house.start(["notification"])
                try await measure(house, signals, crowd)
                group.cancelAll()
            }
            await crowd.close()
            await context.shutdown()
            await house.close()
        } catch {
            await house.close()
            throw error
        }
    }

    /// The feed of a stand-in for an upstream: what is measured hears it when we want.
    private static func upstream(_ identity: UInt8) -> MemoryFeed {
        MemoryFeed(territory: BenchLoad.territory, identity: identity, types: [.signal, .forecast, .watermark, .register])
    }

    private func measure(_ house: BenchHouse, _ signals: MemoryFeed, _ crowd: BenchGateways) async throws {
        let rate = try await throughput(house, signals)
        let tempest = try await tempest(house, signals)
        let reach = try await reach(signals, crowd)
        Output.line(
            JSON.object([
                ("bench", "notification"), ("alerts", .whole(alerts)), ("unit", "alerts/s"), ("quietude", .number(rate)),
                ("storm_signals", .whole(storm)), ("storm_alerts", .whole(tempest.alerts)), ("storm_updates", .whole(tempest.updates)),
                ("storm_seconds", .number(tempest.seconds)), ("gateways", .whole(gateways)), ("subscribers", .whole(subscribers)),
                ("subscribers_rung", .whole(crowd.rung)), ("each_gateway_ms", Spread(reach.each).latencies),
                ("all_gateways_ms", Spread(reach.all).latencies), ("memory_mib", .number(house.memory()["notification"] ?? .nan)),
            ]).text)
    }

    /// Alerts a second: from the moment at which all signals are there until a gateway has all alerts, each durable before it was sent.
    private func throughput(_ house: BenchHouse, _ signals: MemoryFeed) async throws -> Double {
        let payloads = (0..<alerts).map { Self.signal("each-\($0)", column: Int32($0 % 300) * 20, row: Int32($0 / 300) * 20).encoded() }
        let client = try house.client(of: "notification")
        let clock = ContinuousClock()
        let start = clock.now
        signals.append(payloads, .signal)
        _ = try await Self.count(client, from: .beginning, until: { $0.cause == "each-\(alerts - 1)" })
        let seconds = (clock.now - start).inSeconds
        await client.close()
        return Double(alerts) / seconds
    }

    /// A storm about one place, each signal with a name of its own.
    private func tempest(
        _ house: BenchHouse, _ signals: MemoryFeed
    ) async throws -> (alerts: Int, updates: Int, seconds: Double) {
        let payloads = (0..<storm).map { number in
            var signal = Self.signal("storm-\(number)", column: 9_000 + Int32(number % 3), row: 9_000)
            signal.observed = 8 + Double(number) / 50
            return signal.encoded()
        }
        let client = try house.client(of: "notification")
        let before = try await Self.head(client)
        let clock = ContinuousClock()
        let start = clock.now
        signals.append(payloads + [Self.signal("after-storm", column: 15_000, row: 9_000).encoded()], .signal)
        let seen = try await Self.count(client, from: .cursor, cursor: before, until: { $0.cause == "after-storm" })
        await client.close()
        return (seen.alerts - 1, seen.updates, (clock.now - start).inSeconds)
    }

    /// One alert after another, to all gateways: milliseconds to each of them, and to the last.
    private func reach(_ signals: MemoryFeed, _ crowd: BenchGateways) async throws -> (each: [Double], all: [Double]) {
        let runner = Task { await crowd.run() }
        defer { runner.cancel() }
        var (each, all): ([Double], [Double]) = ([], [])
        // The first ones only show that every gateway is there.
        let rounds = 20 * options.runs
        for round in -5..<rounds {
            let cause = "reach-\(round)"
            let sent = crowd.now
            signals.append(
                [Self.signal(cause, column: Int32(round + 10) % 19 * 20, row: Int32((round + 10) / 19) * 20 + 12_000).encoded()], .signal)
            let limit = sent + .seconds(round < 0 ? 20 : 5)
            while crowd.arrivals(of: cause).count < gateways, crowd.now < limit { try await Task.sleep(for: .milliseconds(2)) }
            let arrivals = crowd.arrivals(of: cause).map { ($0 - sent).inSeconds * 1_000 }
            guard round >= 0 else { continue }
            // A gateway that did not have it in time counts as that.
            let whole = arrivals + Array(repeating: 5_000, count: max(gateways - arrivals.count, 0))
            each += whole
            all.append(whole.max() ?? 5_000)
            try await Task.sleep(for: .milliseconds(20))
        }
        return (each, all)
    }

    private static func count(
        _ client: Client, from start: Start, cursor: Cursor? = nil, until last: (Alert) -> Bool
    ) async throws -> (alerts: Int, updates: Int) {
        var (alerts, updates) = (0, 0)
        while true {
            do {
                let request = SubscribeRequest(territory: BenchLoad.territory, start: start, cursor: cursor, types: [.alert])
                for try await batch in client.subscribe(request) {
                    for record in batch.records {
                        let alert = try Alert(decoding: record.payload)
                        if alert.messageType == .alert { alerts += 1 } else { updates += 1 }
                        if last(alert) { return (alerts, updates) }
                    }
                }
            } catch let error as CallError where error.status == .notFound {
                // The service opens the territory when it hears of it.
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func head(_ client: Client) async throws -> Cursor {
        let reply = try await client.call(
            Method.inForce, InForceRequest(territory: BenchLoad.territory, identifiers: ["none"]).encoded(), deadline: .seconds(60),
            idempotent: true)
        return try InForceReply(decoding: reply).cursor
    }

    private static func signal(_ name: String, column: Int32, row: Int32) -> Signal {
        Signal(
            identifier: name, kind: .anomaly, category: .theft, cells: [Cell(column: column, row: row)], start: 1_800_000_000,
            end: 1_800_000_900, observed: 8, expected: 1.25, pValue: 0.000_1, severity: .moderate, sources: [.policeLog],
            french: "Activité inhabituelle.", english: "Unusual activity.", situation: name)
    }

    private static let silent = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    /// As shipped in its shape, without limits: each signal must be an alert.
    private static let policy = """
        version: "bench"
        sender: quietude
        limits: { live-threads: 1000000, cells: 200 }
        signals:
          - name: unusual-activity
            kinds: [anomaly]
            categories: [all]
            maximum-p-value: 0.001
            minimum-observed: 3
            expires-after: 2h
            update-ratio: 2
            merge-within: 2
        """
}
