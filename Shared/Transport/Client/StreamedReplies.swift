/// The replies of a method that streams them, as they come.
public struct StreamedReplies: AsyncSequence, Sendable {
    /// The body of one reply.
    public typealias Element = [UInt8]

    let client: Client
    let method: String
    let request: [UInt8]
    let credit: Int

    /// Each iterator is a call of its own.
    public func makeAsyncIterator() -> Iterator {
        Iterator(client: client, method: method, request: request, window: CreditWindow(size: credit))
    }

    /// Takes one reply after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let client: Client
        private let method: String
        private let request: [UInt8]
        private var window: CreditWindow
        private var unconsumed: Int?
        private var stream: OpenStream?

        init(client: Client, method: String, request: [UInt8], window: CreditWindow) {
            self.client = client
            self.method = method
            self.request = request
            self.window = window
        }

        /// The next reply; nil when the task is cancelled or the server has nothing more to send. Throws how the call failed.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(CallError) -> [UInt8]? {
            if let bytes = unconsumed, let credit = window.consumed(bytes), let stream { await stream.grant(credit) }
            unconsumed = nil
            let current = try await open(isolation: actor)
            switch await current.next() {
            case .item(let reply):
                unconsumed = reply.count
                return reply
            case .ended(nil): return nil
            case .ended(let error?):
                if Task.isCancelled { return nil }
                throw error
            }
        }

        /// The next reply, as `next(isolation:)`.
        public mutating func next() async throws(CallError) -> [UInt8]? { try await next(isolation: nil) }

        private mutating func open(isolation actor: isolated (any Actor)?) async throws(CallError) -> OpenStream {
            if let stream { return stream }
            let opened = try await client.open(method, request, credit: window.size)
            stream = opened
            return opened
        }
    }
}
