public import Schema
public import Transport

extension Client: UpstreamFeed {
    /// Gives every batch to `take`; goes on by itself after an interruption.
    public func follow(
        _ request: SubscribeRequest, credit: Int, _ take: @escaping @Sendable (FeedBatch) async -> Bool
    ) async throws(CallError) {
        var batches = subscribe(request, credit: credit).makeAsyncIterator()
        while let batch = try await batches.next() {
            guard await take(batch) else { return }
        }
    }

    /// Says how far a consumer has dealt with a journal; tries for ten seconds.
    public func commit(territory: String, consumer: String, cursor: Cursor) async throws(CallError) {
        try await commit(territory: territory, consumer: consumer, cursor: cursor, deadline: .seconds(10))
    }
}
