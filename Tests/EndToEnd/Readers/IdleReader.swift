import Schema
import Transport

/// Subscribes to a feed of incidents, takes one batch, and reads the next only when it is asked to.
struct IdleReader: Sendable {
    private let batches: AsyncStream<UInt64>
    private let asked: AsyncStream<Void>.Continuation

    /// Begins at once; `client` is closed once the second batch was read.
    init(client: Client) {
        let (batches, given) = AsyncStream.makeStream(of: UInt64.self, bufferingPolicy: .bufferingNewest(4))
        let (asks, asked) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(4))
        self.batches = batches
        self.asked = asked
        let request = SubscribeRequest(territory: TestTerritory.name, start: .beginning, types: [.incidents])
        Task {
            defer { given.finish() }
            var feed = client.subscribe(request, credit: 64 << 10).makeAsyncIterator()
            guard let first = try await feed.next() else { return }
            given.yield(first.through)
            for await _ in asks { break }
            guard let second = try await feed.next() else { return }
            given.yield(second.through)
            await client.close()
        }
    }

    /// How far the first batch went; nil where there was none.
    func first() async throws -> UInt64? { try await take() }

    /// Reads on: how far the next batch went.
    func next() async throws -> UInt64? {
        asked.yield()
        return try await take()
    }

    private func take() async throws -> UInt64? {
        try await within(.seconds(20), "a batch") { [batches] in
            for await through in batches { return through }
            return nil
        }
    }
}
