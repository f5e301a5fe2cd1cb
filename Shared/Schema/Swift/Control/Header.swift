public import Domain
internal import CSchema

/// The first frame of everything that is sent: what the second one is, and to which call it belongs.
public struct Header: Hashable, Sendable {
    /// What the frame does.
    public var kind: FrameKind
    /// Chosen by the client, unique on its connection; 0 for the connection itself.
    public var callID: UInt64
    /// Such as `/quietude.v1.Ingestion/Push`; in a request.
    public var method: String
    /// Milliseconds left; 0 for the server's default.
    public var deadline: UInt32
    /// How it ended; in a response. A number that gRPC does not have is read as `unknown`.
    public var status: StatusCode
    /// A sentence for a status that is not `ok`: what was wrong and what to do.
    public var message: String
    /// Bytes that may be sent; in a request for a feed and in a credit.
    public var credit: UInt64
    /// W3C Trace Context; empty where there is none.
    public var traceparent: String
    /// Whatever else goes with the call.
    public var metadata: [Metadata]
    /// Milliseconds to wait before trying again, with `resourceExhausted` and `unavailable`; 0 where the client decides.
    public var retryAfter: UInt32

    /// A header; what is not named is absent.
    public init(
        kind: FrameKind, callID: UInt64 = 0, method: String = "", deadline: UInt32 = 0, status: StatusCode = .ok, message: String = "",
        credit: UInt64 = 0, traceparent: String = "", metadata: [Metadata] = [], retryAfter: UInt32 = 0
    ) {
        self.kind = kind
        self.callID = callID
        self.method = method
        self.deadline = deadline
        self.status = status
        self.message = message
        self.credit = credit
        self.traceparent = traceparent
        self.metadata = metadata
        self.retryAfter = retryAfter
    }
}

extension Header: ProtobufCoded {
    /// `quietude.v1.Header`
    public static var name: String { "quietude.v1.Header" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Header>) { quietude__v1__header__init(c) }

    func fill(_ c: inout Quietude__V1__Header, in arena: Arena) {
        c.kind = Quietude__V1__FrameKind(rawValue: UInt32(kind.rawValue))
        c.call_id = callID
        c.method = arena.string(method)
        c.deadline = deadline
        c.status = status.rawValue
        c.message = arena.string(message)
        c.credit = credit
        c.traceparent = arena.string(traceparent)
        (c.n_metadata, c.metadata) = arena.messages(metadata)
        c.retry_after = retryAfter
    }

    init(reading c: Quietude__V1__Header) throws(SchemaError) {
        self.init(
            kind: try Self.closed(c.kind.rawValue, "kind"), callID: c.call_id, method: try Self.text(c.method, "method"),
            deadline: c.deadline, status: StatusCode(rawValue: c.status) ?? .unknown, message: try Self.text(c.message, "message"),
            credit: c.credit, traceparent: try Self.text(c.traceparent, "traceparent"),
            metadata: try Self.messages(c.metadata, c.n_metadata, "metadata"), retryAfter: c.retry_after)
    }
}
