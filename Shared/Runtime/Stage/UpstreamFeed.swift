public import Schema
public import Transport

/// A feed that a stage reads from: over sockets in a service, in memory in a test.
public protocol UpstreamFeed: Sendable {
    /// Gives every batch of a subscription to `take`, in order, until `take` says false, the task is cancelled or the feed ends.
    ///
    /// - Parameter credit: bytes that may be sent ahead; more only once `take` has returned.
    /// - Throws: what ended the subscription for good.
    func follow(
        _ request: SubscribeRequest, credit: Int, _ take: @escaping @Sendable (FeedBatch) async -> Bool
    ) async throws(CallError)

    /// Says how far a consumer has dealt with a journal.
    func commit(territory: String, consumer: String, cursor: Cursor) async throws(CallError)
}
