import CZeroMQ

/// What happened to the connections of one socket.
struct SocketMonitor: ~Copyable {
    /// One happening.
    enum Event: Equatable {
        case handshakeSucceeded
        /// The other side refused our key; the value is ZAP's status.
        case refused(Int32)
        /// The other side does not speak our protocol, or holds another key than expected.
        case handshakeFailed
        case disconnected
        /// A listening socket let go of its address.
        case listenerClosed
        case other(Int32)
    }

    private let events: Socket
    private var part: MessagePart

    /// For polling.
    var handle: UnsafeMutableRawPointer { events.handle }

    /// Listens to what happens to `socket`.
    init(_ context: borrowing LibraryContext, of socket: borrowing Socket, name: String) throws(TransportError) {
        let endpoint = "inproc://monitor-\(name)"
        let wanted =
            ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL
            | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_CLOSED
        guard zmq_socket_monitor(socket.handle, endpoint, wanted) == 0 else {
            throw .library(operation: "zmq_socket_monitor", code: zmq_errno())
        }
        let events = try Socket(context, kind: ZMQ_PAIR)
        // libzmq's own thread waits where this queue is full: wide enough that our loop, which never waits, empties it first.
        try events.set(ZMQ_RCVHWM, 100_000)
        try events.set(ZMQ_LINGER, 0)
        try events.connect(endpoint)
        self.events = events
        part = MessagePart()
    }

    /// The next happening, nil where there is none left.
    mutating func next() -> Event? {
        guard part.receive(from: events.handle) else { return nil }
        let (event, value) = part.withBytes { bytes in
            guard bytes.count >= 6 else { return (Int32(0), Int32(0)) }
            return (
                Int32(bytes.loadUnaligned(as: UInt16.self)), Int32(bitPattern: bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self))
            )
        }
        while part.hasMore, part.receive(from: events.handle) {}
        return switch event {
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .handshakeSucceeded
        case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .refused(value)
        case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .handshakeFailed
        case ZMQ_EVENT_DISCONNECTED: .disconnected
        case ZMQ_EVENT_CLOSED: .listenerClosed
        default: .other(event)
        }
    }
}
