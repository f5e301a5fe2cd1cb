import Domain
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// Consumers that do not come back.
    @Suite struct ForgottenConsumers {
        @Test(.timeLimit(.minutes(2)))
        func `A consumer that is gone is forgotten by its name; one that is connected is not, nor by any other key than an operator's`()
            async throws
        {
            try await TestHouse.with { house in
                try house.keys.add(Peer(name: "reader", publicKey: "", role: .partner, feeds: [.incidents, .watermark]))
                try await house.start()
                let load = Load(house, size: 10)
                try await load.pushMore(2)
                let reader = try house.client(of: "anonymization", as: "reader")
                let slot = Instant(seconds: TimeSlot(containing: TestTerritory.start, length: TimeSlot.defaultLength).start)
                try await house.declareReported(until: TestTerritory.start, sources: ["police"])
                try await house.waitForWatermark(slot, of: "anonymization")
                let request = SubscribeRequest(
                    territory: TestTerritory.name, consumer: "reader", start: .beginning, types: [.incidents, .watermark])
                var feed: Subscription.AsyncIterator? = reader.subscribe(request).makeAsyncIterator()
                let batch = try #require(try await feed?.next())
                try await reader.commit(
                    territory: TestTerritory.name, consumer: "reader", cursor: Cursor(journal: batch.journal, sequence: batch.through))
                let connected = try await house.quietude(["consumers", "forget", "reader"])
                #expect(connected.status == 1 && connected.said.contains("stop it first"), "\(connected.said)")
                await #expect(throws: CallError.self) {
                    _ = try await reader.forget(territory: TestTerritory.name, consumer: "correlation")
                }
                feed = nil
                await reader.close()
                // The end of a connection is noticed when it is noticed.
                try await within(.seconds(20), "the end of the subscription") {
                    while try await house.health(of: "anonymization").feeds.flatMap(\.consumers)
                        .contains(where: { $0.name == "reader" && $0.connected })
                    { try await Task.sleep(for: .milliseconds(50)) }
                }
                let forgotten = try await house.quietude(["consumers", "forget", "reader", "--service", "anonymization"])
                #expect(forgotten.status == 0, "\(forgotten.said)")
                #expect(try await !house.health(of: "anonymization").feeds.flatMap(\.consumers).map(\.name).contains("reader"))
                let again = try await house.quietude(["consumers", "forget", "reader"])
                #expect(again.status != 0 && again.said.contains("no feed knows"), "\(again.said)")
            }
        }
    }
}
