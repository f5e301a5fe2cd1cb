/// A call or a feed on its way out.
struct OutgoingCall: Sendable {
    /// Where what comes back goes.
    enum Receiver: Sendable {
        case reply(Answer<Result<[UInt8], CallError>>)
        case items(ItemBuffer)
    }

    let callID: UInt64
    let method: String
    let body: [UInt8]
    /// Nil for a feed.
    let deadline: Moment?
    /// Bytes that a feed may be ahead.
    let credit: UInt64
    let traceparent: String
    let receiver: Receiver

    /// It ended without an answer.
    func fail(_ error: CallError) {
        switch receiver {
        case .reply(let answer): answer.give(.failure(error))
        case .items(let buffer): buffer.end(error)
        }
    }
}
