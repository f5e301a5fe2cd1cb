import CZeroMQ
import Dispatch
import Schema

@testable import Transport

/// A client without manners: sends whatever frames it likes.
///
/// Safe to share: everything but the queue is touched on the queue alone. It waits there, so that no thread of the handlers is held up.
final class RawDealer: @unchecked Sendable {
    private let queue = DispatchQueue(label: "raw dealer")
    private let context: LibraryContext
    private var socket: Socket?
    private var part = MessagePart()

    /// Connects with keys; `routingID` where it chooses a name itself.
    init(_ endpoint: String, _ pair: KeyPair, serverKey: String, routingID: String? = nil) throws {
        let context = try LibraryContext(ioThreads: 1)
        let socket = try Socket(context, kind: ZMQ_DEALER)
        try socket.set(ZMQ_LINGER, 0)
        try socket.set(ZMQ_CURVE_PUBLICKEY, key: pair.publicKey)
        try socket.set(ZMQ_CURVE_SECRETKEY, key: pair.secretKey)
        try socket.set(ZMQ_CURVE_SERVERKEY, key: serverKey)
        if let routingID { try socket.set(ZMQ_ROUTING_ID, text: routingID) }
        try socket.connect(endpoint)
        self.context = context
        self.socket = consume socket
    }

    /// The socket goes before the context that waits for it.
    deinit { socket = nil }

    /// Sends a message of these frames.
    func send(_ frames: [[UInt8]]) {
        queue.async { [self] in
            guard let handle else { return }
            for (index, frame) in frames.enumerated() {
                zmq_send(handle, frame, frame.count, index < frames.count - 1 ? ZMQ_SNDMORE : 0)
            }
        }
    }

    /// Sends a header and a body.
    func send(_ header: Header, _ body: [UInt8] = []) { send([header.encoded(), body]) }

    /// The next message's header and body; nil where none comes within half a minute.
    func receive() async -> (header: Header, body: [UInt8])? {
        await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: next()) }
        }
    }

    private func next() -> (header: Header, body: [UInt8])? {
        guard let handle else { return nil }
        var item = zmq_pollitem_t(socket: handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        guard zmq_poll(&item, 1, 30_000) > 0, part.receive(from: handle), let header = try? Header(decoding: part.bytes),
            part.hasMore, part.receive(from: handle)
        else { return nil }
        return (header, part.bytes)
    }

    private var handle: UnsafeMutableRawPointer? {
        switch socket {
        case .some(let socket): socket.handle
        case .none: nil
        }
    }
}
