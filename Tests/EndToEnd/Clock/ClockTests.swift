import Domain
import Foundation
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// Ingestion's wall clock, the only one in the house, goes wrong.
    @Suite struct Clock {
        private static let day = 86_400

        @Test(.enabled(if: FakeClock.library != nil, "libfaketime is missing: apt-get install faketime"), .timeLimit(.minutes(3)))
        func `When the clock is set back, watermarks never move back, pushes go on and repetitions are known`() async throws {
            try await TestHouse.with(register: TestTerritory.register(live: true)) { house in
                let clock = try FakeClock(in: house.root)
                try await house.start(["ingestion"], environment: clock.environment)
                try await house.start(Programs.services.filter { $0 != "ingestion" })
                let client = try house.client(of: "ingestion")
                let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
                // What happened over the last four days, reported as time goes.
                let first = Self.batches(from: now.advanced(byMilliseconds: -4 * Int64(Self.day) * 1_000), count: 40, first: 0)
                for batch in first { try await Self.expectAccepted(batch, client) }
                try clock.set(offBySeconds: -2 * Self.day)
                // Ingestion does go by that clock: what happened since is in its future.
                let later = Self.batches(from: now.advanced(byMilliseconds: -86_400_000), count: 1, first: 900)[0]
                var early = later
                early.reportedUntil = nil
                #expect(
                    try await TestHouse.push(early, through: client).refusals.map(\.reason)
                        == later.observations.map { _ in "in-the-future" })
                // Repetitions, then reports of what was, by that clock, two to one days ago.
                for batch in first.prefix(5) {
                    let receipt = try await TestHouse.push(batch, through: client)
                    #expect(receipt.accepted == 0 && receipt.refusals == [])
                    #expect(receipt.duplicates == UInt32(batch.observations.count))
                }
                let second = Self.batches(from: now.advanced(byMilliseconds: -4 * Int64(Self.day) * 1_000 + 7_000), count: 20, first: 40)
                for batch in second { try await Self.expectAccepted(batch, client) }
                // Ingestion starts again with the clock still wrong, and takes more.
                await house.kill(["ingestion"])
                try await house.start(["ingestion"], environment: clock.environment)
                let third = Self.batches(from: now.advanced(byMilliseconds: -4 * Int64(Self.day) * 1_000 + 9_000), count: 20, first: 60)
                for batch in third { try await Self.expectAccepted(batch, client) }
                // The clock is right again, and time goes on.
                try clock.set(offBySeconds: 0)
                let end = now.advanced(byMilliseconds: -1_800_000)
                try await house.declareReported(until: end)
                await client.close()
                let slot = Instant(seconds: TimeSlot(containing: end, length: TimeSlot.defaultLength).start)
                try await house.waitForWatermark(slot, of: "notification")
                for service in ["ingestion", "anonymization", "notification"] {
                    let times = try await Self.watermarks(of: service, in: house, until: slot)
                    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "\(service)'s watermark moved back")
                }
                let standing = try Standing(try await house.records(of: "anonymization", types: [.incidents, .retractions], until: slot))
                #expect(standing.count == (first + second + third).map(\.observations.count).reduce(0, +))
            }
        }

        /// Batches of ten, one an hour and a tenth, each reporting up to its last; the source `police`.
        private static func batches(from start: Instant, count: Int, first: Int) -> [ObservationBatch] {
            (0..<count).map { index in
                let observations = (0..<10).map { place in
                    var observation = TestTerritory.observation((first + index) * 10 + place, of: "police")
                    observation.phenomenonStart = start.advanced(byMilliseconds: Int64(index * 10 + place) * 396_000)
                    return observation
                }
                return ObservationBatch(
                    territory: TestTerritory.name, sourceID: "police", observations: observations,
                    reportedUntil: observations.last?.phenomenonStart)
            }
        }

        private static func expectAccepted(_ batch: ObservationBatch, _ client: Client) async throws {
            let receipt = try await TestHouse.push(batch, through: client)
            #expect(receipt.accepted == UInt32(batch.observations.count), "\(receipt)")
        }

        private static func watermarks(of service: String, in house: TestHouse, until slot: Instant) async throws -> [Instant] {
            // Ingestion's feed is for anonymization's key.
            let reader = service == "ingestion" ? "anonymization" : "operator"
            return try await house.records(of: service, types: [.watermark], until: slot, as: reader).map {
                try Watermark(decoding: $0.payload).time
            }
        }
    }
}
