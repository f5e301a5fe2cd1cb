import Domain
import Testing

@testable import Gateways

@Suite("Retries")
struct RetryRuleTests {
    private static func wait(_ failures: Int, asked: Duration? = nil, seed: UInt64 = 1) -> Int64 {
        var generator = SplitMix64(seed: seed)
        return RetryRule(first: .seconds(1), longest: .seconds(60)).wait(after: failures, asked: asked, using: &generator)
    }

    @Test("each wait is between half and all of a doubling one, up to the bound", arguments: 1...12)
    func doubling(failures: Int) {
        let whole = min(Int64(1_000) << Int64(failures - 1), 60_000)
        #expect((0..<50).allSatisfy { (whole / 2...whole).contains(Self.wait(failures, seed: $0)) })
    }

    @Test("the same seed waits as long, another one does not")
    func seeds() {
        #expect(Self.wait(3, seed: 4) == Self.wait(3, seed: 4))
        #expect(Self.wait(3, seed: 4) != Self.wait(3, seed: 5))
    }

    @Test("what Retry-After asks for is waited, even beyond the bound, up to a day")
    func retryAfter() {
        #expect(Self.wait(1, asked: .seconds(120)) == 120_000)
        #expect(Self.wait(1, asked: .seconds(400_000)) == 86_400_000)
    }

    @Test("Retry-After is read as seconds and as a date")
    func headers() {
        #expect(AnswerRules.retryAfter("7", now: 0) == .seconds(7))
        #expect(AnswerRules.retryAfter("Fri, 31 Dec 1999 23:59:59 GMT", now: 946_684_790) == .seconds(9))
        #expect(AnswerRules.retryAfter("soon", now: 0) == nil)
        #expect(AnswerRules.retryAfter(nil, now: 0) == nil)
    }

    @Test("server faults, floods and timeouts are tried again, other refusals are not, 410 is gone")
    func statuses() {
        func result(_ status: Int) -> DeliveryResult {
            AnswerRules.result(.init(status: status, headers: [("Retry-After", "3")], body: ""), service: "it", now: 0)
        }
        #expect([200, 202, 204].allSatisfy { result($0) == .delivered })
        #expect([408, 425, 429, 500, 503].allSatisfy { result($0) == .retry(reason: "it answered \($0)", after: .seconds(3)) })
        #expect(result(410) == .gone(reason: "it answered 410"))
        #expect([301, 400, 401, 404, 413].allSatisfy { result($0) == .rejected(reason: "it answered \($0)") })
    }
}
