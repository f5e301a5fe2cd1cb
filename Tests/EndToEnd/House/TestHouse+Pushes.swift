import Domain
import Schema
import Transport

extension TestHouse {
    /// Pushes a batch until it is acknowledged, however often ingestion dies meanwhile; throws a final refusal of the whole batch.
    @discardableResult
    static func push(_ batch: ObservationBatch, through client: Client, within limit: Duration = .seconds(60)) async throws -> PushReceipt {
        let bytes = batch.encoded()
        let clock = ContinuousClock()
        let end = clock.now + limit
        while true {
            do {
                return try PushReceipt(decoding: try await client.call(Method.push, bytes, deadline: .seconds(5), idempotent: true))
            } catch let error as CallError {
                let passes: Set<StatusCode> = [.unavailable, .deadlineExceeded, .resourceExhausted, .cancelled, .aborted]
                guard passes.contains(error.status), clock.now < end else { throw error }
                try await Task.sleep(for: min(error.retryAfter ?? .milliseconds(20), .seconds(1)))
            }
        }
    }

    /// Says for each source that it has reported everything before `time`, so that the territory's watermark comes to be `time`.
    func declareReported(
        until time: Instant, territory: String = TestTerritory.name, sources: [String] = TestTerritory.sources
    ) async throws {
        let client = try client(of: "ingestion")
        for source in sources {
            try await Self.push(
                ObservationBatch(territory: territory, sourceID: source, observations: [], reportedUntil: time), through: client)
        }
        await client.close()
    }
}
