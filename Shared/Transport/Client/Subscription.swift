public import Schema

/// The batches of a feed, in order, without gap or repetition, across interruptions.
///
///     for try await batch in client.subscribe(request) { … }
public struct Subscription: AsyncSequence, Sendable {
    /// A batch of records.
    public typealias Element = FeedBatch

    let client: Client
    let request: SubscribeRequest
    let credit: Int

    /// Each iterator is a subscription of its own.
    public func makeAsyncIterator() -> Iterator {
        let window = CreditWindow(size: credit)
        return Iterator(
            client: client, machine: FeedClientMachine(request: request, window: window, policy: client.options.retry))
    }

    /// Takes one batch after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let client: Client
        private var machine: FeedClientMachine
        private var stream: OpenStream?

        init(client: Client, machine: FeedClientMachine) {
            self.client = client
            self.machine = machine
        }

        /// The next batch, which says that the one before is dealt with and gives its credit back. Nil when the task is cancelled, or the
        /// server has nothing more to send; throws a `CallError` that will not pass by itself.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(CallError) -> FeedBatch? {
            while !Task.isCancelled {
                if let credit = machine.consumed(), let stream { await stream.grant(credit) }
                let current = try await open(isolation: actor)
                switch await current.next() {
                case .item(let bytes):
                    let batch: FeedBatch = try Client.decode(bytes)
                    machine.received(batch, bytes: bytes.count)
                    return batch
                case .ended(nil):
                    stream = nil
                    return nil
                case .ended(let error?):
                    stream = nil
                    if Task.isCancelled { return nil }
                    switch machine.ended(error, jitter: client.options.jitter()) {
                    case .fail(let error): throw error
                    case .subscribeAgain(let delay):
                        // Once an interruption: a server that stays away must not fill the log.
                        client.logger.log(
                            level: machine.failures == 1 ? .info : .debug, "subscribing again",
                            metadata: ["status": "\(error.status.name)", "reason": "\(error.message)"])
                        do { try await Task.sleep(for: delay) } catch { return nil }
                    }
                }
            }
            return nil
        }

        /// The next batch, as `next(isolation:)`.
        public mutating func next() async throws(CallError) -> FeedBatch? { try await next(isolation: nil) }

        private mutating func open(isolation actor: isolated (any Actor)?) async throws(CallError) -> OpenStream {
            if let stream { return stream }
            let request = machine.subscribe()
            let opened = try await client.open(Method.subscribe, request.encoded(), credit: Int(machine.credit))
            stream = opened
            return opened
        }
    }
}
