import Domain

/// How a call failed: a gRPC status, a sentence, and when it makes sense to try again.
public struct CallError: Error, Sendable, Hashable, CustomStringConvertible {
    /// gRPC's status; never `ok`.
    public var status: StatusCode
    /// What was wrong and what to do; never payload content.
    public var message: String
    /// How long to wait before trying again, where the other side said so.
    public var retryAfter: Duration?

    /// A failure with its status and sentence.
    public init(_ status: StatusCode, _ message: String, retryAfter: Duration? = nil) {
        self.status = status
        self.message = message
        self.retryAfter = retryAfter
    }

    /// The status as gRPC spells it, and the sentence.
    public var description: String { "\(status.name): \(message)" }
}
