import CZeroMQ

/// Why a server or a client could not be set up, or a key not be used.
public enum TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// libzmq refused an operation; `code` is its errno.
    case library(operation: String, code: Int32)
    /// A socket without encryption may only listen on, or connect to, this machine.
    case plainOutsideLoopback(endpoint: String)
    /// The endpoint cannot be bound or connected to; `code` is libzmq's errno.
    case endpoint(String, code: Int32)
    /// Not a CURVE key: a key is 40 characters of Z85.
    case invalidKey(what: String)
    /// A key file, or the folder of authorised keys, cannot be read or written.
    case keyFile(path: String, reason: String)
    /// The transport was shut down.
    case closed

    /// One sentence with the remedy.
    public var description: String {
        switch self {
        case .library(let operation, let code):
            "libzmq refused \(operation): \(TransportError.text(code))"
        case .plainOutsideLoopback(let endpoint):
            "\(endpoint) is not a loopback endpoint: use CURVE keys, or 127.0.0.1, localhost, [::1], ipc:// or inproc://"
        case .endpoint(let endpoint, let code):
            "\(endpoint) cannot be used: \(TransportError.text(code)); choose another endpoint or stop whatever holds it"
        case .invalidKey(let what):
            "\(what) is not a CURVE key: give 40 characters of Z85, as `quietude keys new` writes them"
        case .keyFile(let path, let reason):
            "\(path): \(reason)"
        case .closed:
            "the transport was shut down"
        }
    }

    static func text(_ code: Int32) -> String {
        guard let text = zmq_strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
