/// What a frame does; numbered as on the wire.
public enum FrameKind: UInt8, CaseIterable, Sendable, Hashable {
    /// Client to server: starts a call or a feed.
    case request = 1
    /// Server to client: ends a call or a feed, with a status.
    case response
    /// Client to server: no answer is wanted any more.
    case cancel
    /// Server to client: a `FeedBatch` or a streamed reply.
    case item
    /// Client to server: so many bytes more may be sent.
    case credit
    /// Client to server: still here.
    case ping
    /// Server to client: the answer to a ping.
    case pong
}
