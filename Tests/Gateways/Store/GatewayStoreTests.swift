import Domain
import Foundation
import Testing

@testable import Gateways

@Suite("Gateway's state")
struct GatewayStoreTests {
    private static func store() throws -> GatewayStore { try GatewayStore(folder: try Material.folder()) }
    private static let place = GatewayStore.Place(journal: [UInt8](repeating: 1, count: 16), sequence: 9)

    private static func take(_ store: GatewayStore, _ alerts: [Alert], endpoints: [String] = ["a", "b"], due: Int64 = 0) throws -> Int {
        try store.take(alerts, through: place, at: 0) { _ in endpoints.map { ($0, due) } }
    }

    private static func due(_ store: GatewayStore, at now: Int64 = 1, batch: Int = 1, busy: Set<String> = []) throws -> [OutboxWork] {
        try store.due(at: now, atMost: 10, batch: batch, busy: busy, dropsExpired: true)
    }

    private static func note(_ store: GatewayStore, _ work: OutboxWork, _ result: DeliveryResult, attempts: Int = 3) async throws {
        try await store.note([OutboxTry(work: work, result: result, next: 1)], at: 1, attempts: attempts) { Int64($1) * 100 }
    }

    @Test("an alert and the cursor are taken together, and are there after the file was opened again")
    func durable() throws {
        let folder = try Material.folder()
        let first = try GatewayStore(folder: folder)
        #expect(try Self.take(first, [Material.alert("x")]) == 1)
        first.close()
        let again = try GatewayStore(folder: folder)
        #expect(try again.place() == Self.place)
        #expect(again.waiting == 2)
        #expect(try Self.due(again).map(\.endpoint) == ["a", "b"])
    }

    @Test("what was taken is not taken twice, not even once it was delivered and acknowledged")
    func onlyOnce() async throws {
        let store = try Self.store()
        _ = try Self.take(store, [Material.alert("x")])
        for work in try Self.due(store) { try await Self.note(store, work, .delivered) }
        try store.acknowledged(try store.unacknowledged(atMost: 9).map(\.number))
        #expect(try Self.take(store, [Material.alert("x")]) == 0)
        #expect(store.waiting == 0)
    }

    @Test("an endpoint's alerts keep their order, and one that is busy is left alone")
    func order() throws {
        let store = try Self.store()
        _ = try Self.take(store, [Material.alert("x"), Material.alert("y")])
        #expect(try Self.due(store).map { $0.alerts[0].identifier } == ["x", "x"])
        #expect(try Self.due(store, busy: ["a"]).map(\.endpoint) == ["b"])
        #expect(try Self.due(store, batch: 5)[0].alerts.map(\.identifier) == ["x", "y"])
    }

    @Test("a failed try waits by itself; after the last one it is a dead letter, told as failed")
    func deadLetter() async throws {
        let store = try Self.store()
        _ = try Self.take(store, [Material.alert("x")], endpoints: ["a"])
        for attempt in 1...3 {
            let work = try #require(try Self.due(store, at: 1_000).first)
            try await Self.note(store, work, .retry(reason: "down"))
            #expect(try store.dead().count == (attempt == 3 ? 1 : 0))
            if attempt < 3 { #expect(try store.nextDue(busy: []) == Int64(attempt) * 100) }
        }
        #expect(try store.unacknowledged(atMost: 9).map(\.devices) == [DeviceCounts(failed: 1)])
        #expect(try store.dead().map(\.reason) == ["down"])
    }

    @Test("a dead letter can be put back, and then counts anew")
    func requeue() async throws {
        let store = try Self.store()
        _ = try Self.take(store, [Material.alert("x")], endpoints: ["a"])
        try await Self.note(store, try #require(try Self.due(store).first), .rejected(reason: "no"))
        try store.acknowledged(try store.unacknowledged(atMost: 9).map(\.number))
        #expect(try store.requeueDead(at: 1) == 1)
        let work = try #require(try Self.due(store).first)
        #expect(work.alerts[0].identifier == "x")
        try await Self.note(store, work, .delivered)
        #expect(try store.unacknowledged(atMost: 9).map(\.devices) == [DeviceCounts(delivered: 1)])
    }

    @Test("an alert that is over is dropped and counted, never rung; its cancellation still goes")
    func expired() throws {
        let store = try Self.store()
        _ = try Self.take(
            store, [Material.alert("x", expires: 10), Material.alert("y", type: .cancel, expires: 10)], endpoints: ["a"])
        let works = try Self.due(store, at: 10_000)
        #expect(works.map { $0.alerts[0].identifier } == ["y"])
        #expect(try store.unacknowledged(atMost: 9).map(\.devices) == [DeviceCounts(expired: 1)])
        #expect(store.waiting == 1)
    }

    @Test("an endpoint that is gone takes all that waits for it with it")
    func gone() async throws {
        let store = try Self.store()
        _ = try Self.take(store, [Material.alert("x"), Material.alert("y")], endpoints: ["a"])
        try await Self.note(store, try #require(try Self.due(store).first), .gone(reason: "410"))
        #expect(store.waiting == 0)
        #expect(try store.nextDue(busy: []) == nil)
        #expect(try store.unacknowledged(atMost: 9).map(\.devices) == [DeviceCounts(gone: 1), DeviceCounts(gone: 1)])
    }

    @Test("what was acknowledged keeps its identifier and nothing of its content")
    func content() throws {
        let folder = try Material.folder()
        let store = try GatewayStore(folder: folder)
        _ = try Self.take(store, [Material.alert("x", headline: "Unverwechselbar")], endpoints: [])
        try store.acknowledged(try store.unacknowledged(atMost: 9).map(\.number))
        #expect(try store.unacknowledged(atMost: 9).isEmpty)
        #expect(try Self.take(store, [Material.alert("x")]) == 0)
    }
}
