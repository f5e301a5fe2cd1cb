/// What a handler knows about the call it answers.
public struct CallContext: Sendable {
    /// Such as `/quietude.v1.Ingestion/Push`.
    public let method: String
    /// Who is calling.
    public let peer: Peer
    /// When the answer is no longer wanted; the handler's task is then cancelled.
    public let deadline: ContinuousClock.Instant
    /// W3C Trace Context; empty where there is none.
    public let traceparent: String
    /// Chosen by the client, unique on its connection: for logs on both sides.
    public let callID: UInt64

    /// The circumstances of a call.
    public init(method: String, peer: Peer, deadline: ContinuousClock.Instant, traceparent: String = "", callID: UInt64 = 0) {
        self.method = method
        self.peer = peer
        self.deadline = deadline
        self.traceparent = traceparent
        self.callID = callID
    }
}

/// Answers one call: the body of the request in, the body of the reply out. Its task is cancelled when nobody waits any more.
public typealias CallHandler = @Sendable (_ request: [UInt8], _ context: CallContext) async throws(CallError) -> [UInt8]
