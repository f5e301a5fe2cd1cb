import Domain
import Foundation
import Schema
import Testing

extension EndToEndTests {
    /// How a source reports, from ingestion's watermarks to correlation's signals, through real services.
    @Suite("What is unusual about a source becomes a signal")
    struct SourceHealthSignalTests {
        private static let services = ["ingestion", "anonymization", "correlation"]

        private static func signals(_ house: TestHouse, until time: Instant) async throws -> [Signal] {
            try await house.records(of: "correlation", types: [.signal], until: time).map { try Signal(decoding: $0.payload) }
        }

        /// A batch of a hundred, one a second, told to have been reported up to its end.
        private static func batch(from start: Instant, first: Int, code: String = "theft") -> ObservationBatch {
            let observations = (0..<100).map { place in
                var observation = TestTerritory.observation(first + place, of: "police")
                observation.phenomenonStart = start.advanced(byMilliseconds: Int64(place) * 1_000)
                observation.originalCode = code
                return observation
            }
            return ObservationBatch(territory: TestTerritory.name, sourceID: "police", observations: observations)
        }

        private static func slot(_ time: Instant) -> Instant {
            Instant(seconds: TimeSlot(containing: time, length: TimeSlot.defaultLength).start)
        }

        @Test("duplicates: once when they begin, once when they are over", .timeLimit(.minutes(2)))
        func duplicates() async throws {
            try await TestHouse.with { house in
                try await house.start(Self.services)
                let client = try house.client(of: "ingestion")
                let batch = Self.batch(from: TestTerritory.start, first: 0)
                for _ in 0..<4 { try await TestHouse.push(batch, through: client) }
                let hour = TestTerritory.start.advanced(byMilliseconds: 3_600_000)
                try await house.declareReported(until: hour)
                let began = try await Self.signals(house, until: hour).filter { $0.kind == .sourceHealth }
                #expect(began.count == 1 && began.first?.pValue == 0 && began.first?.sources == [.policeLog], "\(began)")
                #expect(began.first?.english.contains("police") == true)
                for round in 1...5 {
                    let start = hour.advanced(byMilliseconds: Int64(round) * 120_000)
                    try await TestHouse.push(Self.batch(from: start, first: round * 100), through: client)
                }
                await client.close()
                let later = TestTerritory.start.advanced(byMilliseconds: 3 * 3_600_000)
                try await house.declareReported(until: later)
                let all = try await Self.signals(house, until: later).filter { $0.kind == .sourceHealth }
                #expect(all.map(\.pValue) == [0, 1] && Set(all.map(\.situation)).count == 1, "\(all)")
            }
        }

        @Test(
            "a clock that is ahead, other categories than usual, and silence",
            .enabled(if: FakeClock.library != nil, "libfaketime is missing: apt-get install faketime"), .timeLimit(.minutes(3)))
        func live() async throws {
            try await TestHouse.with(register: TestTerritory.register(live: true)) { house in
                let clock = try FakeClock(in: house.root)
                try await house.start(["ingestion"], environment: clock.environment)
                try await house.start(["anonymization", "correlation"])
                let client = try house.client(of: "ingestion")
                let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
                func ahead(_ hours: Int64) -> Instant { now.advanced(byMilliseconds: hours * 3_600_000) }
                // A thousand thefts; then nothing for more than three days, which a live territory's time goes through all the same.
                for round in 0..<10 {
                    let start = now.advanced(byMilliseconds: -400_000 + Int64(round) * 500)
                    try await TestHouse.push(Self.batch(from: start, first: round * 100), through: client)
                }
                try await house.declareReported(until: Self.slot(now), sources: ["police"])
                try clock.set(offBySeconds: 80 * 3_600)
                let silent = try await Self.signals(house, until: Self.slot(ahead(79))).filter { $0.kind == .sourceSilent }
                #expect(silent.contains { $0.sources == [.policeLog] }, "\(silent)")
                // Then nothing but noise, by a clock that is two minutes ahead.
                for round in 0..<2 {
                    let start = ahead(80).advanced(byMilliseconds: 30_000 + Int64(round) * 500)
                    try await TestHouse.push(Self.batch(from: start, first: 5_000 + round * 100, code: "noise"), through: client)
                }
                await client.close()
                let reached = Self.slot(ahead(80))
                try await house.declareReported(until: reached)
                let found = try await Self.signals(house, until: reached).filter { $0.kind == .sourceHealth && $0.pValue == 0 }
                let words = found.map(\.english).joined(separator: "\n")
                #expect(words.contains("reports other categories than usual"), "\(words)")
                #expect(words.contains("has a clock that is wrong"), "\(words)")
            }
        }
    }
}
