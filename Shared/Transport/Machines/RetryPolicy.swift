public import Domain

/// When to try again, and how long to wait before: exponential back-off with jitter.
public struct RetryPolicy: Sendable, Hashable {
    /// Before the second attempt, at most.
    public var initial: Duration
    /// Before any attempt, at most.
    public var maximum: Duration
    /// Attempts of one call, the first one included.
    public var attempts: Int

    /// A policy; by default 5 attempts, 50 ms doubling up to 2 s.
    public init(initial: Duration = .milliseconds(50), maximum: Duration = .seconds(2), attempts: Int = 5) {
        self.initial = initial
        self.maximum = maximum
        self.attempts = attempts
    }

    /// The wait after `failures` failures in a row (from 1). `jitter` in 0 ..< 1 spreads it over the upper half of the back-off, so that
    /// clients that failed together do not come back together. Never shorter than what the other side asked for.
    public func delay(afterFailures failures: Int, jitter: Double, retryAfter: Duration? = nil) -> Duration {
        let doublings = min(max(failures - 1, 0), 20)
        let backOff = min(initial * (1 << doublings), maximum)
        let jittered = backOff * (0.5 + 0.5 * min(max(jitter, 0), 1))
        return max(jittered, retryAfter.map { $0 * (1 + 0.25 * min(max(jitter, 0), 1)) } ?? .zero)
    }

    /// The wait before a call is tried again; nil where its failure stands: it may have taken effect and is not idempotent, the status
    /// will not change by itself, attempts are used up, or the time left would not suffice.
    public func retry(
        _ error: CallError, afterFailures failures: Int, idempotent: Bool, timeLeft: Duration, jitter: Double
    ) -> Duration? {
        guard idempotent, failures < attempts, RetryPolicy.isTransient(error.status) else { return nil }
        let wait = delay(afterFailures: failures, jitter: jitter, retryAfter: error.retryAfter)
        return wait < timeLeft ? wait : nil
    }

    /// Whether a status may go away by itself.
    public static func isTransient(_ status: StatusCode) -> Bool {
        status == .unavailable || status == .resourceExhausted || status == .aborted
    }
}
