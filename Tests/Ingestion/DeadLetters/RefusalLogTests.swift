import Domain
import Testing

@testable import Ingestion

@Suite("Dead letters of a source")
struct RefusalLogTests {
    private func letter(_ number: UInt64, reason: String = "outside-territory", time: Int64 = 1_000) -> RefusedLetter {
        RefusedLetter(
            stage: .ingestion, time: Instant(seconds: time), field: "latitude", reason: reason,
            digest: SipHash128.Digest(low: number, high: 7), position: number)
    }

    @Test("are counted by field and reason, and the same row for the same reason once")
    func counts() {
        var log = RefusalLog()
        let first = log.add([letter(1), letter(2), letter(2, reason: "missing")])
        let second = log.add([letter(1), letter(2)])
        #expect(first != nil && second == nil)
        #expect(log.total == 3 && log.counts[.init(stage: .ingestion, field: "latitude", reason: "outside-territory")] == 2)
    }

    @Test("are what they were after a restart, in whatever order snapshot and deltas were written")
    func restart() throws {
        var log = RefusalLog()
        let first = log.add([letter(1), letter(2)])
        let snapshot = log.snapshot()
        let second = log.add([letter(3)])
        // The first delta was committed behind the snapshot that holds it already.
        let restored = try RefusalLog(snapshot: snapshot, deltas: [first, second].compactMap(\.self))
        #expect(restored.kept == log.kept && restored.counts == log.counts)
    }

    @Test("go when their time is over; their number stays")
    func expiry() {
        var log = RefusalLog()
        _ = log.add([letter(1, time: 10), letter(2, time: 20)])
        let (first, second) = (log.expire(before: Instant(seconds: 15)), log.expire(before: Instant(seconds: 15)))
        #expect(first && !second && log.kept.map(\.position) == [2] && log.total == 2)
    }

    @Test("are kept in a bounded number, and counted by a bounded number of causes")
    func bounds() {
        var log = RefusalLog()
        for start in stride(from: UInt64(0), to: 6_000, by: 500) {
            _ = log.add((start..<start + 500).map { letter($0, reason: "reason-\($0)") })
        }
        #expect(log.kept.count == RefusalLog.maximumKept && log.counts.count <= RefusalLog.maximumCauses + 1 && log.total == 6_000)
    }

    @Test("of a partner's report hold known words alone")
    func reports() {
        func taken(_ reason: String, _ field: String) -> Bool {
            ReportedRefusal.letter(
                time: Instant(seconds: 1), field: field, reason: reason, digest: [UInt8](repeating: 1, count: 16), position: 3,
                now: Instant(seconds: 2)) != nil
        }
        #expect(taken("time", "column 3") && taken("unreadable", "document") && taken("too-long", ""))
        #expect(!taken("M. Dupont", "") && !taken("time", "M. Dupont") && !taken("time", "column 0"))
    }

    @Test("that are damaged are refused, never misread")
    func damage() {
        var log = RefusalLog()
        _ = log.add([letter(1)])
        var bytes = log.snapshot()
        bytes[8] ^= 1
        #expect(throws: StateError.self) { try RefusalLog(snapshot: bytes, deltas: []) }
    }
}
