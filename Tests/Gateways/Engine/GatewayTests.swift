import Domain
import Foundation
import Runtime
import Schema
import Testing
import Transport

@testable import Gateways

@Suite("Gateway")
struct GatewayTests {
    /// A webhook gateway with endpoints of these names, all at one stand-in: `/NAME`.
    private static func yaml(_ folder: String, _ notification: NotificationStandIn, _ web: WebStandIn, _ names: [String]) throws -> String {
        try Material.file("\(folder)/s", Material.webhookSecret)
        return try Material.common(folder, notification) + "endpoints:\n"
            + names.map { "  - { id: \($0), url: \"\(web.url)/\($0)\", secret-file: \(folder)/s }\n" }.joined()
    }

    private static func alerts(_ numbers: ClosedRange<Int>) -> [Alert] { numbers.map { Material.alert("a-\($0)") } }

    @Test("what is in force comes first, then each change, in order and once, and each is acknowledged with its counts")
    func snapshotThenChanges() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        feed.append(Self.alerts(1...3))
        let notification = try await NotificationStandIn(feed: feed, inForce: Self.alerts(2...3))
        let gateway = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, notification, web, ["x"]))
        _ = await web.received.first(2)
        feed.append(Self.alerts(4...6))
        let received = await web.received.first(5)
        #expect(received.map { $0.headers["webhook-id"] } == (2...6).map { "a-\($0)" })
        let acknowledged = await notification.acknowledged.first(5)
        #expect(Set(acknowledged.map(\.alert)) == Set((2...6).map { "a-\($0)" }))
        #expect(acknowledged.allSatisfy { $0.devices == DeviceCounts(delivered: 1) && $0.gateway == "gateway" })
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("an endpoint that never answers well delays no other, and ends in dead letters")
    func badEndpoint() async throws {
        let (folder, feed) = (try Material.folder(), MemoryFeed.ofAlerts())
        let web = try await WebStandIn { request, _ in request.path == "/bad" ? .init(status: 500) : .init() }
        let notification = try await NotificationStandIn(feed: feed)
        let gateway = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, notification, web, ["bad", "good"]))
        feed.append(Self.alerts(1...5))
        let acknowledged = await notification.acknowledged.first(5)
        #expect(acknowledged.allSatisfy { $0.devices == DeviceCounts(delivered: 1, failed: 1) })
        #expect(try gateway.store.dead().count == 5)
        // Four tries each at the bad one; the good one had each alert once.
        #expect(web.received.all.filter { $0.path == "/good" }.map { $0.headers["webhook-id"] } == (1...5).map { "a-\($0)" })
        #expect(web.received.all.filter { $0.path == "/bad" }.count == 20)
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("while one endpoint does not answer at all, another gets everything")
    func silentEndpoint() async throws {
        let (folder, feed) = (try Material.folder(), MemoryFeed.ofAlerts())
        let (never, release) = AsyncStream.makeStream(of: Void.self)
        let web = try await WebStandIn { request, _ in
            if request.path == "/silent" { for await _ in never {} }
            return .init()
        }
        let notification = try await NotificationStandIn(feed: feed)
        let gateway = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, notification, web, ["silent", "good"]))
        feed.append(Self.alerts(1...20))
        #expect(await web.received.first(20).filter { $0.path == "/good" }.count == 20)
        release.finish()
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("a try again carries the same identifier and the same body")
    func sameIdentifier() async throws {
        let (folder, feed) = (try Material.folder(), MemoryFeed.ofAlerts())
        let web = try await WebStandIn { _, place in place == 0 ? .init(status: 503) : .init() }
        let notification = try await NotificationStandIn(feed: feed, inForce: Self.alerts(1...1))
        let gateway = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, notification, web, ["x"]))
        let received = await web.received.first(2)
        #expect(received[0].headers["webhook-id"] == received[1].headers["webhook-id"])
        #expect(received[0].body == received[1].body)
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("with a full outbox no more is taken: the rest waits in the journal, and comes once there is room")
    func backPressure() async throws {
        let (folder, feed) = (try Material.folder(), MemoryFeed.ofAlerts())
        let (gate, release) = AsyncStream.makeStream(of: Void.self)
        let arrived = Inbox<Int>()
        let web = try await WebStandIn { _, place in
            arrived.add(place)
            if place == 0 { for await _ in gate {} }
            return .init()
        }
        let notification = try await NotificationStandIn(feed: feed)
        let yaml = try Self.yaml(folder, notification, web, ["x"]).replacingOccurrences(of: "attempts: 4", with: "attempts: 4, outbox: 2")
        let gateway = try await RunningGateway(.webhook, yaml: yaml)
        feed.append(Self.alerts(1...30))
        _ = await arrived.first(1)
        #expect(gateway.store.waiting <= 2)
        release.finish()
        #expect(await web.received.first(30).compactMap { $0.headers["webhook-id"] } == (1...30).map { "a-\($0)" })
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("after a stop it goes on from its own cursor: nothing is missed, nothing comes twice")
    func resume() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        let notification = try await NotificationStandIn(feed: feed)
        let yaml = try Self.yaml(folder, notification, web, ["x"])
        let first = try await RunningGateway(.webhook, yaml: yaml)
        feed.append(Self.alerts(1...3))
        _ = await notification.acknowledged.first(3)
        await first.stop()
        feed.append(Self.alerts(4...6))
        let second = try await RunningGateway(.webhook, yaml: yaml)
        _ = await notification.acknowledged.first(6)
        #expect(web.received.all.map { $0.headers["webhook-id"] } == (1...6).map { "a-\($0)" })
        await second.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("of another journal it takes what is in force anew, and rings nothing that it rang before")
    func otherJournal() async throws {
        let (folder, web) = (try Material.folder(), try await WebStandIn())
        let before = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(identity: 1), inForce: Self.alerts(1...2))
        let first = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, before, web, ["x"]))
        _ = await before.acknowledged.first(2)
        await first.stop()
        await before.stop()
        let after = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(identity: 2), inForce: Self.alerts(1...3))
        let second = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, after, web, ["x"]))
        #expect(await after.acknowledged.first(1).map(\.alert) == ["a-3"])
        #expect(web.received.all.map { $0.headers["webhook-id"] } == ["a-1", "a-2", "a-3"])
        await second.stop()
        await after.stop()
        await web.stop()
    }

    @Test("an alert that no endpoint wants is acknowledged with nothing; one that is over with expired")
    func nobody() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        let notification = try await NotificationStandIn(
            feed: feed, inForce: [Material.alert("small", severity: .minor), Material.alert("old", expires: 1_000)])
        let yaml = try Self.yaml(folder, notification, web, ["x"]).replacingOccurrences(
            of: "id: x,", with: "id: x, minimum-severity: severe,")
        let gateway = try await RunningGateway(.webhook, yaml: yaml)
        let acknowledged = await notification.acknowledged.first(2)
        let counts = Dictionary(uniqueKeysWithValues: acknowledged.map { ($0.alert, $0.devices) })
        #expect(counts == ["small": DeviceCounts(), "old": DeviceCounts(expired: 1)])
        #expect(web.received.all.isEmpty)
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("limits of its file hold back at the feed; what a digest told of is acknowledged with it, each alert for itself")
    func limits() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        let notification = try await NotificationStandIn(feed: feed)
        let yaml = try Self.yaml(folder, notification, web, ["x"]) + "limits: { at-most: 2, per: 1h }\n"
        let gateway = try await RunningGateway(.webhook, yaml: yaml)
        feed.append(watermark: 1_790_000_000)
        feed.append((1...4).map { Material.alert("a-\($0)", thread: "t-\($0)") })
        feed.append(watermark: 1_790_003_600)
        let received = await web.received.first(3).compactMap { $0.headers["webhook-id"] }
        #expect(received.prefix(2) == ["a-1", "a-2"])
        let acknowledged = Set(await notification.acknowledged.first(5).map(\.alert))
        #expect(acknowledged == ["a-1", "a-2", "a-3", "a-4", received[2]])
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }

    @Test("a key that may not hear what the file asks for says so where it can be seen, with the remedy")
    func notForIt() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        feed.append(Self.alerts(1...3))
        let notification = try await NotificationStandIn(feed: feed)
        let file = try await GatewayFile(
            kind: .webhook, yaml: try Self.yaml(folder, notification, web, ["x"]) + "filter: { audiences: [operators] }\n",
            logger: NotificationStandIn.quiet)
        let readiness = Readiness()
        let transport = try TransportContext(logger: NotificationStandIn.quiet)
        let client = Client(
            context: transport, endpoints: file.settings.endpoints,
            security: .curve(notification.gatewayKey, serverKey: notification.serverKey), logger: NotificationStandIn.quiet)
        let context = GatewayContext(
            settings: file.settings, store: try GatewayStore(folder: file.settings.data), carrier: file.carrier, kind: "webhook",
            now: { 0 },
            seed: 1, readiness: readiness, metrics: MetricsRegistry(), logger: NotificationStandIn.quiet)
        let task = Task { try await Gateway(context: context, client: client).run() }
        var reasons: [String] = []
        while !reasons.contains(where: { $0.contains("--audience operators") }) {
            await Task.yield()
            reasons = readiness.reasons
        }
        #expect(web.received.all.isEmpty)
        task.cancel()
        _ = try? await task.value
        await transport.shutdown()
        await notification.stop()
        await web.stop()
    }

    @Test("what is in force is asked for in as many parts as it takes, and the feed followed from the first part's cursor")
    func parts() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        let notification = try await NotificationStandIn(
            feed: feed, inForce: (1...7).map { Material.alert("a-\($0)", thread: "t-\($0)") }, part: 3)
        let gateway = try await RunningGateway(.webhook, yaml: try Self.yaml(folder, notification, web, ["x"]))
        _ = await web.received.first(7)
        feed.append([Material.alert("a-8", thread: "t-8")])
        #expect(Set(await web.received.first(8).compactMap { $0.headers["webhook-id"] }) == Set((1...8).map { "a-\($0)" }))
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }
}
