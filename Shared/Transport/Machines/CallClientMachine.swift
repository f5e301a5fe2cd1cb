import Domain

/// The client's side of calls and feeds: which wait for an endpoint, which are under way and where, which time is up.
struct CallClientMachine: Sendable {
    /// What to do with a new call.
    enum Start: Equatable {
        case send(endpoint: Int)
        /// No endpoint is connected: the call waits for one.
        case wait
        case fail(CallError)
    }

    /// A call that ends without an answer, and whom to tell that none is wanted.
    struct Ending: Equatable {
        let callID: UInt64
        let error: CallError
        var cancelAt: Int?
    }

    private struct Call {
        /// Nil for a feed: it has no end of its own.
        var deadline: Moment?
        var endpoint: Int?
    }

    private let limits: ClientLimits
    private(set) var balancer: EndpointBalancer
    private var calls: [UInt64: Call] = [:]
    private var waiting: [UInt64] = []
    private var deadlines = Deadlines<UInt64>()
    private var connectionWaits = Deadlines<UInt64>()

    init(endpoints: Int, limits: ClientLimits) {
        self.limits = limits
        balancer = EndpointBalancer(count: endpoints)
    }

    /// Calls and feeds that have not ended.
    var count: Int { calls.count }
    /// `expire` has nothing to do before this.
    var nextDeadline: Moment? {
        guard let first = deadlines.next, let second = connectionWaits.next else { return deadlines.next ?? connectionWaits.next }
        return min(first, second)
    }

    /// Starts a call (with a deadline) or a feed (without).
    mutating func start(_ callID: UInt64, deadline: Moment?, now: Moment) -> Start {
        guard calls.count < limits.calls else {
            return .fail(
                CallError(.resourceExhausted, "more than \(limits.calls) calls are under way from this client: wait for some to end"))
        }
        if let deadline, deadline <= now { return .fail(CallClientMachine.outOfTime) }
        if let endpoint = balancer.next() {
            calls[callID] = Call(deadline: deadline, endpoint: endpoint)
            if let deadline { deadlines.set(callID, deadline) }
            return .send(endpoint: endpoint)
        }
        if balancer.isRefusedEverywhere { return .fail(CallClientMachine.keyRefused) }
        calls[callID] = Call(deadline: deadline)
        waiting.append(callID)
        if let deadline {
            deadlines.set(callID, deadline)
            connectionWaits.set(callID, now.advanced(by: limits.connectionWait))
        }
        return .wait
    }

    /// Milliseconds that a call has left, as they stand in its header; 0 for a feed.
    func timeLeft(_ callID: UInt64, now: Moment) -> UInt32 {
        guard let deadline = calls[callID]?.deadline else { return 0 }
        return UInt32(clamping: max(now.duration(to: deadline).milliseconds, 1))
    }

    /// Where a call or feed is under way.
    func endpoint(of callID: UInt64) -> Int? { calls[callID]?.endpoint }

    /// An endpoint is connected; gives the calls that waited, each with its endpoint, to be sent in this order.
    mutating func connected(_ endpoint: Int) -> [(callID: UInt64, endpoint: Int)] {
        balancer.connected(endpoint)
        return flush()
    }

    /// An endpoint's connection is gone; gives the calls that were under way there. They may have taken effect.
    mutating func disconnected(_ endpoint: Int) -> [Ending] {
        balancer.disconnected(endpoint)
        let error = CallError(.unavailable, "the connection was lost before the answer came; the call may have taken effect")
        return endCalls(at: endpoint, error)
    }

    /// An endpoint does not accept our key; gives the calls that fail by it.
    mutating func refused(_ endpoint: Int) -> [Ending] {
        balancer.refused(endpoint)
        guard balancer.isRefusedEverywhere else { return [] }
        return waiting.compactMap { end($0, CallClientMachine.keyRefused) }
    }

    /// Whether a frame belongs to a call or feed that is under way at this endpoint.
    func itemReceived(_ callID: UInt64, from endpoint: Int) -> Bool { calls[callID]?.endpoint == endpoint }

    /// An answer came; true where somebody waits for it.
    mutating func responseReceived(_ callID: UInt64, status: StatusCode, from endpoint: Int) -> Bool {
        guard calls[callID]?.endpoint == endpoint else { return false }
        forget(callID)
        // It may be going away: others first, until it answers a ping that all is well.
        if status == .unavailable { balancer.fellSilent(endpoint) }
        return true
    }

    /// An endpoint answered a ping, and how it is.
    mutating func pongReceived(from endpoint: Int, status: StatusCode) -> [(callID: UInt64, endpoint: Int)] {
        if status == .unavailable {
            balancer.drainAnnounced(endpoint)
            return []
        }
        balancer.answered(endpoint)
        return flush()
    }

    /// An endpoint has not answered for a while.
    mutating func fellSilent(_ endpoint: Int) { balancer.fellSilent(endpoint) }

    /// An endpoint has not answered for so long that its feeds are better opened elsewhere; gives what ends.
    mutating func presumedDead(_ endpoint: Int) -> [Ending] {
        balancer.fellSilent(endpoint)
        let error = CallError(.unavailable, "the server has not answered for too long; the call may have taken effect")
        return endCalls(at: endpoint, error)
    }

    /// Nobody waits for a call any more; gives the endpoint that is to be told, nil where it was never sent.
    mutating func cancelled(_ callID: UInt64) -> Ending? {
        end(callID, CallError(.cancelled, "the caller gave up"))
    }

    /// A frame could not be handed over: the call was not sent.
    mutating func unsent(_ callID: UInt64) -> Ending? {
        let error = CallError(.unavailable, "the connection takes no more: the call was not sent", retryAfter: .milliseconds(100))
        guard var ending = end(callID, error) else { return nil }
        ending.cancelAt = nil
        return ending
    }

    /// Gives the calls whose time has run out.
    mutating func expire(now: Moment) -> [Ending] {
        var endings: [Ending] = []
        for callID in deadlines.due(now) {
            let endpoint = calls[callID]?.endpoint
            if let endpoint { balancer.fellSilent(endpoint) }
            if let ending = end(callID, endpoint == nil ? CallClientMachine.unreached(.deadlineExceeded) : CallClientMachine.outOfTime) {
                endings.append(ending)
            }
        }
        for callID in connectionWaits.due(now) where calls[callID].map({ $0.endpoint == nil }) ?? false {
            if let ending = end(callID, CallClientMachine.unreached(.unavailable)) { endings.append(ending) }
        }
        return endings
    }

    /// The client is closed; gives all that ends by it.
    mutating func closed() -> [Ending] {
        calls.keys.sorted().compactMap { end($0, CallError(.cancelled, "the client was closed")) }
    }

    private static let outOfTime = CallError(.deadlineExceeded, "no answer came in time; the call may have taken effect")
    private static let keyRefused = CallError(
        .unauthenticated, "the server does not accept this key: have its public key put into the server's folder of authorised keys")
    private static func unreached(_ status: StatusCode) -> CallError {
        CallError(status, "no endpoint could be reached: check the address, the server's public key, and that it runs; nothing was sent")
    }

    private mutating func flush() -> [(callID: UInt64, endpoint: Int)] {
        guard !waiting.isEmpty else { return [] }
        var sent: [(callID: UInt64, endpoint: Int)] = []
        for callID in waiting {
            guard let endpoint = balancer.next() else { break }
            calls[callID]?.endpoint = endpoint
            connectionWaits.remove(callID)
            sent.append((callID, endpoint))
        }
        waiting.removeFirst(sent.count)
        return sent
    }

    private mutating func endCalls(at endpoint: Int, _ error: CallError) -> [Ending] {
        calls.filter { $0.value.endpoint == endpoint }.keys.sorted().compactMap { callID in
            var ending = end(callID, error)
            ending?.cancelAt = nil
            return ending
        }
    }

    private mutating func end(_ callID: UInt64, _ error: CallError) -> Ending? {
        guard let call = calls[callID] else { return nil }
        forget(callID)
        return Ending(callID: callID, error: error, cancelAt: call.endpoint)
    }

    private mutating func forget(_ callID: UInt64) {
        guard let call = calls.removeValue(forKey: callID) else { return }
        deadlines.remove(callID)
        connectionWaits.remove(callID)
        if call.endpoint == nil { waiting.removeAll { $0 == callID } }
    }
}
