import Domain
import Testing

@testable import Ingestion

@Suite("The window that recognises duplicates")
struct DeduplicationTests {
    private static let start = Instant(seconds: 1_790_000_000)

    private func window(seconds: UInt32 = 86_400, rate: UInt32 = 1, source: String = "log") -> DeduplicationWindow {
        let entry = SourceEntry(
            identifier: source, kind: .policeLog, controller: "c", purpose: "p", legalBasis: "l", allowedFields: [],
            deduplicationWindow: seconds, declaredRate: rate)
        return DeduplicationWindow(source: entry, key: SipHash128(key0: 1, key1: 2))
    }

    private func test(
        _ window: inout DeduplicationWindow, _ reservation: inout DeduplicationWindow.Reservation, _ identifier: String,
        version: UInt32 = 0,
        _ operation: Operation = .create
    ) -> DeduplicationWindow.Verdict {
        Array(identifier.utf8).withUnsafeBytes { reservation.add($0, version: version, operation: operation) }
        return window.test(&reservation)[0]
    }

    /// Tests and confirms a batch of one.
    private func push(
        _ window: inout DeduplicationWindow, _ identifier: String, at time: Instant = start, version: UInt32 = 0,
        _ operation: Operation = .create
    ) -> DeduplicationWindow.Verdict {
        var reservation = window.reserve(at: time)
        defer { window.confirm(reservation) }
        return test(&window, &reservation, identifier, version: version, operation)
    }

    private func later(_ seconds: Int64) -> Instant { DeduplicationTests.start.advanced(byMilliseconds: seconds * 1000) }

    @Test("knows an id again once its batch is confirmed")
    func again() {
        var window = window()
        #expect(push(&window, "a") == .fresh)
        #expect(push(&window, "a") == .duplicate)
        #expect(push(&window, "b") == .fresh)
    }

    @Test("tells create, replace and withdraw apart, and versions of these")
    func operations() {
        var window = window()
        #expect(push(&window, "a") == .fresh)
        #expect(push(&window, "a", version: 1) == .duplicate)
        #expect(push(&window, "a", version: 1, .replace) == .fresh)
        #expect(push(&window, "a", version: 1, .withdraw) == .fresh)
        #expect(push(&window, "a", version: 2, .replace) == .fresh)
        #expect(push(&window, "a", version: 2, .replace) == .duplicate)
    }

    @Test("sees a duplicate within one batch")
    func sameBatch() {
        var window = window()
        var batch = window.reserve(at: DeduplicationTests.start)
        #expect(test(&window, &batch, "a") == .fresh)
        #expect(test(&window, &batch, "a") == .duplicate)
        #expect(batch.awaited.isEmpty && batch.count == 1)
    }

    @Test("does not call a duplicate what is not durable yet, and names the batch to wait for")
    func pending() {
        var window = window()
        var first = window.reserve(at: DeduplicationTests.start)
        var second = window.reserve(at: DeduplicationTests.start)
        #expect(test(&window, &first, "a") == .fresh)
        #expect(test(&window, &second, "a") == .pending(first.ticket))
        #expect(second.awaited == [first.ticket])
        #expect(window.isPending(first.ticket))
        window.confirm(first)
        #expect(!window.isPending(first.ticket))
        var third = window.reserve(at: DeduplicationTests.start)
        #expect(test(&window, &third, "a") == .duplicate)
    }

    @Test("takes back what a batch reserved that was not committed")
    func rollback() {
        var window = window()
        var first = window.reserve(at: DeduplicationTests.start)
        _ = test(&window, &first, "a")
        window.rollback(first)
        #expect(push(&window, "a") == .fresh)
        window.rollback(first)
        #expect(push(&window, "a") == .duplicate)
    }

    @Test("remembers over the window and not much longer")
    func expiry() {
        var window = window(seconds: 3_600)
        _ = push(&window, "a")
        #expect(push(&window, "a", at: later(3_599)) == .duplicate)
        #expect(push(&window, "a", at: later(3_600 + 2 * 900)) == .fresh)
    }

    @Test("remembers over a clock that is set back")
    func clockSetBack() {
        var window = window()
        _ = push(&window, "a", at: later(7_200))
        #expect(push(&window, "a", at: later(-7_200)) == .duplicate)
        #expect(push(&window, "b", at: later(-7_200)) == .fresh)
        #expect(push(&window, "b", at: later(7_200)) == .duplicate)
    }

    @Test("names the buckets that have expired, once")
    func expiredNames() throws {
        var window = window(seconds: 3_600)
        var reservation = window.reserve(at: DeduplicationTests.start)
        _ = test(&window, &reservation, "a")
        let name = try #require(window.delta(of: reservation)).name
        window.confirm(reservation)
        #expect(window.expire(at: later(3_600)) == [])
        #expect(window.expire(at: later(3_600 + 2 * 900)) == [name])
        #expect(window.expire(at: later(3_600 + 2 * 900)) == [])
    }

    @Test("writes 16 bytes a new digest under its source and bucket, and nothing for duplicates")
    func deltas() throws {
        var window = window()
        var first = window.reserve(at: DeduplicationTests.start)
        for identifier in ["a", "b", "a"] { _ = test(&window, &first, identifier) }
        let delta = try #require(window.delta(of: first))
        #expect(delta.bytes.count == 32)
        #expect(delta.name == "dedup/log/\(1_790_000_000 / 3_600)")
        window.confirm(first)
        var second = window.reserve(at: DeduplicationTests.start)
        _ = test(&window, &second, "a")
        #expect(window.delta(of: second) == nil)
    }

    @Test("goes on after a restart from what it wrote")
    func restore() throws {
        var before = window()
        var reservation = before.reserve(at: DeduplicationTests.start)
        for number in 0..<1_000 { _ = test(&before, &reservation, "id-\(number)") }
        let delta = try #require(before.delta(of: reservation))
        var after = window()
        try after.restore(name: delta.name, deltas: [Array(delta.bytes[..<8_000]), Array(delta.bytes[8_000...])], now: later(10))
        #expect(after.count == 1_000)
        for number in 0..<1_000 { #expect(push(&after, "id-\(number)", at: later(10)) == .duplicate) }
        #expect(push(&after, "id-1000", at: later(10)) == .fresh)
    }

    @Test("names an expired bucket for deletion after a restart")
    func restoreExpired() throws {
        var window = window(seconds: 3_600)
        try window.restore(name: "dedup/log/0", deltas: [[UInt8](repeating: 1, count: 16)], now: DeduplicationTests.start)
        #expect(window.count == 0)
        #expect(window.expire(at: DeduplicationTests.start) == ["dedup/log/0"])
    }

    @Test("refuses state that is not whole", arguments: [("dedup/log/1", 15), ("dedup/other/1", 16), ("dedup/log/x", 16)])
    func badState(_ name: String, _ count: Int) {
        var window = window()
        #expect(throws: DeduplicationWindow.UnreadableState(name: name)) {
            try window.restore(name: name, deltas: [[UInt8](repeating: 0, count: count)], now: DeduplicationTests.start)
        }
    }

    @Test("holds a source to twice its declared rate, and goes on recognising duplicates beyond")
    func rate() {
        var window = window(seconds: 86_400, rate: 1)
        var batch = window.reserve(at: DeduplicationTests.start)
        for number in 0..<DeduplicationWindow.leastBucket { _ = test(&window, &batch, "\(number)") }
        #expect(test(&window, &batch, "one too many") == .exceeded)
        window.confirm(batch)
        #expect(push(&window, "one too many") == .exceeded)
        #expect(push(&window, "7") == .duplicate)
        #expect(push(&window, "one too many", at: later(3_600)) == .fresh)
    }

    @Test("keeps memory in step with what is alive")
    func memory() {
        var window = window(seconds: 3_600, rate: 1_000)
        var most = 0
        for hour in 0..<40 {
            let time = later(Int64(hour) * 900)
            for group in 0..<40 {
                var batch = window.reserve(at: time)
                for number in 0..<256 { _ = test(&window, &batch, "\(hour)-\(group)-\(number)") }
                window.confirm(batch)
            }
            _ = window.expire(at: time)
            if hour == 10 { most = window.heldBytes }
        }
        #expect(window.heldBytes <= most * 2)
        for hour in 0..<20 { _ = push(&window, "quiet-\(hour)", at: later(100_000 + Int64(hour))) }
        for _ in 0..<256 { _ = push(&window, "sweep", at: later(200_000)) }
        #expect(window.heldBytes == 256 * 16 * 16)
    }

    @Test("does not take one source's id for another's")
    func sources() throws {
        var window = window(source: "log")
        var reservation = window.reserve(at: DeduplicationTests.start)
        _ = test(&window, &reservation, "a")
        var other = self.window(source: "lag")
        var otherReservation = other.reserve(at: DeduplicationTests.start)
        _ = test(&other, &otherReservation, "a")
        #expect(window.delta(of: reservation)?.bytes != other.delta(of: otherReservation)?.bytes)
    }

    @Test("answers for a batch in the order in which it was added")
    func order() {
        var window = window()
        _ = push(&window, "held")
        var batch = window.reserve(at: DeduplicationTests.start)
        for identifier in ["new", "held", "new", "other"] {
            Array(identifier.utf8).withUnsafeBytes { batch.add($0, version: 0, operation: .create) }
        }
        #expect(window.test(&batch) == [.fresh, .duplicate, .duplicate, .fresh])
        #expect(batch.count == 2)
    }

    @Test("survives batches in flight in any order")
    func inFlight() {
        var window = window()
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
        var state = seed
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var held: Set<String> = []
        var open: [(reservation: DeduplicationWindow.Reservation, fresh: Set<String>)] = []
        for _ in 0..<2_000 {
            var reservation = window.reserve(at: later(Int64(next(3_000))))
            var fresh: Set<String> = []
            for _ in 0..<5 {
                let identifier = "\(next(4_000))"
                switch test(&window, &reservation, identifier) {
                case .fresh:
                    #expect(!held.contains(identifier) && !open.contains { $0.fresh.contains(identifier) }, "seed \(seed)")
                    fresh.insert(identifier)
                case .duplicate: #expect(held.contains(identifier) || fresh.contains(identifier), "seed \(seed)")
                case .pending(let ticket):
                    #expect(open.contains { $0.reservation.ticket == ticket && $0.fresh.contains(identifier) }, "seed \(seed)")
                case .exceeded: Issue.record("seed \(seed)")
                }
            }
            open.append((reservation, fresh))
            while open.count > Int(next(6)) {
                let ended = open.remove(at: Int(next(UInt64(open.count))))
                if next(4) == 0 {
                    window.rollback(ended.reservation)
                } else {
                    window.confirm(ended.reservation)
                    held.formUnion(ended.fresh)
                }
            }
        }
    }
}
