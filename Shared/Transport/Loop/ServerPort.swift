import CZeroMQ
import Domain
import Logging
import Schema

/// One server's socket, with what is under way on it. Lives on the thread that owns the sockets.
final class ServerPort {
    /// How far the end has come.
    enum Phase {
        case serving
        /// What runs may finish until then.
        case draining(until: Moment)
        /// Everything was stopped; only closing is left.
        case stopped
        /// The listener has been told to go; the answer is given when it has, or at the moment.
        case closing(by: Moment, Answer<Void>)
    }

    let link: ServerLink
    /// Where it listens.
    let endpoint: String
    let socket: Socket
    var monitor: SocketMonitor
    var calls: CallServerMachine
    var feeds: FeedServerMachine
    var active: [CallKey: ActiveCall] = [:]
    var lanes: [CallKey: FeedLane] = [:]
    var phase = Phase.serving
    private var refusals: Refusals
    /// Whose message is being dealt with, as far as that is known.
    private var sender = "unknown"
    private var identity = MessagePart()
    private var header = MessagePart()
    private var body = MessagePart()

    init(_ link: ServerLink, _ context: borrowing LibraryContext) throws(TransportError) {
        let socket = try Socket(context, kind: ZMQ_ROUTER)
        try ServerPort.configure(socket, link)
        monitor = try SocketMonitor(context, of: socket, name: "server-\(link.id)")
        endpoint = try socket.bind(link.endpoint)
        self.socket = socket
        self.link = link
        calls = CallServerMachine(limits: link.limits)
        feeds = FeedServerMachine(limits: link.limits)
        refusals = Refusals(side: "server", logger: link.logger)
    }

    deinit { socket.endMonitoring() }

    /// The name under which ZAP asks for this server's keys.
    static func domain(_ id: Int) -> String { "server-\(id)" }

    private static func configure(_ socket: borrowing Socket, _ link: ServerLink) throws(TransportError) {
        try socket.set(ZMQ_LINGER, Int32(link.limits.linger.milliseconds))
        try socket.set(ZMQ_ROUTER_MANDATORY, 1)
        try socket.set(ZMQ_MAXMSGSIZE, long: Int64(link.limits.message) * 2)
        // Credit bounds what a feed has under way (an item costs at least CreditAccount.minimumCost) and a peer that does not read is
        // dropped by the heartbeat; this mark is only the last fence, beyond what credit allows.
        try socket.set(ZMQ_SNDHWM, Int32(link.limits.credit / CreditAccount.minimumCost + link.limits.callsPerPeer))
        try socket.set(ZMQ_RCVHWM, 256)
        try socket.set(ZMQ_HEARTBEAT_IVL, 2_000)
        try socket.set(ZMQ_HEARTBEAT_TIMEOUT, 8_000)
        try socket.set(ZMQ_HEARTBEAT_TTL, 10_000)
        try socket.set(ZMQ_HANDSHAKE_IVL, 10_000)
        if link.endpoint.contains("[") { try socket.set(ZMQ_IPV6, 1) }
        switch link.security {
        case .plainLoopback:
            guard Loopback.holds(link.endpoint) else { throw .plainOutsideLoopback(endpoint: link.endpoint) }
        case .curve(let pair, _):
            try socket.set(ZMQ_CURVE_SERVER, 1)
            try socket.set(ZMQ_CURVE_SECRETKEY, key: pair.secretKey)
            try socket.set(ZMQ_ZAP_DOMAIN, text: domain(link.id))
        }
    }

    /// The moment at which `tick` has something to do; nil where there is nothing to wait for.
    var nextMoment: Moment? {
        var moments = [calls.nextDeadline, feeds.nextDeadline].compactMap { $0 }
        switch phase {
        case .draining(let until): moments.append(until)
        case .closing(let by, _): moments.append(by)
        case .serving, .stopped: break
        }
        return moments.min()
    }

    /// Deals with what has come in, up to `burst` messages.
    func receive(burst: Int, now: Moment) {
        defer { sender = "unknown" }
        for _ in 0..<burst {
            guard identity.receive(from: socket.handle) else { return }
            sender = "unknown"
            let isWhole =
                identity.hasMore && header.receive(from: socket.handle) && header.hasMore && body.receive(from: socket.handle)
                && !body.hasMore
            if isWhole {
                accept(now)
            } else {
                // The rest of a message that is not ours is thrown away frame by frame.
                while body.hasMore, body.receive(from: socket.handle) {}
                complain(.wrongFrames, .invalidArgument, "send two frames: the header and the body (which may be empty)", now)
            }
        }
    }

    private func accept(_ now: Moment) {
        let peer = identify()
        sender = peer?.name ?? "unknown"
        guard let connection = identity.withBytes({ bytes in RoutingID(bytes) }) else {
            return complain(.chosenRoutingID, .failedPrecondition, "leave ZMQ_ROUTING_ID unset", now)
        }
        guard header.count <= link.limits.header else {
            let sentence = "the header has more than \(link.limits.header) bytes"
            return complain(.oversizedHeader, .resourceExhausted, sentence, now)
        }
        guard let fields = header.withBytes({ bytes in try? Header(decoding: bytes) }) else {
            return complain(.unreadableHeader, .invalidArgument, "the first frame is not a quietude.v1.Header", now)
        }
        for key in feeds.identified(connection, as: peer) {
            stop(key, tell: CallError(.aborted, "the rights of this key have changed: subscribe again"), now)
        }
        let key = CallKey(connection: connection, callID: fields.callID)
        guard let peer else {
            for key in calls.connectionLost(connection) { active[key]?.cancel() }
            refuse(key, .keyRevoked, CallError(.unauthenticated, "this key is no longer authorised"), now)
            return
        }
        switch fields.kind {
        case .request:
            guard body.count <= link.limits.message else {
                let sentence = "the body has \(body.count) bytes, more than \(link.limits.message): send less at once"
                return refuse(key, .oversizedBody, CallError(.resourceExhausted, sentence), now)
            }
            request(key, fields, peer, body.bytes, now)
        case .cancel: cancelReceived(key, now)
        case .credit:
            if feeds.creditReceived(key, now: now) { lanes[key]?.granted(fields.credit) }
        case .ping: pingReceived(key, now)
        case .response, .item, .pong: refused(.wrongKind, now)
        }
    }

    private func identify() -> Peer? {
        switch link.security {
        case .plainLoopback: .loopback
        case .curve(_, let keys): header.userID.flatMap { key in keys.peer(publicKey: key, now: Clocks.wall) }
        }
    }

    /// Refuses a frame that names no call: whoever writes a client sees the sentence under call id 0.
    private func complain(_ reason: RefusalReason, _ status: StatusCode, _ sentence: String, _ now: Moment) {
        refused(reason, now)
        let answer = Header(kind: .response, status: status, message: sentence).encoded()
        let outcome = identity.withBytes { bytes in socket.send(bytes, more: true) }
        guard outcome == .sent else { return }
        _ = socket.send(answer, more: true)
        _ = socket.send([], more: false)
    }

    /// Counts and logs a refusal; the peer is named by its key's name at the most.
    func refused(_ reason: RefusalReason, _ now: Moment) {
        refusals.happened(reason, from: sender, now: now)
    }

    /// Counts and logs a refusal that happened before there was any message.
    func refusedConnection(_ reason: RefusalReason, from address: String, _ now: Moment) {
        refusals.happened(reason, from: address, now: now)
    }

    /// Refuses a call or a feed, and says so.
    func refuse(_ key: CallKey, _ reason: RefusalReason, _ error: CallError, _ now: Moment) {
        refused(reason, now)
        respond(key, error, now)
    }

    /// Ends a call or a feed with a failure.
    func respond(_ key: CallKey, _ error: CallError, _ now: Moment) {
        let header = Header(
            kind: .response, callID: key.callID, status: error.status, message: error.message,
            retryAfter: UInt32(clamping: error.retryAfter?.milliseconds ?? 0))
        send(key.connection, header, [], now)
    }

    /// Sends to one connection. One that is gone, or that takes no more, loses what it had under way.
    @discardableResult
    func send(_ connection: RoutingID, _ header: Header, _ body: [UInt8], _ now: Moment) -> Bool {
        let outcome = connection.withBytes { bytes in socket.send(bytes, more: true) }
        if outcome == .sent, socket.send(header.encoded(), more: true) == .sent, socket.send(body, more: false) == .sent { return true }
        if outcome == .full { refusals.happened(.peerStuck, from: "a connection", now: now) }
        for key in calls.connectionLost(connection) { active[key]?.cancel() }
        for key in feeds.connectionLost(connection) { stop(key, tell: nil, now) }
        return false
    }
}
