import Domain
import Logging
import Schema

// What the frames mean, and what becomes of it.
extension ServerPort {
    /// A request: a call, or a feed where the method's replies are streamed.
    func request(_ key: CallKey, _ header: Header, _ peer: Peer, _ body: [UInt8], _ now: Moment) {
        let isStreamed = Method.isStreamed(header.method)
        let handler = isStreamed ? nil : link.routes.handler(of: header.method)
        guard isStreamed || handler != nil else {
            let sentence = "\(link.name) has no method of this name: see \(Method.describe)"
            return refuse(key, .unknownMethod, CallError(.unimplemented, sentence), now)
        }
        guard peer.mayCall(header.method) else {
            let sentence = "the key of \(peer.name) (\(peer.role.rawValue)) may not call \(header.method)"
            return refuse(key, .permissionDenied, CallError(.permissionDenied, sentence), now)
        }
        if let handler { startCall(key, header, peer, body, handler, now) } else { startFeed(key, header, peer, body, now) }
    }

    private func startCall(
        _ key: CallKey, _ header: Header, _ peer: Peer, _ body: [UInt8], _ handler: @escaping CallHandler, _ now: Moment
    ) {
        switch calls.requestReceived(key, peer: peer.publicKey, bytes: body.count, timeLeft: header.deadline, now: now) {
        case .ignore: refused(.callIDInUse, now)
        case .refuse(let error):
            if error.status == .unavailable { respond(key, error, now) } else { refuse(key, .overloaded, error, now) }
        case .start(let deadline):
            let context = CallContext(
                method: header.method, peer: peer, deadline: deadline, traceparent: header.traceparent, callID: key.callID)
            let call = ActiveCall()
            active[key] = call
            hand(.call(IncomingCall(key: key, body: body, context: context, handler: handler, active: call)), key, now)
        }
    }

    private func startFeed(_ key: CallKey, _ header: Header, _ peer: Peer, _ body: [UInt8], _ now: Moment) {
        switch feeds.requestReceived(key, peer: peer, credit: header.credit, now: now) {
        case .ignore: refused(.callIDInUse, now)
        case .refuse(let error):
            if error.status == .unavailable { respond(key, error, now) } else { refuse(key, .overloaded, error, now) }
        case .start(let credit):
            let context = CallContext(
                method: header.method, peer: peer, deadline: now.advanced(by: link.limits.maximumDeadline),
                traceparent: header.traceparent, callID: key.callID)
            let call = ActiveCall()
            let lane = FeedLane(CreditAccount(credit: credit, ceiling: link.limits.credit))
            active[key] = call
            lanes[key] = lane
            hand(.feed(IncomingFeed(key: key, body: body, context: context, lane: lane, active: call)), key, now)
        }
    }

    /// Hands work to the task group. Its queue is as long as the machines admit work, so it is full only where nobody takes from it.
    private func hand(_ event: ServerEvent, _ key: CallKey, _ now: Moment) {
        if case .enqueued = link.events.yield(event) { return }
        let error = CallError(.unavailable, "the server is not running", retryAfter: link.limits.retryAfter)
        switch event {
        case .call: reply(key, .failure(error), now)
        case .feed: feedEnded(key, error, now)
        }
    }

    /// A handler returned.
    func reply(_ key: CallKey, _ result: Result<[UInt8], CallError>, _ now: Moment) {
        active[key] = nil
        defer { finishDrain(now) }
        guard calls.handlerFinished(key) else { return }
        switch result {
        case .success(let body) where body.count <= link.limits.reply:
            send(key.connection, Header(kind: .response, callID: key.callID), body, now)
        case .success(let body):
            let sentence = "the reply would have \(body.count) bytes, more than \(link.limits.reply): ask for less"
            respond(key, CallError(.resourceExhausted, sentence), now)
        case .failure(let error): respond(key, error, now)
        }
    }

    /// A producer made an item.
    func item(_ key: CallKey, _ body: [UInt8], _ now: Moment) {
        guard feeds.isOpen(key) else { return }
        send(key.connection, Header(kind: .item, callID: key.callID), body, now)
    }

    /// A producer returned.
    func feedEnded(_ key: CallKey, _ error: CallError?, _ now: Moment) {
        active[key] = nil
        lanes[key] = nil
        defer { finishDrain(now) }
        guard feeds.producerFinished(key) else { return }
        if let error {
            if error.status == .permissionDenied { refused(.permissionDenied, now) }
            respond(key, error, now)
        } else {
            send(key.connection, Header(kind: .response, callID: key.callID), [], now)
        }
    }

    /// The client wants no answer any more.
    func cancelReceived(_ key: CallKey, _ now: Moment) {
        if calls.cancelReceived(key) { active[key]?.cancel() }
        if feeds.cancelReceived(key) { stop(key, tell: nil, now) }
    }

    /// The client is still there. It learns whether the server goes on, and whether the feed it means still exists.
    func pingReceived(_ key: CallKey, _ now: Moment) {
        let status: StatusCode = if case .serving = phase { .ok } else { .unavailable }
        if key.callID == 0 {
            feeds.pingReceived(key.connection, now: now)
        } else if !feeds.pingReceived(key, now: now) {
            return respond(key, CallError(.aborted, "no feed of this id is open: subscribe again, from the last record you have"), now)
        }
        send(key.connection, Header(kind: .pong, callID: key.callID, status: status), [], now)
    }

    /// Stops a feed's producer, and tells the client why, if it is to know.
    func stop(_ key: CallKey, tell error: CallError?, _ now: Moment) {
        lanes[key]?.close()
        active[key]?.cancel()
        if let error { respond(key, error, now) }
    }
}

// Time, and the end.
extension ServerPort {
    /// Deals with what time has brought.
    func tick(_ now: Moment) {
        for key in calls.expire(now: now) {
            active[key]?.cancel()
            respond(key, CallError(.deadlineExceeded, "the time for this call has run out; it may have taken effect"), now)
        }
        for key in feeds.expire(now: now) {
            stop(key, tell: CallError(.aborted, "nothing was heard of this feed's consumer: subscribe again"), now)
        }
        switch phase {
        case .draining(let until) where until <= now:
            link.logger.warning("stopped what did not finish in time", metadata: ["calls": "\(calls.count)", "feeds": "\(feeds.count)"])
            abandon(now)
        case .closing(let by, let answer) where by <= now: answer.give(())
        default: break
        }
    }

    /// Lets what runs come to its end, ends feeds so that their clients go elsewhere, and starts nothing new.
    func drain(_ now: Moment) {
        guard case .serving = phase else { return }
        phase = .draining(until: now.advanced(by: link.limits.drain))
        calls.drain()
        for key in feeds.drain() { stop(key, tell: FeedServerMachine.goingAway(link.limits), now) }
        finishDrain(now)
    }

    /// Stops all that runs.
    func abandon(_ now: Moment) {
        switch phase {
        case .serving, .draining: break
        case .stopped, .closing: return
        }
        phase = .stopped
        let error = FeedServerMachine.goingAway(link.limits)
        calls.drain()
        for key in feeds.drain() { stop(key, tell: error, now) }
        for key in calls.abandonAll() {
            active[key]?.cancel()
            respond(key, CallError(.unavailable, "the server has stopped; the call may have taken effect"), now)
        }
        link.events.finish()
    }

    /// The task group may end once nothing is under way.
    private func finishDrain(_ now: Moment) {
        guard case .draining = phase, calls.count == 0, feeds.count == 0 else { return }
        phase = .stopped
        link.events.finish()
    }

    /// Gives the address back; answered once it is free.
    func unbind(_ answer: Answer<Void>, _ now: Moment) {
        abandon(now)
        phase = .closing(by: now.advanced(by: .seconds(1)), answer)
        if !socket.unbind(endpoint) || endpoint.hasPrefix("inproc://") { phase = .closing(by: now, answer) }
    }

    /// Whether it can be let go.
    func isClosed(_ now: Moment) -> Bool {
        if case .closing(let by, _) = phase { by <= now } else { false }
    }

    /// Deals with what happened to connections.
    func watch(_ now: Moment) {
        while let event = monitor.next() {
            switch event {
            case .listenerClosed:
                if case .closing(_, let answer) = phase { phase = .closing(by: now, answer) }
            case .handshakeFailed: refusedConnection(.handshakeFailed, from: "a connection", now)
            case .refused, .handshakeSucceeded, .disconnected, .other: break
            }
        }
    }
}
