import CZeroMQ
import Domain
import Logging
import Schema

/// One client's sockets, with what is under way on them. Lives on the thread that owns the sockets.
final class ClientPort {
    /// An endpoint, whether it has a socket at the moment or waits to get one.
    private struct Slot {
        let endpoint: String
        var port: EndpointPort?
        var reopenAt: Moment?
        /// Handshakes that failed in a row.
        var failures = 0
        /// Sockets that were made; part of the name of each one's monitor, which must be new.
        var generation = 0
    }

    let link: ClientLink
    private var machine: CallClientMachine
    private var slots: [Slot]
    private var receivers: [UInt64: OutgoingCall.Receiver] = [:]
    private var unsent: [UInt64: OutgoingCall] = [:]
    private var refusals: Refusals
    private var header = MessagePart()
    private var body = MessagePart()
    /// Sockets came or went since the poll set was made.
    var hasChanged = true

    init(_ link: ClientLink, _ context: borrowing LibraryContext, now: Moment) {
        self.link = link
        machine = CallClientMachine(endpoints: link.endpoints.count, limits: link.options.limits)
        slots = link.endpoints.map { Slot(endpoint: $0) }
        refusals = Refusals(side: "client", logger: link.logger)
        for index in slots.indices { open(index, context, now) }
    }

    /// The sockets there are at the moment, by the number of their endpoint.
    var ports: [(index: Int, port: EndpointPort)] {
        slots.enumerated().compactMap { index, slot in slot.port.map { (index, $0) } }
    }

    /// The moment at which `tick` has something to do.
    var nextMoment: Moment? {
        var next = machine.nextDeadline
        for (index, slot) in slots.enumerated() {
            let moment = slot.reopenAt ?? (machine.balancer.isConnected(index) ? slot.port?.nextPing : nil)
            if let moment { next = next.map { min($0, moment) } ?? moment }
        }
        return next
    }

    private func open(_ index: Int, _ context: borrowing LibraryContext, _ now: Moment) {
        slots[index].reopenAt = nil
        slots[index].generation += 1
        hasChanged = true
        do throws(TransportError) {
            slots[index].port = try EndpointPort(
                link, number: index, generation: slots[index].generation, context, now: now)
        } catch {
            link.logger.error("an endpoint cannot be used", metadata: ["endpoint": "\(slots[index].endpoint)", "error": "\(error)"])
            reopenLater(index, now)
            return
        }
        // libzmq tells nothing about connections inside the process: they stand at once.
        if slots[index].endpoint.hasPrefix("inproc://") { deliver(machine.connected(index), now) }
    }

    // MARK: What tasks ask for

    /// Starts a call or a feed.
    func start(_ call: OutgoingCall, _ now: Moment) {
        switch machine.start(call.callID, deadline: call.deadline, now: now) {
        case .fail(let error): call.fail(error)
        case .wait:
            receivers[call.callID] = call.receiver
            unsent[call.callID] = call
        case .send(let endpoint):
            receivers[call.callID] = call.receiver
            unsent[call.callID] = call
            deliver([(call.callID, endpoint)], now)
        }
    }

    /// A consumer can take more.
    func credit(_ callID: UInt64, _ bytes: UInt64) {
        guard let endpoint = machine.endpoint(of: callID), let port = slots[endpoint].port else { return }
        _ = port.send(Header(kind: .credit, callID: callID, credit: bytes), [])
    }

    /// Nobody waits any more.
    func cancel(_ callID: UInt64) {
        if let ending = machine.cancelled(callID) { end(ending) }
    }

    /// Ends all that is under way.
    func close() {
        for ending in machine.closed() { end(ending) }
    }

    private func deliver(_ calls: [(callID: UInt64, endpoint: Int)], _ now: Moment) {
        for (callID, endpoint) in calls {
            guard let call = unsent.removeValue(forKey: callID) else { continue }
            let header = Header(
                kind: .request, callID: callID, method: call.method, deadline: machine.timeLeft(callID, now: now), credit: call.credit,
                traceparent: call.traceparent)
            guard let port = slots[endpoint].port, port.send(header, call.body) else {
                if let ending = machine.unsent(callID) { end(ending) }
                continue
            }
        }
    }

    private func end(_ ending: CallClientMachine.Ending) {
        unsent[ending.callID] = nil
        if let endpoint = ending.cancelAt, let port = slots[endpoint].port {
            _ = port.send(Header(kind: .cancel, callID: ending.callID), [])
        }
        switch receivers.removeValue(forKey: ending.callID) {
        case .reply(let answer): answer.give(.failure(ending.error))
        case .items(let buffer): buffer.end(ending.error)
        case nil: break
        }
    }

    // MARK: What comes in

    /// Deals with what came from an endpoint, up to `burst` messages.
    func receive(_ index: Int, burst: Int, now: Moment) {
        guard let port = slots[index].port else { return }
        for _ in 0..<burst {
            guard header.receive(from: port.socket.handle) else { return }
            port.lastHeard = now
            guard header.hasMore, body.receive(from: port.socket.handle), !body.hasMore else {
                while body.hasMore, body.receive(from: port.socket.handle) {}
                refusals.happened(.wrongFrames, from: slots[index].endpoint, now: now)
                continue
            }
            guard let fields = header.withBytes({ bytes in try? Header(decoding: bytes) }) else {
                refusals.happened(.unreadableHeader, from: slots[index].endpoint, now: now)
                continue
            }
            accept(fields, from: index, now)
        }
    }

    private func accept(_ fields: Header, from index: Int, _ now: Moment) {
        switch fields.kind {
        case .response: response(fields, from: index, now)
        case .item:
            guard machine.itemReceived(fields.callID, from: index), case .items(let buffer) = receivers[fields.callID] else { return }
            if !buffer.add(body.bytes), let ending = machine.cancelled(fields.callID) {
                // A server that sends more than it was allowed would fill our memory.
                buffer.end(CallError(.internal, "the server sent more than it had credit for"))
                end(ending)
            }
        case .pong: deliver(machine.pongReceived(from: index, status: fields.status), now)
        case .request, .cancel, .credit, .ping: refusals.happened(.wrongKind, from: slots[index].endpoint, now: now)
        }
    }

    private func response(_ fields: Header, from index: Int, _ now: Moment) {
        guard machine.responseReceived(fields.callID, status: fields.status, from: index) else {
            if fields.callID == 0 { refusals.happened(.unreadableReply, from: slots[index].endpoint, now: now) }
            return
        }
        let failure =
            fields.status == .ok
            ? nil
            : CallError(fields.status, fields.message, retryAfter: fields.retryAfter > 0 ? .milliseconds(Int64(fields.retryAfter)) : nil)
        switch receivers.removeValue(forKey: fields.callID) {
        case .reply(let answer): answer.give(failure.map { .failure($0) } ?? .success(body.bytes))
        case .items(let buffer): buffer.end(failure)
        case nil: break
        }
    }

    // MARK: Connections and time

    /// Deals with what happened to an endpoint's connection.
    func watch(_ index: Int, now: Moment) {
        while let event = slots[index].port?.monitor.next() {
            switch event {
            case .handshakeSucceeded:
                slots[index].failures = 0
                slots[index].port?.lastHeard = now
                slots[index].port?.nextPing = now.advanced(by: link.options.limits.ping)
                deliver(machine.connected(index), now)
            case .disconnected:
                // What came before the end is still in the socket, and counts.
                receive(index, burst: .max, now: now)
                for ending in machine.disconnected(index) { end(ending) }
            case .refused:
                link.logger.error("the server does not accept our key", metadata: ["endpoint": "\(slots[index].endpoint)"])
                for ending in machine.refused(index) { end(ending) }
                reopenLater(index, now)
            case .handshakeFailed:
                refusals.happened(.handshakeFailed, from: slots[index].endpoint, now: now)
                for ending in machine.disconnected(index) { end(ending) }
                reopenLater(index, now)
            case .listenerClosed, .other: break
            }
        }
    }

    /// libzmq does not connect again after a handshake that failed for good: a new socket does, later.
    private func reopenLater(_ index: Int, _ now: Moment) {
        guard slots[index].reopenAt == nil else { return }
        slots[index].port = nil
        hasChanged = true
        slots[index].failures += 1
        let delay = link.options.retry.delay(afterFailures: slots[index].failures, jitter: link.options.jitter())
        slots[index].reopenAt = now.advanced(by: delay)
    }

    /// Deals with what time has brought.
    func tick(_ now: Moment, _ context: borrowing LibraryContext) {
        for ending in machine.expire(now: now) { end(ending) }
        let limits = link.options.limits
        for index in slots.indices {
            if let moment = slots[index].reopenAt, moment <= now { open(index, context, now) }
            guard machine.balancer.isConnected(index), let port = slots[index].port, port.nextPing <= now else { continue }
            port.nextPing = now.advanced(by: limits.ping)
            let silence = port.lastHeard.duration(to: now)
            if silence >= limits.silence {
                for ending in machine.presumedDead(index) { end(ending) }
            } else if silence >= limits.suspicion {
                machine.fellSilent(index)
            }
            _ = port.send(Header(kind: .ping), [])
            for (callID, receiver) in receivers {
                if case .items = receiver, machine.endpoint(of: callID) == index {
                    _ = port.send(Header(kind: .ping, callID: callID), [])
                }
            }
        }
    }
}
