import Domain
import Schema
import Transport

/// Sends batches, and sends them again while ingestion asks for patience. Safe to repeat: ingestion drops what it already holds.
struct Pusher: Sendable {
    private static let deadline = Duration.seconds(30)
    private static let longestWait = Duration.seconds(10)

    let client: Client
    let territory: String
    /// How long to go on where ingestion is full or away.
    let patience: Duration

    /// Returns once the batch is durable; throws `CallError` where it is refused as a whole or patience ran out.
    func push(_ source: String, _ observations: [Observation], reportedUntil: Instant? = nil) async throws -> PushReceipt {
        let batch = ObservationBatch(territory: territory, sourceID: source, observations: observations, reportedUntil: reportedUntil)
        let bytes = batch.encoded()
        let clock = ContinuousClock()
        let limit = clock.now + patience
        var wait = Duration.milliseconds(200)
        while true {
            do {
                return try PushReceipt(decoding: try await client.call(Method.push, bytes, deadline: Self.deadline, idempotent: true))
            } catch let error as CallError {
                let passing: Set<StatusCode> = [.unavailable, .resourceExhausted, .deadlineExceeded, .aborted]
                let pause = min(error.retryAfter ?? wait, Self.longestWait)
                guard passing.contains(error.status), clock.now + pause < limit else { throw error }
                try await Task.sleep(for: pause)
                wait = min(wait * 2, Self.longestWait)
            }
        }
    }
}
