import CZeroMQ
import Domain

/// Answers libzmq when it asks whether a key may connect (ZAP, RFC 27).
final class AccessControl {
    private let socket: Socket
    private var part = MessagePart()
    private var keys: [String: AuthorisedKeys] = [:]

    /// For polling.
    var handle: UnsafeMutableRawPointer { socket.handle }

    init(_ context: borrowing LibraryContext) throws(TransportError) {
        let socket = try Socket(context, kind: ZMQ_REP)
        try socket.set(ZMQ_LINGER, 0)
        _ = try socket.bind("inproc://zeromq.zap.01")
        self.socket = socket
    }

    /// From now on the keys of a domain (a server) are these.
    func authorise(domain: String, _ authorised: AuthorisedKeys?) { keys[domain] = authorised }

    /// Answers what is asked; says which questions were answered no.
    func answer(burst: Int, now: Instant, refused: (_ domain: String, _ address: String) -> Void) {
        for _ in 0..<burst {
            guard part.receive(from: socket.handle) else { return }
            var frames = [part.bytes]
            while part.hasMore, part.receive(from: socket.handle) {
                if frames.count < 16 { frames.append(part.bytes) }
            }
            guard let request = AccessRequest(frames: frames) else {
                send(AccessRequest.refusal(of: frames))
                refused("", "")
                continue
            }
            let isKnown = keys[request.domain]?.peer(publicKey: request.publicKey, now: now) != nil
            send(request.reply(granted: isKnown))
            if !isKnown { refused(request.domain, request.address) }
        }
    }

    private func send(_ frames: [[UInt8]]) {
        for (index, frame) in frames.enumerated() { _ = socket.send(frame, more: index < frames.count - 1) }
    }
}
