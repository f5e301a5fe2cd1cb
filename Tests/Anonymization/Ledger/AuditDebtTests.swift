import Anonymization
import Crypto
import Domain
import Testing

@Suite("An audit trail whose file cannot be written")
struct AuditDebtTests {
    private let start: Int64 = 1_750_000_500

    private func trail() -> AuditTrail {
        AuditTrail(service: "anonymization", territory: "city", digest: { Array(SHA256.hash(data: $0)) })
    }

    /// A trail that has seen so many quarters of an hour with one observation each, and no file.
    private func stuck(_ quarters: Int64) -> AuditTrail {
        var trail = trail()
        var city = City()
        let counts = city.push(City.theft()).counts
        trail.take(city.register, at: start)
        for quarter in 1...quarters {
            trail.count(counts, source: "log")
            trail.advance(to: start + quarter * 900)
            _ = trail.takeDelta()
            trail.confirm()
        }
        return trail
    }

    @Test("holds a bounded number of lines, however long that lasts")
    func bounded() {
        #expect(stuck(5_000).writable.count <= AuditTrail.limit + 2)
        #expect(stuck(5_000).snapshot().count < 1_000_000)
    }

    @Test("gathers what is counted meanwhile, and tells all of it in one line a source once there is room")
    func gathered() {
        var trail = stuck(5_000)
        let waiting = UInt64(trail.writable.count)
        trail.written(through: waiting)
        trail.advance(to: start + 5_001 * 900)
        _ = trail.takeDelta()
        trail.confirm()
        let lines = trail.writable.map(\.text)
        let told = waiting - 3
        #expect(lines.count == 1 && lines[0].contains("\"seen\":\(5_000 - told)"))
    }

    @Test("does not forget a register or a key that could not be told, over a restart too", arguments: [true, false])
    func owed(throughSnapshot: Bool) throws {
        var trail = stuck(2_000)
        var register = City().register
        let snapshotBefore = trail.snapshot()
        register.version = "2"
        trail.take(register, at: start)
        trail.destroyed(DayKey(.linking, PseudonymKey(source: "log", day: 20_000)), at: start)
        let delta = trail.takeDelta()
        trail.confirm()
        #expect(trail.writable.last?.text.contains("\"2\"") == false)
        var again = self.trail()
        try again.restore(snapshot: throughSnapshot ? trail.snapshot() : snapshotBefore)
        if !throughSnapshot { try again.replay(delta: delta) }
        again.recall(register)
        let waiting = UInt64(again.writable.count)
        again.written(through: waiting)
        again.advance(to: start + 3_000 * 900)
        _ = again.takeDelta()
        again.confirm()
        let lines = again.writable.map(\.text)
        #expect(lines.filter { $0.contains("\"kind\":\"register\"") }.count == 2)
        #expect(lines.filter { $0.contains("\"kind\":\"keys-destroyed\"") }.count == 1)
        again.advance(to: start + 3_001 * 900)
        #expect(again.takeDelta().isEmpty || again.writable.count == lines.count)
    }

    @Test("a destroyed key is one entry: source, day, what it was for; never the key")
    func key() {
        var trail = trail()
        trail.take(City().register, at: start)
        trail.destroyed(DayKey(.text, PseudonymKey(source: "log", day: 20_254)), at: start)
        _ = trail.takeDelta()
        trail.confirm()
        let line = trail.writable.last?.text ?? ""
        #expect(line.contains("\"keys-destroyed\"") && line.contains("\"source\":\"log\"") && line.contains("2025-06-15"))
        #expect(line.contains("\"keys\":1") && line.contains("\"text\":1"))
    }
}
