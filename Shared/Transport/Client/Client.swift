import Domain
public import Logging
public import Schema
import Synchronization

/// Calls the methods of a server, or of one of several that stand for each other, and subscribes to its feeds.
///
/// Calls go round the endpoints that are healthy. What fails for a passing reason is tried again only where the caller says that
/// the call is idempotent: a call whose answer was lost may have taken effect.
public final class Client: Sendable {
    private let context: TransportContext
    private let link: ClientLink
    private let problem: CallError?
    private let callIDs = Atomic<UInt64>(1)
    private let isClosed = Atomic<Bool>(false)

    /// A client that connects in the background. Endpoints such as `tcp://ingestion.example.org:7401`; with `plain` only loopback ones.
    ///
    /// A client that can never work (an endpoint or a key that is none, plain beyond loopback) says so with
    /// FAILED_PRECONDITION on each call.
    public init(
        context: TransportContext, endpoints: [String], security: ClientSecurity, options: ClientOptions = ClientOptions(), logger: Logger
    ) {
        self.context = context
        link = ClientLink(id: context.nextID(), endpoints: endpoints, security: security, options: options, logger: logger)
        problem = Client.problem(endpoints, security)
        if problem == nil { context.queue.post(.open(link)) }
    }

    /// Closes the sockets; the last one who knew the client is gone.
    deinit { shut() }

    private static func problem(_ endpoints: [String], _ security: ClientSecurity) -> CallError? {
        guard !endpoints.isEmpty else { return CallError(.failedPrecondition, "no endpoint is given") }
        for endpoint in endpoints {
            guard ["tcp://", "ipc://", "inproc://"].contains(where: endpoint.hasPrefix) else {
                return CallError(.failedPrecondition, "\(endpoint) is not an endpoint: give one such as tcp://127.0.0.1:7401")
            }
            if case .plain = security, !Loopback.holds(endpoint) {
                return CallError(.failedPrecondition, "\(TransportError.plainOutsideLoopback(endpoint: endpoint))")
            }
        }
        if case .curve(_, let serverKey) = security, !KeyPair.isKey(serverKey) {
            return CallError(.failedPrecondition, "\(TransportError.invalidKey(what: "the server's public key"))")
        }
        return nil
    }

    /// Calls a method: the body of the request in, the body of the reply out.
    ///
    /// `deadline` is for all attempts together; it travels, and the server stops working when it is over. Cancelling the task cancels the
    /// call on the server too. Throws the status and sentence of the last attempt.
    public func call(
        _ method: String, _ request: [UInt8], deadline: Duration, idempotent: Bool = false, traceparent: String = ""
    ) async throws(CallError) -> [UInt8] {
        if let problem { throw problem }
        let options = link.options
        guard request.count <= options.limits.message else {
            throw CallError(.resourceExhausted, "the request has \(request.count) bytes, more than \(options.limits.message)")
        }
        let end = Clocks.moment.advanced(by: deadline)
        let trace = TraceContext.outgoing(traceparent)
        var failures = 0
        while true {
            let result = await attempt(method, request, end, trace)
            guard case .failure(let error) = result else { return try result.get() }
            failures += 1
            let wait = options.retry.retry(
                error, afterFailures: failures, idempotent: idempotent, timeLeft: Clocks.moment.duration(to: end), jitter: options.jitter())
            guard let wait else { throw error }
            do { try await Task.sleep(for: wait) } catch { throw CallError(.cancelled, "the caller gave up") }
        }
    }

    private func attempt(
        _ method: String, _ request: [UInt8], _ end: Moment, _ traceparent: String
    ) async -> Result<[UInt8], CallError> {
        let answer = Answer<Result<[UInt8], CallError>>()
        let call = OutgoingCall(
            callID: nextCallID(), method: method, body: request, deadline: end, credit: 0, traceparent: traceparent,
            receiver: .reply(answer))
        guard await context.queue.submit(.call(client: link.id, call)) else {
            return .failure(CallError(.cancelled, "the transport was shut down"))
        }
        let (queue, id) = (context.queue, link.id)
        return await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            queue.post(.cancel(client: id, callID: call.callID))
        }
    }

    /// Subscribes to a feed: its batches, as an `AsyncSequence`.
    ///
    /// The subscription goes on by itself after an interruption, from the last batch that it gave out, for as long as somebody asks for
    /// the next batch; it throws only what will not pass by itself. At most `credit` bytes are on their way or wait here.
    public func subscribe(_ request: SubscribeRequest, credit: Int = 8 << 20) -> Subscription {
        Subscription(client: self, request: request, credit: credit)
    }

    /// Says that a consumer has dealt with everything up to a cursor.
    public func commit(
        territory: String, consumer: String, cursor: Cursor, deadline: Duration = .seconds(10)
    ) async throws(CallError) {
        let request = CommitRequest(territory: territory, consumer: consumer, cursor: cursor)
        _ = try await call(Method.commit, request.encoded(), deadline: deadline, idempotent: true)
    }

    /// Forgets a consumer that does not come back; false where it has no place in the journal. An operator's key may.
    public func forget(territory: String, consumer: String, deadline: Duration = .seconds(10)) async throws(CallError) -> Bool {
        let request = ForgetRequest(territory: territory, consumer: consumer)
        let reply: ForgetReply = try Client.decode(
            try await call(Method.forget, request.encoded(), deadline: deadline, idempotent: true))
        return reply.known
    }

    /// Calls a method whose replies are streamed, such as `Method.healthWatch`; not taken up again after an interruption.
    public func watch(_ method: String, _ request: [UInt8], credit: Int = 1 << 20) -> StreamedReplies {
        StreamedReplies(client: self, method: method, request: request, credit: credit)
    }

    /// Asks how the service is.
    public func health(deadline: Duration = .seconds(5)) async throws(CallError) -> HealthReply {
        let reply = try await call(Method.healthCheck, HealthRequest(service: "").encoded(), deadline: deadline, idempotent: true)
        return try Client.decode(reply)
    }

    /// Asks what the service offers to this key.
    public func describe(deadline: Duration = .seconds(5)) async throws(CallError) -> DescribeReply {
        let reply = try await call(Method.describe, DescribeRequest().encoded(), deadline: deadline, idempotent: true)
        return try Client.decode(reply)
    }

    /// Ends all calls and feeds with CANCELLED and closes the sockets.
    public func close() async { shut() }

    private func shut() {
        guard problem == nil, !isClosed.exchange(true, ordering: .relaxed) else { return }
        context.queue.post(.close(client: link.id))
    }

    // MARK: For the sequences

    var options: ClientOptions { link.options }
    var logger: Logger { link.logger }

    static func decode<M: Message>(_ bytes: [UInt8]) throws(CallError) -> M {
        do throws(SchemaError) { return try M(decoding: bytes) } catch {
            throw CallError(.internal, "the server's reply cannot be read: \(error)")
        }
    }

    /// Opens a stream of items.
    func open(_ method: String, _ request: [UInt8], credit: Int) async throws(CallError) -> OpenStream {
        if let problem { throw problem }
        let buffer = ItemBuffer(credit: credit, message: link.options.limits.message)
        let call = OutgoingCall(
            callID: nextCallID(), method: method, body: request, deadline: nil, credit: UInt64(credit),
            traceparent: TraceContext.outgoing(""), receiver: .items(buffer))
        guard await context.queue.submit(.call(client: link.id, call)) else {
            throw CallError(.cancelled, "the transport was shut down")
        }
        return OpenStream(client: link.id, callID: call.callID, queue: context.queue, buffer: buffer)
    }

    private func nextCallID() -> UInt64 { callIDs.wrappingAdd(1, ordering: .relaxed).oldValue }
}
