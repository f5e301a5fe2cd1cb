import Testing

@testable import Transport

struct EndpointBalancerTests {
    @Test("calls go round the endpoints that are ready")
    func roundRobin() {
        var balancer = EndpointBalancer(count: 3)
        balancer.connected(0)
        balancer.connected(2)
        let chosen = (0..<4).map { _ in balancer.next() }
        #expect(chosen == [0, 2, 0, 2])
    }

    @Test("there is none while none is connected")
    func none() {
        var balancer = EndpointBalancer(count: 2)
        let outcome = balancer.next()
        #expect(outcome == nil)
    }

    @Test("a silent endpoint is passed over while another is ready, and used where none is")
    func suspect() {
        var balancer = EndpointBalancer(count: 2)
        balancer.connected(0)
        balancer.connected(1)
        balancer.fellSilent(0)
        let chosen = (0..<3).map { _ in balancer.next() }
        #expect(chosen == [1, 1, 1])
        balancer.disconnected(1)
        let outcome = balancer.next()
        #expect(outcome == 0)
    }

    @Test("an endpoint that answers again is trusted again")
    func recovered() {
        var balancer = EndpointBalancer(count: 2)
        balancer.connected(0)
        balancer.connected(1)
        balancer.fellSilent(0)
        balancer.answered(0)
        let chosen = (0..<2).map { _ in balancer.next() }
        #expect(Set(chosen) == [0, 1])
    }

    @Test("an endpoint that goes away gets nothing new")
    func draining() {
        var balancer = EndpointBalancer(count: 1)
        balancer.connected(0)
        balancer.drainAnnounced(0)
        let outcome = balancer.next()
        #expect(outcome == nil)
        #expect(balancer.isConnected(0))
    }

    @Test("a key is refused everywhere only when each endpoint has refused it")
    func refused() {
        var balancer = EndpointBalancer(count: 2)
        balancer.refused(0)
        #expect(!balancer.isRefusedEverywhere)
        balancer.refused(1)
        balancer.disconnected(1)
        #expect(balancer.isRefusedEverywhere)
    }
}
