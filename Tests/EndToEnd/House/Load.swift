import Domain
import Schema
import Testing
import Transport

/// Numbered observations of one source, pushed in order, and what must be counted of them.
final class Load {
    private let house: TestHouse
    private let source = "police"
    private let size: Int
    private(set) var acknowledged = 0

    /// Nothing is pushed yet; `size` observations a batch, at most 1,024.
    init(_ house: TestHouse, size: Int = 100) {
        self.house = house
        self.size = size
    }

    private func batch(_ index: Int) -> ObservationBatch {
        let observations = (index * size..<(index + 1) * size).map {
            TestTerritory.observation($0, of: source, text: String(repeating: "x", count: 200))
        }
        return ObservationBatch(territory: TestTerritory.name, sourceID: source, observations: observations)
    }

    /// Pushes, each batch once, until one is refused; its refusal.
    func pushUntilRefused(atMost count: Int) async throws -> CallError? {
        let client = try house.client(of: "ingestion")
        defer { Task { await client.close() } }
        for _ in 0..<count {
            do {
                let reply = try await client.call(Method.push, batch(acknowledged).encoded(), deadline: .seconds(10))
                #expect(try PushReceipt(decoding: reply).refusals == [])
                acknowledged += 1
            } catch let error as CallError {
                return error
            }
        }
        return nil
    }

    /// Pushes so many batches, each until it is acknowledged.
    func pushMore(_ count: Int) async throws {
        let client = try house.client(of: "ingestion")
        for _ in 0..<count {
            let receipt = try await TestHouse.push(batch(acknowledged), through: client)
            #expect(receipt.refusals == [])
            acknowledged += 1
        }
        await client.close()
    }

    /// Each acknowledged observation stands once in anonymization's journal, and nothing else; all services came to the end.
    func expectAllCounted() async throws {
        let end = TestTerritory.start.advanced(byMilliseconds: Int64(acknowledged * size) * 1_000 + 3_600_000)
        try await house.declareReported(until: end, sources: [source])
        let slot = Instant(seconds: TimeSlot(containing: end, length: TimeSlot.defaultLength).start)
        try await house.waitForWatermark(slot, of: "notification")
        let standing = try Standing(try await house.records(of: "anonymization", types: [.incidents, .retractions], until: slot))
        #expect(standing.faults == [])
        #expect(standing.count == acknowledged * size)
        var expected: [Standing.Facts: Int] = [:]
        for number in 0..<acknowledged * size {
            let observation = TestTerritory.observation(number, of: source)
            let start = try #require(observation.phenomenonStart)
            let slot = TimeSlot(containing: start, length: TimeSlot.defaultLength)
            let category = try #require(Category(code: observation.originalCode))
            expected[Standing.Facts(kind: .policeLog, category: category, slot: slot), default: 0] += 1
        }
        #expect(standing.bySlot == expected)
    }
}
