import Domain
import Schema
import Testing

@testable import Transport

@Suite("A subscriber's limits on the wire")
struct LimitedFeedTests {
    private static let start: Int64 = 1_790_000_000

    private static func feed(_ seed: UInt64) -> MemoryFeed {
        var random = SplitMix64(seed: seed)
        let feed = MemoryFeed.ofAlerts()
        var time = start
        for number in 0..<400 {
            time += Int64.random(in: 0..<4_000, using: &random)
            if Int.random(in: 0..<3, using: &random) == 0 {
                feed.append(watermark: time)
            } else {
                var alert = Material.alert(
                    "a-\(number)", type: Int.random(in: 0..<6, using: &random) == 0 ? .cancel : .alert,
                    severity: [.minor, .severe][Int.random(in: 0..<2, using: &random)], thread: "t-\(number % 50)")
                (alert.sent, alert.expires) = (time, time + Int64.random(in: 900..<200_000, using: &random))
                feed.append([alert])
            }
        }
        return feed
    }

    private static func limited(_ limits: AlertLimits, _ types: Set<RecordType> = [.alert]) -> LimitedFeed {
        LimitedFeed(limits, subscriber: "gateway", types: types, filter: nil, clock: LocalClock(zone: "UTC") { _, _ in 0 })
    }

    private static func records(_ feed: MemoryFeed, after: UInt64) async throws -> [Record] {
        try await feed.page(after: after, types: [.alert, .watermark], filter: nil, maximumBytes: .max).records
    }

    @Test(
        "followed again from any cursor, it gives the same alerts and digests as if it had never been left",
        arguments: [
            AlertLimits(atMost: 4, per: 21_600, digest: 3_600), AlertLimits(atMost: 0, per: 7_200),
            AlertLimits(atMost: 20, digest: 43_200, quietHours: QuietHours(from: 1_320, until: 400), exceptFrom: .severe),
        ])
    func resumed(limits: AlertLimits) async throws {
        let feed = Self.feed(3)
        let all = try await Self.records(feed, after: 0)
        var whole = Self.limited(limits)
        let expected = all.map { whole.take([$0]) }
        #expect(expected.joined().contains { (try? Alert(decoding: $0.payload))?.occasion == .digest })
        for cursor in stride(from: UInt64(1), to: feed.head, by: 17) {
            var again = Self.limited(limits)
            try await again.catchUp(with: feed, to: cursor, batch: 2_000)
            let rest = try await Self.records(feed, after: cursor).map { again.take([$0]) }
            #expect(rest == Array(expected[Int(cursor)...]), "after \(cursor)")
        }
    }

    @Test("sequences never fall, and a digest stands before what made it due: whoever is interrupted is told of it again")
    func sequences() async throws {
        let feed = Self.feed(5)
        var limited = Self.limited(AlertLimits(atMost: 1, per: 3_600), [.alert, .watermark])
        let sent = limited.take(try await Self.records(feed, after: 0))
        #expect(zip(sent, sent.dropFirst()).allSatisfy { $0.sequence <= $1.sequence })
        for (place, record) in sent.enumerated() where (try? Alert(decoding: record.payload))?.occasion == .digest {
            var again = Self.limited(AlertLimits(atMost: 1, per: 3_600), [.alert, .watermark])
            try await again.catchUp(with: feed, to: record.sequence, batch: 2_000)
            let next = again.take(try await Self.records(feed, after: record.sequence))
            #expect(next.first == record, "digest \(place)")
        }
    }

    @Test("a key's limits hold whatever a subscription asks for; each gateway has its own, and an unlimited one everything")
    func overTheWire() async throws {
        let feed = MemoryFeed.ofAlerts()
        feed.append(watermark: Self.start)
        for number in 1...6 {
            var alert = Material.alert("a-\(number)", thread: "t-\(number)")
            alert.sent = Self.start + Int64(number)
            feed.append([alert])
        }
        feed.append(watermark: Self.start + 90_000)
        #expect(try await Self.delivered(feed, key: nil, asked: nil) == ["a-1", "a-2", "a-3", "a-4", "a-5", "a-6"])
        #expect(try await Self.delivered(feed, key: nil, asked: AlertLimits(atMost: 4)) == ["a-1", "a-2", "a-3", "a-4", "digest a-5 a-6"])
        #expect(
            try await Self.delivered(feed, key: AlertLimits(atMost: 1), asked: AlertLimits(atMost: 5))
                == ["a-1", "digest a-2 a-3 a-4 a-5 a-6"])
    }

    private static func delivered(_ feed: MemoryFeed, key: AlertLimits?, asked: AlertLimits?) async throws -> [String] {
        let notification = try await NotificationStandIn(feed: feed, limits: key)
        let context = try TransportContext(logger: NotificationStandIn.quiet)
        let client = Client(
            context: context, endpoints: [notification.endpoint],
            security: .curve(notification.gatewayKey, serverKey: notification.serverKey), logger: NotificationStandIn.quiet)
        var got: [String] = []
        let request = SubscribeRequest(territory: feed.territory, start: .beginning, types: [.alert], limits: asked)
        for try await batch in client.subscribe(request) {
            for record in batch.records {
                let alert = try Alert(decoding: record.payload)
                got.append(
                    alert.occasion == .digest ? (["digest"] + alert.references.map(\.identifier)).joined(separator: " ") : alert.identifier)
            }
            if batch.through >= batch.head { break }
        }
        await client.close()
        await context.shutdown()
        await notification.stop()
        return got
    }

    @Test("limits that mean nothing are refused where they are asked for")
    func refused() {
        let bytes = SubscribeRequest(territory: "x", limits: AlertLimits(atMost: 3, per: 7)).encoded()
        #expect(throws: SchemaError.self) { try SubscribeRequest(decoding: bytes) }
        let good = SubscribeRequest(
            territory: "x",
            limits: AlertLimits(atMost: 0, per: 900, digest: 3_600, quietHours: QuietHours(from: 5, until: 1_439), exceptFrom: .extreme))
        #expect((try? SubscribeRequest(decoding: good.encoded())) == good)
    }
}
