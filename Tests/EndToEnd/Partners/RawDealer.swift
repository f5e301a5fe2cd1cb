import CZeroMQ
import Transport

/// A ZeroMQ socket with a good key that sends whatever frames it likes.
final class RawDealer {
    private let context: UnsafeMutableRawPointer
    private let socket: UnsafeMutableRawPointer

    /// Connects in the background.
    init(endpoint: String, pair: KeyPair, serverKey: String) throws {
        guard let context = zmq_ctx_new(), let socket = zmq_socket(context, ZMQ_DEALER) else {
            throw HouseError("libzmq has no socket left")
        }
        self.context = context
        self.socket = socket
        let keys = [(ZMQ_CURVE_SERVERKEY, serverKey), (ZMQ_CURVE_PUBLICKEY, pair.publicKey), (ZMQ_CURVE_SECRETKEY, pair.secretKey)]
        for (option, text) in keys {
            // Z85 is taken with its final zero.
            _ = text.withCString { zmq_setsockopt(socket, option, $0, text.utf8.count + 1) }
        }
        for (option, number) in [(ZMQ_LINGER, Int32(2_000)), (ZMQ_SNDTIMEO, Int32(2_000))] {
            _ = withUnsafeBytes(of: number) { zmq_setsockopt(socket, option, $0.baseAddress, $0.count) }
        }
        guard zmq_connect(socket, endpoint) == 0 else { throw HouseError("\(endpoint) is not an endpoint") }
    }

    deinit {
        zmq_close(socket)
        zmq_ctx_term(context)
    }

    /// Sends one message of any number of frames; false where the server takes no more for now.
    @discardableResult
    func send(_ frames: [[UInt8]]) -> Bool {
        for (index, frame) in frames.enumerated() {
            let more = index + 1 < frames.count ? ZMQ_SNDMORE : 0
            if frame.withUnsafeBytes({ zmq_send(socket, $0.baseAddress, $0.count, more) }) < 0 { return false }
        }
        return true
    }
}
