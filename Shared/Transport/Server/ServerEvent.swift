/// What the socket's thread hands to the server's task group. Bounded by what the machines admit.
enum ServerEvent: Sendable {
    case call(IncomingCall)
    case feed(IncomingFeed)
}

/// A call that was admitted.
struct IncomingCall: Sendable {
    let key: CallKey
    let body: [UInt8]
    let context: CallContext
    let handler: CallHandler
    let active: ActiveCall
}

/// A request for a feed, or for another streamed reply, that was admitted.
struct IncomingFeed: Sendable {
    let key: CallKey
    let body: [UInt8]
    let context: CallContext
    let lane: FeedLane
    let active: ActiveCall
}
