import Anonymization
import Domain
import Testing

@Suite("Anonymization goes on after a restart as if there had been none")
struct StateTests {
    /// A day of creations, corrections, withdrawals and watermarks, from a seed.
    private func day(seed: UInt64) -> [[Observation]] {
        var state = seed
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        return (0..<40).map { batch in
            (0..<20).map { _ in
                City.theft("\(random(150))") {
                    $0.version = UInt32(random(4))
                    $0.operation = Operation.allCases[Int(random(3))]
                    $0.originalCode = ["V01", "T01", "SX", "P", "E", "??"][Int(random(6))]
                    $0.phenomenonStart = Instant(seconds: City.noon + Int64(batch) * 1_800 + Int64(random(3_600)))
                    $0.resultTime = random(3) == 0 ? Instant(seconds: City.noon + Int64(batch) * 1_800 + 7_200) : nil
                }
            }
        }
    }

    private func advance(_ city: inout City, _ batch: Int) {
        if batch % 5 == 4 { city.anonymizer.advance(to: Instant(seconds: City.noon + Int64(batch) * 1_800)) }
    }

    private func restarted(_ city: City, snapshot: [UInt8], deltas: [[UInt8]]) throws -> City {
        var again = city
        again.anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2), limits: Anonymizer.Limits(remembered: 60))
        try again.anonymizer.restore(snapshot: snapshot)
        for delta in deltas { try again.anonymizer.replay(delta: delta) }
        #expect(again.anonymizer.registerRecord == [7])
        again.anonymizer.register(again.register, record: again.anonymizer.registerRecord)
        return again
    }

    private func smallCity() -> City {
        var city = City(correctionWindow: 14_400)
        city.anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2), limits: Anonymizer.Limits(remembered: 60))
        city.anonymizer.register(city.register, record: [7])
        return city
    }

    @Test("from a snapshot and the deltas since, at any batch", arguments: [UInt64(1), 2, 3, 4, 5])
    func restart(seed: UInt64) throws {
        var city = smallCity()
        var snapshot: [UInt8] = []
        var deltas = [city.anonymizer.takeDelta()]
        for (number, batch) in day(seed: seed).enumerated() {
            var again = try restarted(city, snapshot: snapshot, deltas: deltas)
            #expect(again.anonymizer.snapshot() == city.anonymizer.snapshot())
            advance(&city, number)
            advance(&again, number)
            let output = city.push(batch)
            #expect(output == again.push(batch))
            deltas.append(city.anonymizer.takeDelta())
            if number % 7 == 6 {
                snapshot = city.anonymizer.snapshot()
                deltas = []
            }
        }
        #expect(city.anonymizer.remembered > 0)
    }

    @Test("the same journal gives the same bytes")
    func deterministic() {
        var first = smallCity()
        var second = smallCity()
        for (number, batch) in day(seed: 9).enumerated() {
            advance(&first, number)
            advance(&second, number)
            #expect(first.push(batch) == second.push(batch))
        }
        #expect(first.anonymizer.snapshot() == second.anonymizer.snapshot())
    }

    @Test("nothing done gives no delta")
    func emptyDelta() {
        var city = City()
        _ = city.anonymizer.takeDelta()
        _ = city.push(City.theft(), source: "bare")
        #expect(city.anonymizer.takeDelta().isEmpty)
    }

    @Test("a state cut short or damaged is refused, never a crash")
    func damaged() {
        var city = City()
        _ = city.push((0..<10).map { City.theft("\($0)") })
        let snapshot = city.anonymizer.snapshot()
        for length in 1..<snapshot.count {
            var again = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
            #expect(throws: StateError.self) { try again.restore(snapshot: Array(snapshot[..<length])) }
        }
        for position in snapshot.indices {
            for bit in 0..<8 {
                var bytes = snapshot
                bytes[position] ^= 1 << UInt8(bit)
                var again = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
                try? again.restore(snapshot: bytes)
                again.register(city.register)
            }
        }
    }

    @Test("a state of another format names both formats")
    func otherFormat() {
        var anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
        #expect(throws: StateError.otherVersion(found: 9, known: 3)) { try anonymizer.restore(snapshot: [9, 0]) }
    }
}
