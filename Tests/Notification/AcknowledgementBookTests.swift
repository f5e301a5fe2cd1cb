import Domain
import Notification
import Testing

@Suite("Acknowledgements")
struct AcknowledgementBookTests {
    private var book = AcknowledgementBook(limits: .init(alerts: 3, gateways: 2, grace: 100))

    private func alert(_ identifier: String, expires: Int64 = 1_000) -> Alert {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        var alert = machine.apply(Examples.signal())[0]
        alert.identifier = identifier
        alert.expires = expires
        return alert
    }

    @Test("counts add up over gateways")
    mutating func summary() {
        book.expect(alert("a"))
        #expect(book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 3, failed: 1)) == .counted)
        #expect(book.acknowledge(alert: "a", gateway: "h", devices: DeviceCounts(delivered: 4, failed: 0)) == .counted)
        let summary = book.summary(alert: "a")
        #expect(summary?.gateways == 2 && summary?.devices == DeviceCounts(delivered: 7, failed: 1))
    }

    @Test("an acknowledgement of an unknown alert is told so")
    mutating func unknown() {
        #expect(book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 1, failed: 0)) == .unknown)
    }

    @Test("the same again counts once, a later one replaces, an older one does not")
    mutating func idempotent() {
        book.expect(alert("a"))
        _ = book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 3, failed: 1))
        book.expect(alert("a"))
        #expect(book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 3, failed: 1)) == .repeated)
        _ = book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 4, failed: 0))
        _ = book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 2, failed: 0))
        #expect(book.summary(alert: "a")?.devices.delivered == 4)
    }

    @Test("gateways an alert are bounded")
    mutating func boundedGateways() {
        book.expect(alert("a"))
        for gateway in ["g", "h"] { _ = book.acknowledge(alert: "a", gateway: gateway, devices: DeviceCounts(delivered: 1, failed: 0)) }
        #expect(book.acknowledge(alert: "a", gateway: "i", devices: DeviceCounts(delivered: 1, failed: 0)) == .tooManyGateways)
    }

    @Test("alerts are bounded; the one that ends soonest goes first")
    mutating func boundedAlerts() {
        for (index, identifier) in ["a", "b", "c", "d"].enumerated() { book.expect(alert(identifier, expires: 1_000 - Int64(index))) }
        #expect(book.count == 3 && book.forgotten == 1 && book.summary(alert: "c") == nil && book.summary(alert: "d") != nil)
    }

    @Test("an alert is forgotten once its grace is past")
    mutating func expiry() {
        book.expect(alert("a"))
        book.advance(to: Instant(seconds: 1_099))
        #expect(book.count == 1)
        book.advance(to: Instant(seconds: 1_100))
        #expect(book.count == 0)
    }

    @Test("counts too large to add stay at the largest number")
    mutating func overflow() {
        book.expect(alert("a"))
        for gateway in ["g", "h"] {
            _ = book.acknowledge(alert: "a", gateway: gateway, devices: DeviceCounts(delivered: .max, failed: .max))
        }
        #expect(book.summary(alert: "a")?.devices.delivered == .max)
    }

    @Test("it survives a restart, from a snapshot and the changes since")
    mutating func restart() throws {
        book.expect(alert("a"))
        let snapshot = book.snapshot()
        _ = book.takeDelta()
        book.expect(alert("b"))
        _ = book.acknowledge(alert: "a", gateway: "g", devices: DeviceCounts(delivered: 3, failed: 1))
        let delta = book.takeDelta()
        var again = AcknowledgementBook(limits: .init(alerts: 3, gateways: 2, grace: 100))
        try again.restore(snapshot: snapshot)
        try again.replay(delta: delta)
        #expect(again.snapshot() == book.snapshot() && again.summary(alert: "a")?.devices.failed == 1)
    }
}
