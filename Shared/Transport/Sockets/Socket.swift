import CZeroMQ

/// Owns one ZeroMQ socket; only the thread that made it may touch it.
struct Socket: ~Copyable {
    /// What became of a frame that was to be sent.
    enum SendOutcome: Equatable {
        case sent
        /// The queue to the peer is full, or there is no peer yet.
        case full
        /// There is no such peer (ROUTER).
        case unreachable
        case failed(Int32)
    }

    /// libzmq's own handle, for polling.
    let handle: UnsafeMutableRawPointer

    /// A socket of a kind such as `ZMQ_ROUTER`.
    init(_ context: borrowing LibraryContext, kind: Int32) throws(TransportError) {
        guard let handle = zmq_socket(context.handle, kind) else {
            throw .library(operation: "zmq_socket", code: zmq_errno())
        }
        self.handle = handle
    }

    /// Closes the socket; what it still has to send goes on for as long as its LINGER says.
    deinit { zmq_close(handle) }

    /// Sets an option that takes a 32-bit number.
    borrowing func set(_ option: Int32, _ value: Int32) throws(TransportError) {
        var value = value
        try check(zmq_setsockopt(handle, option, &value, MemoryLayout<Int32>.size), "option \(option)")
    }

    /// Sets an option that takes a 64-bit number.
    borrowing func set(_ option: Int32, long value: Int64) throws(TransportError) {
        var value = value
        try check(zmq_setsockopt(handle, option, &value, MemoryLayout<Int64>.size), "option \(option)")
    }

    /// Sets an option that takes text without its final zero.
    borrowing func set(_ option: Int32, text: String) throws(TransportError) {
        try check(zmq_setsockopt(handle, option, text, text.utf8.count), "option \(option)")
    }

    /// Sets an option that takes a key in Z85, with its final zero.
    borrowing func set(_ option: Int32, key: String) throws(TransportError) {
        guard key.utf8.count == 40 else { throw .invalidKey(what: "a key of \(key.utf8.count) characters") }
        try check(zmq_setsockopt(handle, option, key, 41), "key option \(option)")
    }

    /// Ends monitoring, before whoever listens to it closes.
    ///
    /// libzmq's own thread waits for a listener that is gone, for ever and for all sockets of the process: a connection that breaks
    /// between the two closes would do it.
    borrowing func endMonitoring() { zmq_socket_monitor(handle, nil, 0) }

    /// Listens on an endpoint and says which one it became, such as `tcp://127.0.0.1:40001`.
    borrowing func bind(_ endpoint: String) throws(TransportError) -> String {
        guard zmq_bind(handle, endpoint) == 0 else { throw .endpoint(endpoint, code: zmq_errno()) }
        var bytes = [CChar](repeating: 0, count: 512)
        var count = bytes.count
        guard zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &bytes, &count) == 0, count > 1 else { return endpoint }
        return String(decoding: bytes[..<(count - 1)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Stops listening; connections end once what they still had to send is gone.
    borrowing func unbind(_ endpoint: String) -> Bool { zmq_unbind(handle, endpoint) == 0 }

    /// Connects to an endpoint in the background.
    borrowing func connect(_ endpoint: String) throws(TransportError) {
        guard zmq_connect(handle, endpoint) == 0 else { throw .endpoint(endpoint, code: zmq_errno()) }
    }

    /// Sends one frame without waiting. The bytes are copied.
    borrowing func send(_ bytes: UnsafeRawBufferPointer, more: Bool) -> SendOutcome {
        let flags = ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)
        while true {
            if zmq_send(handle, bytes.baseAddress, bytes.count, flags) >= 0 { return .sent }
            switch zmq_errno() {
            case EINTR: continue
            case EAGAIN: return .full
            case EHOSTUNREACH: return .unreachable
            case let code: return .failed(code)
            }
        }
    }

    /// Sends one frame without waiting. The bytes are copied.
    borrowing func send(_ bytes: [UInt8], more: Bool) -> SendOutcome {
        bytes.withUnsafeBytes { bytes in send(bytes, more: more) }
    }

    private borrowing func check(_ result: Int32, _ operation: String) throws(TransportError) {
        guard result == 0 else { throw .library(operation: operation, code: zmq_errno()) }
    }
}
