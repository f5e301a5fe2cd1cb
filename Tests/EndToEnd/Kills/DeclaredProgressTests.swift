import Domain
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// How far sources say that they have reported, which is acknowledged like what they report.
    @Suite struct DeclaredProgress {
        private static func slot(_ number: Int) -> Instant { TestTerritory.start.advanced(byMilliseconds: Int64(number) * 900_000) }

        @Test(.timeLimit(.minutes(2)))
        func `What one source declared before ingestion was killed counts when another declares as much`() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                try await house.declareReported(until: Self.slot(0))
                // The other source still holds the territory's watermark: nothing is due.
                try await house.declareReported(until: Self.slot(8), sources: ["police"])
                await house.kill(["ingestion"])
                try await house.start(["ingestion"])
                try await house.declareReported(until: Self.slot(8), sources: ["fire"])
                let marks = try await house.records(
                    of: "ingestion", types: [.watermark], until: Self.slot(8), as: "anonymization", within: .seconds(10))
                #expect(try marks.last.map { try Watermark(decoding: $0.payload).time } == Self.slot(8))
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func `However many batches are under way at once, the watermark never moves back`() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                let client = try house.client(of: "ingestion")
                let count = 2_000
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...count {
                        if number > 64 { try await group.next() }
                        group.addTask {
                            let observation = TestTerritory.observation(number, of: "police", step: 900_000)
                            try await TestHouse.push(
                                ObservationBatch(
                                    territory: TestTerritory.name, sourceID: "police", observations: [observation],
                                    reportedUntil: Self.slot(number)), through: client)
                        }
                    }
                    try await group.waitForAll()
                }
                await client.close()
                let marks = try await house.records(of: "ingestion", types: [.watermark], until: Self.slot(count), as: "anonymization")
                let times = try marks.map { try Watermark(decoding: $0.payload).time }
                let backwards = zip(times, times.dropFirst()).count { $0 > $1 }
                #expect(backwards == 0, "the watermark moved back \(backwards) times among \(times.count)")
            }
        }
    }
}
