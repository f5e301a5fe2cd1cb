import Domain
import Schema

/// The client's side of one durable subscription: where to go on after an interruption, when to try again, what credit to give back.
struct FeedClientMachine: Sendable {
    /// What to do when a feed has ended.
    enum Next: Equatable {
        case subscribeAgain(after: Duration)
        case fail(CallError)
    }

    private var request: SubscribeRequest
    private let policy: RetryPolicy
    private var window: CreditWindow
    /// Failures since the last batch.
    private(set) var failures = 0
    private var unconsumed: Int?

    init(request: SubscribeRequest, window: CreditWindow, policy: RetryPolicy) {
        self.request = request
        self.window = window
        self.policy = policy
    }

    /// The credit to start with.
    var credit: UInt64 { UInt64(window.size) }

    /// What to ask for now: what the caller asked for, or to go on after the last batch.
    mutating func subscribe() -> SubscribeRequest {
        window.reset()
        unconsumed = nil
        return request
    }

    /// A batch came, of so many bytes; it is handed to the caller.
    mutating func received(_ batch: FeedBatch, bytes: Int) {
        failures = 0
        unconsumed = bytes
        let through = max(batch.through, batch.records.last?.sequence ?? 0)
        guard through > 0 else { return }
        request.start = .cursor
        request.cursor = Cursor(journal: batch.journal, sequence: through)
    }

    /// The caller asks for the next batch, so it is done with the last one; gives the credit that is to be sent, if any.
    mutating func consumed() -> UInt64? {
        guard let bytes = unconsumed else { return nil }
        unconsumed = nil
        return window.consumed(bytes)
    }

    /// The feed has ended. `jitter` in 0 ..< 1.
    mutating func ended(_ error: CallError, jitter: Double) -> Next {
        guard isInterruption(error.status) else { return .fail(error) }
        failures += 1
        // Servers restart and networks heal: a durable consumer never gives up, it only waits longer.
        return .subscribeAgain(after: policy.delay(afterFailures: failures, jitter: jitter, retryAfter: error.retryAfter))
    }

    /// Whether it may go on later by itself. A consumer that has a name is part of the house and waits for its feed to exist: services
    /// start in any order. Whoever merely looks is told at once that there is no such territory.
    private func isInterruption(_ status: StatusCode) -> Bool {
        RetryPolicy.isTransient(status) || (status == .notFound && !request.consumer.isEmpty)
    }
}
