import Domain
import Testing

@testable import Transport

struct CallClientMachineTests {
    private let now = ContinuousClock.now
    private var soon: ContinuousClock.Instant { now.advanced(by: .seconds(1)) }

    private func connected(_ count: Int = 1) -> CallClientMachine {
        var machine = CallClientMachine(endpoints: count, limits: ClientLimits())
        for endpoint in 0..<count { _ = machine.connected(endpoint) }
        return machine
    }

    @Test("a call waits for the first endpoint that connects")
    func waits() {
        var machine = CallClientMachine(endpoints: 2, limits: ClientLimits())
        let first = machine.start(1, deadline: soon, now: now)
        #expect(first == .wait)
        let second = machine.connected(1).map(\.endpoint)
        #expect(second == [1])
        let third = machine.start(2, deadline: soon, now: now)
        #expect(third == .send(endpoint: 1))
    }

    @Test("a call that waited too long for a connection fails, and was not sent")
    func unreachable() {
        var machine = CallClientMachine(endpoints: 1, limits: ClientLimits())
        _ = machine.start(1, deadline: now.advanced(by: .seconds(60)), now: now)
        let endings = machine.expire(now: now.advanced(by: ClientLimits().connectionWait))
        #expect(endings.map(\.error.status) == [.unavailable] && endings.first?.cancelAt == nil)
    }

    @Test("a feed waits for a connection for as long as it takes")
    func feedWaits() {
        var machine = CallClientMachine(endpoints: 1, limits: ClientLimits())
        _ = machine.start(1, deadline: nil, now: now)
        let first = machine.expire(now: now.advanced(by: .seconds(3600)))
        #expect(first == [])
        let second = machine.connected(0).map(\.callID)
        #expect(second == [1])
    }

    @Test("the deadline travels as the time that is left, and never as nothing")
    func timeLeft() {
        var machine = connected()
        _ = machine.start(1, deadline: now.advanced(by: .milliseconds(1500)), now: now)
        #expect(machine.timeLeft(1, now: now.advanced(by: .milliseconds(500))) == 1000)
        #expect(machine.timeLeft(1, now: now.advanced(by: .seconds(9))) == 1)
    }

    @Test("an answer ends its call once, and only when it comes from where the call went")
    func response() {
        var machine = connected(2)
        _ = machine.start(1, deadline: soon, now: now)
        let first = machine.responseReceived(1, status: .ok, from: 1)
        #expect(first == false)
        let second = machine.responseReceived(1, status: .ok, from: 0)
        #expect(second)
        let third = machine.responseReceived(1, status: .ok, from: 0)
        #expect(third == false)
    }

    @Test("a call without an answer ends at its deadline, the server is told, and another endpoint is preferred")
    func deadline() {
        var machine = connected(2)
        _ = machine.start(1, deadline: soon, now: now)
        let endings = machine.expire(now: soon)
        #expect(endings.map(\.error.status) == [.deadlineExceeded] && endings.first?.cancelAt == 0)
        for callID in UInt64(2)...4 {
            let outcome = machine.start(callID, deadline: soon, now: now); #expect(outcome == .send(endpoint: 1))
        }
    }

    @Test("an endpoint that says UNAVAILABLE is passed over until it answers a ping that all is well")
    func unavailable() {
        var machine = connected(2)
        _ = machine.start(1, deadline: soon, now: now)
        _ = machine.responseReceived(1, status: .unavailable, from: 0)
        for callID in UInt64(2)...4 {
            let start = machine.start(callID, deadline: soon, now: now)
            #expect(start == .send(endpoint: 1))
        }
        _ = machine.pongReceived(from: 0, status: .ok)
        let start = machine.start(5, deadline: soon, now: now)
        #expect(start == .send(endpoint: 0))
    }

    @Test("a lost connection fails the calls that were under way there, and no others")
    func disconnected() {
        var machine = connected(2)
        _ = machine.start(1, deadline: soon, now: now)
        _ = machine.start(2, deadline: soon, now: now)
        let endings = machine.disconnected(0)
        #expect(endings.map(\.callID) == [1] && endings.first?.error.status == .unavailable)
        #expect(machine.count == 1)
    }

    @Test("a cancelled call tells its server, one that was never sent tells nobody")
    func cancelled() {
        var machine = connected()
        _ = machine.start(1, deadline: soon, now: now)
        let first = machine.cancelled(1)?.cancelAt
        #expect(first == 0)
        _ = machine.disconnected(0)
        _ = machine.start(2, deadline: soon, now: now)
        let second = machine.cancelled(2)?.cancelAt
        #expect(second == nil)
        #expect(machine.count == 0)
        let third = machine.connected(0).isEmpty
        #expect(third)
    }

    @Test("a key that every endpoint refuses fails what waits and what comes")
    func refused() {
        var machine = CallClientMachine(endpoints: 1, limits: ClientLimits())
        _ = machine.start(1, deadline: soon, now: now)
        let outcome = machine.refused(0).map(\.error.status)
        #expect(outcome == [.unauthenticated])
        guard case .fail(let error) = machine.start(2, deadline: soon, now: now) else { return #expect(Bool(false), "it was started") }
        #expect(error.status == .unauthenticated)
    }

    @Test("no more is started than the limit allows")
    func limit() {
        var limits = ClientLimits()
        limits.calls = 1
        var machine = CallClientMachine(endpoints: 1, limits: limits)
        _ = machine.start(1, deadline: soon, now: now)
        guard case .fail(let error) = machine.start(2, deadline: soon, now: now) else { return #expect(Bool(false), "it was started") }
        #expect(error.status == .resourceExhausted)
    }

    @Test("an endpoint that says it goes away gets nothing new, and waiting calls go elsewhere")
    func draining() {
        var machine = connected(1)
        _ = machine.pongReceived(from: 0, status: .unavailable)
        let first = machine.start(1, deadline: soon, now: now)
        #expect(first == .wait)
        let second = machine.pongReceived(from: 0, status: .ok).map(\.callID)
        #expect(second == [1])
    }
}
