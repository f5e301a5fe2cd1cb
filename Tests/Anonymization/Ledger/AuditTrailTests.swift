import Anonymization
import Crypto
import Domain
import Testing

@Suite("The audit trail of a service")
struct AuditTrailTests {
    private static let sha256: AuditChain.Digest = { Array(SHA256.hash(data: $0)) }
    private let start: Int64 = 1_750_000_500

    private func trail() -> AuditTrail { AuditTrail(service: "anonymization", territory: "city", digest: Self.sha256) }

    /// The file that follows a trail: lines are appended once they are committed.
    private struct File {
        var lines: [String] = []

        mutating func follow(_ trail: inout AuditTrail) {
            for line in trail.writable where line.sequence == UInt64(lines.count + 1) { lines.append(line.text) }
            trail.written(through: UInt64(lines.count))
        }

        func isSound(upTo head: AuditChain.Head) -> Bool {
            var verification = AuditVerification(expected: head, digest: AuditTrailTests.sha256)
            for line in lines { verification.take(Array(line.utf8)) }
            verification.finish()
            return verification.finding == nil && verification.head == head
        }
    }

    /// What happened in a quarter of an hour: counts of a real batch.
    private func counts() -> AnonymizationCounts {
        var city = City()
        return city.push([City.theft("1"), City.theft("2") { $0.originalCode = "SX" }]).counts
    }

    @Test("a quarter of an hour of a source becomes one line, in numbers")
    func line() {
        var trail = trail()
        trail.take(City().register, at: start)
        trail.count(counts(), source: "log")
        trail.count(counts(), source: "log")
        trail.advance(to: start + 900)
        _ = trail.takeDelta()
        trail.confirm()
        let lines = trail.writable.map(\.text)
        #expect(lines.count == 4)
        #expect(lines.last?.contains("\"seen\":4") == true && lines.last?.contains("\"suppressed\":2") == true)
        #expect(lines.last?.contains("\"source\":\"log\"") == true)
    }

    @Test("nothing is written before its transaction is known to be whole")
    func uncommitted() {
        var trail = trail()
        trail.take(City().register, at: start)
        #expect(trail.writable.isEmpty)
        _ = trail.takeDelta()
        #expect(trail.writable.isEmpty)
        trail.confirm()
        #expect(trail.writable.count == 3)
    }

    @Test("a crash at any moment loses no line and doubles none", arguments: 1...12 as ClosedRange<Int>)
    func crash(at step: Int) throws {
        var (live, file) = (trail(), File())
        var deltas: [[UInt8]] = []
        var snapshot: [UInt8]?
        for number in 1...12 {
            live.confirm()
            file.follow(&live)
            if number == 1 { live.take(City().register, at: start) }
            live.count(counts(), source: number % 2 == 0 ? "log" : "bare")
            live.advance(to: start + Int64(number) * 600)
            let delta = live.takeDelta()
            if number % 5 == 0 {
                (snapshot, deltas) = (live.snapshot(), [])
            } else {
                deltas.append(delta)
            }
            if number == step {
                // The process dies here, after its transaction; another takes up what the journal holds.
                live = trail()
                if let snapshot { try live.restore(snapshot: snapshot) }
                for delta in deltas { try live.replay(delta: delta) }
                live.recall(City().register)
                live.written(through: UInt64(file.lines.count))
            }
        }
        live.confirm()
        file.follow(&live)
        var undisturbed = trail()
        undisturbed.take(City().register, at: start)
        for number in 1...12 {
            undisturbed.count(counts(), source: number % 2 == 0 ? "log" : "bare")
            undisturbed.advance(to: start + Int64(number) * 600)
        }
        #expect(file.isSound(upTo: undisturbed.head))
    }

    @Test("damaged states are refused, never trusted and never a crash")
    func damage() {
        var trail = trail()
        trail.take(City().register, at: start)
        trail.count(counts(), source: "log")
        let snapshot = trail.snapshot()
        for length in 0..<snapshot.count {
            var other = self.trail()
            #expect(throws: StateError.self) { try other.restore(snapshot: Array(snapshot.prefix(length))) }
        }
    }
}
