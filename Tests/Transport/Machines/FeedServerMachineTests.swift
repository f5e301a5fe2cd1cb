import Domain
import Testing

@testable import Transport

struct FeedServerMachineTests {
    private let now = ContinuousClock.now
    private let peer = Peer(name: "gateway", publicKey: "k", role: .gateway, feeds: [.alert])
    private let limits: ServerLimits = {
        var limits = ServerLimits()
        (limits.feeds, limits.feedsPerPeer, limits.credit) = (3, 2, 1 << 20)
        return limits
    }()

    private func key(_ callID: UInt64, connection: UInt32 = 1) -> CallKey {
        CallKey(connection: RoutingID(number: connection), callID: callID)
    }

    private func open(_ machine: inout FeedServerMachine, _ callID: UInt64, connection: UInt32 = 1) -> FeedServerMachine.Admission {
        machine.requestReceived(key(callID, connection: connection), peer: peer, credit: 1000, now: now)
    }

    @Test("a feed starts with the credit it was given, up to the limit")
    func credit() {
        var machine = FeedServerMachine(limits: limits)
        #expect(open(&machine, 1) == .start(credit: 1000))
        let outcome = machine.requestReceived(key(2), peer: peer, credit: .max, now: now)
        #expect(outcome == .start(credit: 1 << 20))
    }

    @Test("a feed without credit is refused, for it would never send anything")
    func noCredit() {
        var machine = FeedServerMachine(limits: limits)
        guard case .refuse(let error) = machine.requestReceived(key(1), peer: peer, credit: 0, now: now) else {
            return #expect(Bool(false), "it was admitted")
        }
        #expect(error.status == .invalidArgument)
    }

    @Test("one key cannot open more feeds than its share")
    func perPeer() {
        var machine = FeedServerMachine(limits: limits)
        _ = open(&machine, 1)
        _ = open(&machine, 2)
        guard case .refuse(let error) = open(&machine, 3) else { return #expect(Bool(false), "the third feed was admitted") }
        #expect(error.status == .resourceExhausted)
    }

    @Test("a feed whose consumer is silent is forgotten, one that pings is not")
    func silence() {
        var machine = FeedServerMachine(limits: limits)
        _ = open(&machine, 1)
        _ = open(&machine, 2)
        let later = now.advanced(by: .seconds(10))
        let first = machine.pingReceived(key(2), now: later)
        #expect(first)
        let second = machine.expire(now: now.advanced(by: limits.silence))
        #expect(second == [key(1)])
        #expect(machine.isOpen(key(2)) && !machine.isOpen(key(1)))
    }

    @Test("a ping for the connection as a whole keeps all its feeds, and no other's")
    func connectionPing() {
        var machine = FeedServerMachine(limits: limits)
        _ = open(&machine, 1)
        _ = open(&machine, 1, connection: 2)
        machine.pingReceived(RoutingID(number: 1), now: now.advanced(by: .seconds(10)))
        let outcome = machine.expire(now: now.advanced(by: limits.silence))
        #expect(outcome == [key(1, connection: 2)])
    }

    @Test("credit and pings for a feed that is not there are answered no")
    func unknown() {
        var machine = FeedServerMachine(limits: limits)
        let first = machine.creditReceived(key(9), now: now)
        #expect(first == false)
        let second = machine.pingReceived(key(9), now: now)
        #expect(second == false)
    }

    @Test("a cancelled feed keeps its place until its producer returns, and its client is not told")
    func cancellation() {
        var machine = FeedServerMachine(limits: limits)
        _ = open(&machine, 1)
        let first = machine.cancelReceived(key(1))
        #expect(first)
        #expect(machine.count == 1)
        let second = machine.producerFinished(key(1))
        #expect(second == false)
        #expect(machine.count == 0)
    }

    @Test("feeds opened under rights that have changed since are ended")
    func changedRights() {
        var machine = FeedServerMachine(limits: limits)
        _ = open(&machine, 1)
        let first = machine.identified(RoutingID(number: 1), as: peer)
        #expect(first == [])
        var changed = peer
        changed.feeds = []
        let second = machine.identified(RoutingID(number: 1), as: changed)
        #expect(second == [key(1)])
    }

    @Test("a drain ends every feed and refuses new ones")
    func drain() {
        var machine = FeedServerMachine(limits: limits)
        _ = open(&machine, 1)
        let outcome = machine.drain()
        #expect(outcome == [key(1)])
        guard case .refuse(let error) = open(&machine, 2) else { return #expect(Bool(false), "a feed was admitted") }
        #expect(error.status == .unavailable)
    }
}
