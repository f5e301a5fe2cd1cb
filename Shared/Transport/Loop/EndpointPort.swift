import CZeroMQ
import Schema

/// One endpoint of a client: its socket and what is known of the connection. Lives on the thread that owns the sockets.
final class EndpointPort {
    let socket: Socket
    var monitor: SocketMonitor
    /// When something last came from there; since the connection stands, at the earliest.
    var lastHeard: Moment
    var nextPing: Moment

    init(
        _ link: ClientLink, number: Int, generation: Int, _ context: borrowing LibraryContext, now: Moment
    ) throws(TransportError) {
        let endpoint = link.endpoints[number]
        let socket = try Socket(context, kind: ZMQ_DEALER)
        try socket.set(ZMQ_LINGER, 500)
        // Nothing is queued for a connection that is not there: what was not sent is known not to have been sent.
        try socket.set(ZMQ_IMMEDIATE, 1)
        try socket.set(ZMQ_MAXMSGSIZE, long: Int64(link.options.limits.message) * 2)
        // Calls under way, each with its cancellation, and pings: the machine's limit is met before this mark.
        try socket.set(ZMQ_SNDHWM, Int32(clamping: link.options.limits.calls * 4))
        try socket.set(ZMQ_RCVHWM, 1_000)
        try socket.set(ZMQ_RECONNECT_IVL, 50)
        try socket.set(ZMQ_RECONNECT_IVL_MAX, 2_000)
        try socket.set(ZMQ_CONNECT_TIMEOUT, 5_000)
        try socket.set(ZMQ_HEARTBEAT_IVL, 2_000)
        try socket.set(ZMQ_HEARTBEAT_TIMEOUT, 8_000)
        try socket.set(ZMQ_HEARTBEAT_TTL, 10_000)
        try socket.set(ZMQ_HANDSHAKE_IVL, 10_000)
        if endpoint.contains("[") { try socket.set(ZMQ_IPV6, 1) }
        if case .curve(let pair, let serverKey) = link.security {
            try socket.set(ZMQ_CURVE_PUBLICKEY, key: pair.publicKey)
            try socket.set(ZMQ_CURVE_SECRETKEY, key: pair.secretKey)
            try socket.set(ZMQ_CURVE_SERVERKEY, key: serverKey)
        }
        monitor = try SocketMonitor(context, of: socket, name: "client-\(link.id)-\(number)-\(generation)")
        try socket.connect(endpoint)
        self.socket = socket
        lastHeard = now
        nextPing = now.advanced(by: link.options.limits.ping)
    }

    deinit { socket.endMonitoring() }

    /// Sends a header and a body.
    func send(_ header: Header, _ body: [UInt8]) -> Bool {
        socket.send(header.encoded(), more: true) == .sent && socket.send(body, more: false) == .sent
    }
}
