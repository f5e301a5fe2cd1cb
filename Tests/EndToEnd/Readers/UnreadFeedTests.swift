import Domain
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// Subscribers that take nothing.
    @Suite struct UnreadFeeds {
        @Test(.timeLimit(.minutes(3)))
        func `A subscriber that never reads uses up its credit and no more, and others get everything`() async throws {
            // Without corrections anonymization remembers nothing of what it passed on.
            try await TestHouse.with(register: TestTerritory.register(corrections: "0s", rate: 200_000)) { house in
                try await house.start()
                let load = Load(house, size: 1_000)
                try await load.pushMore(20)
                let slot = Instant(seconds: TimeSlot(containing: TestTerritory.start, length: TimeSlot.defaultLength).start)
                try await house.declareReported(until: TestTerritory.start, sources: ["police"])
                try await house.waitForWatermark(slot, of: "anonymization")
                let before = house.residentBytes(of: "anonymization")
                // Eight who ask for a little each, take one batch and then nothing until they are let go.
                let readers = try (0..<8).map { _ in try IdleReader(client: house.client(of: "anonymization")) }
                for reader in readers { #expect(try await reader.first() != nil) }
                try await load.pushMore(200)
                try await load.expectAllCounted()
                // Another 200,000 incidents for each of the eight would be more than 60 MiB if they were kept for those who do not read.
                let growth = house.residentBytes(of: "anonymization") - before
                print("unread feeds: anonymization grew by \(growth >> 10) KiB while eight subscribers read nothing")
                #expect(growth < 40 << 20)
                // They are still subscribed: once they read, they get on from where they were.
                for reader in readers { #expect(try await reader.next() != nil) }
            }
        }
    }
}
