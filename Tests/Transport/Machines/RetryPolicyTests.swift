import Domain
import Testing

@testable import Transport

struct RetryPolicyTests {
    private let policy = RetryPolicy(initial: .milliseconds(100), maximum: .seconds(1), attempts: 4)
    private let unavailable = CallError(.unavailable, "")

    @Test("the back-off doubles up to its maximum, and jitter spreads its upper half")
    func backOff() {
        #expect(policy.delay(afterFailures: 1, jitter: 0) == .milliseconds(50))
        #expect(policy.delay(afterFailures: 1, jitter: 1) == .milliseconds(100))
        #expect(policy.delay(afterFailures: 3, jitter: 1) == .milliseconds(400))
        #expect(policy.delay(afterFailures: 60, jitter: 1) == .seconds(1))
    }

    @Test("what the server asked for is never cut short")
    func retryAfter() {
        #expect(policy.delay(afterFailures: 1, jitter: 0, retryAfter: .seconds(3)) == .seconds(3))
    }

    @Test("a call that is not idempotent is not tried again")
    func notIdempotent() {
        #expect(policy.retry(unavailable, afterFailures: 1, idempotent: false, timeLeft: .seconds(10), jitter: 0) == nil)
    }

    @Test("a failure that will not pass by itself stands", arguments: StatusCode.allCases)
    func finalStatus(status: StatusCode) {
        let wait = policy.retry(CallError(status, ""), afterFailures: 1, idempotent: true, timeLeft: .seconds(10), jitter: 0)
        #expect((wait != nil) == [.unavailable, .resourceExhausted, .aborted].contains(status))
    }

    @Test("attempts are counted")
    func attempts() {
        #expect(policy.retry(unavailable, afterFailures: 3, idempotent: true, timeLeft: .seconds(10), jitter: 0) != nil)
        #expect(policy.retry(unavailable, afterFailures: 4, idempotent: true, timeLeft: .seconds(10), jitter: 0) == nil)
    }

    @Test("no retry is begun that the deadline would cut off")
    func timeLeft() {
        #expect(policy.retry(unavailable, afterFailures: 1, idempotent: true, timeLeft: .milliseconds(40), jitter: 0) == nil)
    }
}
