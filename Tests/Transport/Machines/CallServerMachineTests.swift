import Domain
import Testing

@testable import Transport

struct CallServerMachineTests {
    private let now = ContinuousClock.now
    private let limits: ServerLimits = {
        var limits = ServerLimits()
        (limits.calls, limits.callsPerPeer, limits.callBytes) = (3, 2, 1000)
        return limits
    }()

    private func key(_ callID: UInt64, connection: UInt32 = 1) -> CallKey {
        CallKey(connection: RoutingID(number: connection), callID: callID)
    }

    @Test("a call gets the time it asks for")
    func deadline() {
        var machine = CallServerMachine(limits: limits)
        let admission = machine.requestReceived(key(1), peer: "a", bytes: 10, timeLeft: 250, now: now)
        #expect(admission == .start(deadline: now.advanced(by: .milliseconds(250))))
    }

    @Test("a call that asks for nothing gets the default, one that asks for too much the maximum")
    func boundedDeadline() {
        var machine = CallServerMachine(limits: limits)
        let first = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 0, now: now)
        #expect(first == .start(deadline: now.advanced(by: limits.defaultDeadline)))
        let second = machine.requestReceived(key(2), peer: "a", bytes: 0, timeLeft: .max, now: now)
        #expect(second == .start(deadline: now.advanced(by: limits.maximumDeadline)))
    }

    @Test("one key cannot take more than its share")
    func perPeer() {
        var machine = CallServerMachine(limits: limits)
        for callID in 1...2 { _ = machine.requestReceived(key(UInt64(callID)), peer: "a", bytes: 0, timeLeft: 0, now: now) }
        guard case .refuse(let error) = machine.requestReceived(key(3), peer: "a", bytes: 0, timeLeft: 0, now: now) else {
            return #expect(Bool(false), "the third call was admitted")
        }
        #expect(error.status == .resourceExhausted && error.retryAfter == limits.retryAfter)
        let outcome = machine.requestReceived(key(3, connection: 2), peer: "b", bytes: 0, timeLeft: 0, now: now) != .refuse(error)
        #expect(outcome)
    }

    @Test("all keys together cannot take more than there is")
    func total() {
        var machine = CallServerMachine(limits: limits)
        for callID in 1...3 { _ = machine.requestReceived(key(UInt64(callID)), peer: "\(callID)", bytes: 0, timeLeft: 0, now: now) }
        guard case .refuse(let error) = machine.requestReceived(key(4), peer: "d", bytes: 0, timeLeft: 0, now: now) else {
            return #expect(Bool(false), "the fourth call was admitted")
        }
        #expect(error.status == .resourceExhausted)
    }

    @Test("requests cannot hold more memory than allowed, and give it back")
    func memory() {
        var machine = CallServerMachine(limits: limits)
        _ = machine.requestReceived(key(1), peer: "a", bytes: 800, timeLeft: 0, now: now)
        guard case .refuse = machine.requestReceived(key(2), peer: "b", bytes: 300, timeLeft: 0, now: now) else {
            return #expect(Bool(false), "more than the limit was admitted")
        }
        _ = machine.handlerFinished(key(1))
        #expect(machine.bytesHeld == 0)
    }

    @Test("an id that is in use is ignored: an answer would end the other call")
    func duplicate() {
        var machine = CallServerMachine(limits: limits)
        _ = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 0, now: now)
        let outcome = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 0, now: now)
        #expect(outcome == .ignore)
    }

    @Test("a call whose time is over is answered once, and keeps its place until its handler returns")
    func expiry() {
        var machine = CallServerMachine(limits: limits)
        _ = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 100, now: now)
        let first = machine.expire(now: now.advanced(by: .milliseconds(99)))
        #expect(first == [])
        let second = machine.expire(now: now.advanced(by: .milliseconds(100)))
        #expect(second == [key(1)])
        let third = machine.expire(now: now.advanced(by: .seconds(1)))
        #expect(third == [])
        #expect(machine.count == 1)
        let fourth = machine.handlerFinished(key(1))
        #expect(fourth == false)
        #expect(machine.count == 0)
    }

    @Test("a cancelled call stops its handler once, and its reply is not sent")
    func cancellation() {
        var machine = CallServerMachine(limits: limits)
        _ = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 0, now: now)
        let first = machine.cancelReceived(key(1))
        #expect(first)
        let second = machine.cancelReceived(key(1))
        #expect(second == false)
        let third = machine.handlerFinished(key(1))
        #expect(third == false)
    }

    @Test("a lost connection stops the handlers of its calls alone")
    func lostConnection() {
        var machine = CallServerMachine(limits: limits)
        _ = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 0, now: now)
        _ = machine.requestReceived(key(1, connection: 2), peer: "b", bytes: 0, timeLeft: 0, now: now)
        let first = machine.connectionLost(RoutingID(number: 1))
        #expect(first == [key(1)])
        let second = machine.handlerFinished(key(1, connection: 2))
        #expect(second)
    }

    @Test("a draining server refuses new calls and answers those that run")
    func drain() {
        var machine = CallServerMachine(limits: limits)
        _ = machine.requestReceived(key(1), peer: "a", bytes: 0, timeLeft: 0, now: now)
        machine.drain()
        guard case .refuse(let error) = machine.requestReceived(key(2), peer: "a", bytes: 0, timeLeft: 0, now: now) else {
            return #expect(Bool(false), "a call was admitted")
        }
        #expect(error.status == .unavailable)
        let outcome = machine.handlerFinished(key(1))
        #expect(outcome)
    }
}
