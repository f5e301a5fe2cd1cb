import Testing

@testable import Transport

struct RefusalThrottleTests {
    @Test("a reason is logged at once, then once a minute with how often it happened, whatever comes in between")
    func throttle() {
        var throttle = RefusalThrottle()
        let now = ContinuousClock.now
        let first = throttle.happened(.wrongFrames, now: now)
        #expect(first == 1)
        for second in 1..<60 {
            let second = throttle.happened(.wrongFrames, now: now.advanced(by: .seconds(second))); #expect(second == nil)
        }
        let third = throttle.happened(.unknownMethod, now: now.advanced(by: .seconds(59)))
        #expect(third == 1)
        let fourth = throttle.happened(.wrongFrames, now: now.advanced(by: .seconds(60)))
        #expect(fourth == 60)
    }
}
