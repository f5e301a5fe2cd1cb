import Testing

@testable import quietude

@Suite("How a service that dies is started again")
struct RestartPolicyTests {
    @Test("Waits double up to half a minute")
    func doubling() {
        var policy = RestartPolicy()
        policy.ready()
        let waits = (0..<9).map { _ in policy.died(after: .seconds(1)) }
        #expect(waits.first == .milliseconds(500))
        #expect(waits[1] == .seconds(1))
        #expect(waits.last == .seconds(30))
    }

    @Test("A minute of life is forgiven")
    func forgiven() {
        var policy = RestartPolicy()
        policy.ready()
        for _ in 0..<5 { _ = policy.died(after: .seconds(1)) }
        #expect(policy.died(after: .seconds(61)) == .milliseconds(500))
    }

    @Test("A service that was never ready is given up after a few deaths, one that was is not")
    func hopeless() {
        var never = RestartPolicy()
        var once = RestartPolicy()
        once.ready()
        for _ in 1..<RestartPolicy.hopeless {
            #expect(never.died(after: .seconds(1)) != nil)
            #expect(once.died(after: .seconds(1)) != nil)
        }
        #expect(never.died(after: .seconds(1)) == nil)
        #expect(once.died(after: .seconds(1)) != nil)
    }
}
