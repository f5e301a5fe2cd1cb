import Domain

/// The server's side of unary calls: who may start one, which are running, which have been given up.
///
/// A call that was cancelled, that ran out of time or whose connection is gone keeps its place until its handler has returned:
/// a handler that does not heed its cancellation must not make room for more of its kind.
struct CallServerMachine: Sendable {
    /// What to do with a request.
    enum Admission: Equatable {
        case start(deadline: Moment)
        case refuse(CallError)
        /// The id is in use on this connection; an answer would end the other call.
        case ignore
    }

    private struct Call {
        var peer: String
        var bytes: Int
        /// Nobody waits for the reply any more.
        var isAbandoned = false
    }

    private let limits: ServerLimits
    private var calls: [CallKey: Call] = [:]
    private var callsOfPeer: [String: Int] = [:]
    private var bytes = 0
    private var deadlines = Deadlines<CallKey>()
    /// New calls are refused; those that run go on.
    private(set) var isDraining = false

    init(limits: ServerLimits) { self.limits = limits }

    /// Handlers that have not returned.
    var count: Int { calls.count }
    /// Bytes of the requests that handlers hold.
    var bytesHeld: Int { bytes }
    /// `expire` has nothing to do before this.
    var nextDeadline: Moment? { deadlines.next }

    /// A request came in. `timeLeft` is in milliseconds, 0 for the server's default.
    mutating func requestReceived(_ key: CallKey, peer: String, bytes size: Int, timeLeft: UInt32, now: Moment) -> Admission {
        if calls[key] != nil { return .ignore }
        if isDraining {
            return .refuse(CallError(.unavailable, "the server is going away: call another endpoint", retryAfter: limits.retryAfter))
        }
        guard calls.count < limits.calls, bytes + size <= limits.callBytes else {
            return .refuse(CallError(.resourceExhausted, "the server is busy: try again a little later", retryAfter: limits.retryAfter))
        }
        guard callsOfPeer[peer, default: 0] < limits.callsPerPeer else {
            let sentence = "more than \(limits.callsPerPeer) calls at once with one key: wait for some to end"
            return .refuse(CallError(.resourceExhausted, sentence, retryAfter: limits.retryAfter))
        }
        calls[key] = Call(peer: peer, bytes: size)
        callsOfPeer[peer, default: 0] += 1
        bytes += size
        let asked = timeLeft == 0 ? limits.defaultDeadline : .milliseconds(Int64(timeLeft))
        let deadline = now.advanced(by: min(asked, limits.maximumDeadline))
        deadlines.set(key, deadline)
        return .start(deadline: deadline)
    }

    /// The client wants no answer any more; true where the handler is to be stopped.
    mutating func cancelReceived(_ key: CallKey) -> Bool { abandon(key) }

    /// A handler returned; true where its reply is still wanted.
    mutating func handlerFinished(_ key: CallKey) -> Bool {
        guard let call = calls.removeValue(forKey: key) else { return false }
        deadlines.remove(key)
        bytes -= call.bytes
        let left = callsOfPeer[call.peer, default: 1] - 1
        callsOfPeer[call.peer] = left > 0 ? left : nil
        return !call.isAbandoned
    }

    /// A connection is gone; gives the calls whose handlers are to be stopped.
    mutating func connectionLost(_ connection: RoutingID) -> [CallKey] {
        calls.keys.filter { $0.connection == connection }.filter { abandon($0) }
    }

    /// Gives the calls whose time has run out: each is to be answered DEADLINE_EXCEEDED and its handler to be stopped.
    mutating func expire(now: Moment) -> [CallKey] {
        deadlines.due(now).filter { abandon($0) }
    }

    /// From now on new calls are refused.
    mutating func drain() { isDraining = true }

    /// Gives up all that runs.
    mutating func abandonAll() -> [CallKey] { Array(calls.keys).filter { abandon($0) } }

    private mutating func abandon(_ key: CallKey) -> Bool {
        guard var call = calls[key], !call.isAbandoned else { return false }
        call.isAbandoned = true
        calls[key] = call
        deadlines.remove(key)
        return true
    }
}
