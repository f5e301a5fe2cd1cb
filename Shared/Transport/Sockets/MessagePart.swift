import CZeroMQ

/// Owns one frame of a message.
struct MessagePart: ~Copyable {
    private var raw = zmq_msg_t()

    /// An empty frame, to receive into.
    init() { zmq_msg_init(&raw) }

    deinit {
        var raw = raw
        zmq_msg_close(&raw)
    }

    /// Receives one frame without waiting; false where there is none. What the frame held before is released.
    mutating func receive(from socket: UnsafeMutableRawPointer) -> Bool {
        while true {
            if zmq_msg_recv(&raw, socket, ZMQ_DONTWAIT) >= 0 { return true }
            if zmq_errno() != EINTR { return false }
        }
    }

    /// Whether another frame of the same message follows.
    var hasMore: Bool { mutating get { zmq_msg_more(&raw) != 0 } }

    /// Number of bytes.
    var count: Int { mutating get { zmq_msg_size(&raw) } }

    /// Lets `body` look at the bytes in place.
    mutating func withBytes<R, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> R) throws(Failure) -> R {
        try body(UnsafeRawBufferPointer(start: zmq_msg_data(&raw), count: zmq_msg_size(&raw)))
    }

    /// The bytes, copied once.
    var bytes: [UInt8] {
        mutating get { withBytes { bytes in [UInt8](bytes) } }
    }

    /// The bytes as text; bytes that are not UTF-8 are replaced.
    var text: String {
        mutating get { withBytes { bytes in String(decoding: bytes, as: UTF8.self) } }
    }

    /// The public key that the ZAP handler vouched for on the connection this frame came from; nil without CURVE, and on the
    /// identity frame that a ROUTER puts first (libzmq 4.3.4).
    var userID: String? {
        mutating get {
            guard let text = zmq_msg_gets(&raw, "User-Id") else { return nil }
            return String(cString: text)
        }
    }
}
