import Domain

/// The server's side of feeds and other streamed replies: who may open one, who is still there.
///
/// As with calls, a feed that has ended keeps its place until the task that produces it has returned.
struct FeedServerMachine: Sendable {
    /// What to do with a request.
    enum Admission: Equatable {
        /// The producer may send so many bytes.
        case start(credit: Int)
        case refuse(CallError)
        /// The id is in use on this connection.
        case ignore
    }

    private struct Feed {
        var peer: Peer
        var hasEnded = false
    }

    private let limits: ServerLimits
    private var feeds: [CallKey: Feed] = [:]
    private var feedsOfPeer: [String: Int] = [:]
    private var silence = Deadlines<CallKey>()
    private var isDraining = false

    init(limits: ServerLimits) { self.limits = limits }

    /// Feeds whose producers have not returned.
    var count: Int { feeds.count }
    /// `expire` has nothing to do before this.
    var nextDeadline: Moment? { silence.next }

    /// A request for a feed came in, with the bytes that the client can take.
    mutating func requestReceived(_ key: CallKey, peer: Peer, credit: UInt64, now: Moment) -> Admission {
        if feeds[key] != nil { return .ignore }
        if isDraining { return .refuse(FeedServerMachine.goingAway(limits)) }
        guard credit > 0 else {
            return .refuse(CallError(.invalidArgument, "credit is 0: say in the header how many bytes may be sent"))
        }
        guard feeds.count < limits.feeds else {
            return .refuse(CallError(.resourceExhausted, "too many feeds are open: try again later", retryAfter: limits.retryAfter))
        }
        guard feedsOfPeer[peer.publicKey, default: 0] < limits.feedsPerPeer else {
            let sentence = "more than \(limits.feedsPerPeer) feeds at once with one key: end one first"
            return .refuse(CallError(.resourceExhausted, sentence, retryAfter: limits.retryAfter))
        }
        feeds[key] = Feed(peer: peer)
        feedsOfPeer[peer.publicKey, default: 0] += 1
        silence.set(key, now.advanced(by: limits.silence))
        return .start(credit: Int(min(credit, UInt64(limits.credit))))
    }

    /// Whether what is produced is still wanted.
    func isOpen(_ key: CallKey) -> Bool { feeds[key].map { !$0.hasEnded } ?? false }

    /// The client can take more; false where there is no such feed (any more).
    mutating func creditReceived(_ key: CallKey, now: Moment) -> Bool { heard(key, now) }

    /// The client is still there; false where there is no such feed (any more), which it is to be told.
    mutating func pingReceived(_ key: CallKey, now: Moment) -> Bool { heard(key, now) }

    /// A connection as a whole is still there.
    mutating func pingReceived(_ connection: RoutingID, now: Moment) {
        for key in feeds.keys where key.connection == connection { _ = heard(key, now) }
    }

    /// A frame came from a connection under a key with these rights; gives its feeds that were opened under others, which are to end.
    mutating func identified(_ connection: RoutingID, as peer: Peer?) -> [CallKey] {
        guard !feeds.isEmpty else { return [] }
        return feeds.filter { $0.key.connection == connection && $0.value.peer != peer }.map(\.key).filter { end($0) }
    }

    /// The client wants no more; true where the producer is to be stopped.
    mutating func cancelReceived(_ key: CallKey) -> Bool { end(key) }

    /// A producer returned; true where the client is to be told why.
    mutating func producerFinished(_ key: CallKey) -> Bool {
        guard let feed = feeds.removeValue(forKey: key) else { return false }
        silence.remove(key)
        let left = feedsOfPeer[feed.peer.publicKey, default: 1] - 1
        feedsOfPeer[feed.peer.publicKey] = left > 0 ? left : nil
        return !feed.hasEnded
    }

    /// A connection is gone, or takes no more; gives the feeds whose producers are to be stopped.
    mutating func connectionLost(_ connection: RoutingID) -> [CallKey] {
        feeds.keys.filter { $0.connection == connection }.filter { end($0) }
    }

    /// Gives the feeds that nobody asked after for too long: their producers are to be stopped.
    mutating func expire(now: Moment) -> [CallKey] { silence.due(now).filter { end($0) } }

    /// From now on feeds are refused; gives those that are to be ended with UNAVAILABLE, so that their clients go elsewhere.
    mutating func drain() -> [CallKey] {
        isDraining = true
        return Array(feeds.keys).filter { end($0) }
    }

    /// What a feed ends with when the server drains.
    static func goingAway(_ limits: ServerLimits) -> CallError {
        CallError(.unavailable, "the server is going away: subscribe again, from the last record you have", retryAfter: limits.retryAfter)
    }

    private mutating func heard(_ key: CallKey, _ now: Moment) -> Bool {
        guard isOpen(key) else { return false }
        silence.set(key, now.advanced(by: limits.silence))
        return true
    }

    private mutating func end(_ key: CallKey) -> Bool {
        guard var feed = feeds[key], !feed.hasEnded else { return false }
        feed.hasEnded = true
        feeds[key] = feed
        silence.remove(key)
        return true
    }
}
