import CZeroMQ

/// Owns libzmq's context: its I/O threads and everything that is left of closed sockets.
struct LibraryContext: ~Copyable {
    /// libzmq's own handle.
    let handle: UnsafeMutableRawPointer

    /// A context with `ioThreads` threads that do encryption and TCP.
    init(ioThreads: Int32) throws(TransportError) {
        guard let handle = zmq_ctx_new() else { throw .library(operation: "zmq_ctx_new", code: zmq_errno()) }
        self.handle = handle
        zmq_ctx_set(handle, ZMQ_IO_THREADS, ioThreads)
        zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, 4096)
    }

    /// Waits until every socket has let go of its messages (each socket's LINGER bounds it).
    deinit {
        while zmq_ctx_term(handle) != 0, zmq_errno() == EINTR {}
    }
}
