import Domain
import Schema

/// Reads one source for one consumer, as far as its rights and its credit go.
struct FeedProducer {
    private let source: any FeedSource
    private let request: SubscribeRequest
    private let types: Set<RecordType>
    private let filter: AlertFilter?
    private let alertLimits: AlertLimits?
    private let subscriber: String
    private let batchBytes: Int
    /// Records that may be passed over before the consumer is told.
    private static let silentRecords: UInt64 = 1024

    /// Throws PERMISSION_DENIED where the peer may not read what it asks for, or not under this consumer's name.
    init(source: any FeedSource, request: SubscribeRequest, peer: Peer, limits: ServerLimits) throws(CallError) {
        guard peer.mayConsume(as: request.consumer) else {
            throw CallError(.permissionDenied, "the key of \(peer.name) may not subscribe as \(request.consumer)")
        }
        if let forbidden = request.types.first(where: { !peer.mayRead($0) }) {
            throw CallError(.permissionDenied, "the key of \(peer.name) may not read \(forbidden.name)")
        }
        let wanted = request.types.isEmpty ? source.types.filter(peer.mayRead) : Set(request.types)
        guard !wanted.isEmpty else { throw CallError(.permissionDenied, "the key of \(peer.name) may read nothing of this feed") }
        self.source = source
        self.request = request
        types = wanted
        filter = wanted.contains(.alert) ? try peer.narrowed(request.filter) : request.filter
        let both = [peer.limits, request.limits].compactMap { $0 }
        alertLimits = wanted.contains(.alert) ? both.dropFirst().reduce(both.first) { $0?.stricter($1) } : nil
        subscriber = request.consumer.isEmpty ? peer.name : request.consumer
        batchBytes = limits.batch
    }

    /// Sends what there is and what comes, until nothing more is wanted.
    func run(_ outlet: FeedOutlet) async throws(CallError) {
        var position = try await start()
        var told = position
        var limited: LimitedFeed?
        do { limited = try await limitedFeed(at: position) } catch { throw FeedProducer.failure(error) }
        let asked = limited == nil ? types : types.union([.alert, .watermark])
        if !request.consumer.isEmpty { source.attached(consumer: request.consumer) }
        defer { if !request.consumer.isEmpty { source.detached(consumer: request.consumer) } }
        for await head in source.heads() {
            while position < head {
                guard let budget = await outlet.budget() else { return }
                let page: FeedPage
                do {
                    page = try await source.page(after: position, types: asked, filter: filter, maximumBytes: min(budget, batchBytes))
                } catch {
                    throw FeedProducer.failure(error)
                }
                let next = max(page.scannedThrough, page.records.last?.sequence ?? 0)
                let records = limited?.take(page.records) ?? page.records
                if !records.isEmpty || isWorthTelling(next, after: told) {
                    let batch = FeedBatch(journal: source.identity, records: records, head: page.head, through: next)
                    guard await outlet.send(batch.encoded()) else { return }
                    told = next
                }
                guard next > position else { break }
                position = next
            }
        }
        if Task.isCancelled { return }
        throw CallError(.unavailable, "this feed has been closed: subscribe again later", retryAfter: .milliseconds(500))
    }

    /// The subscriber's limits as they stand after a sequence; nil where it has none.
    private func limitedFeed(at position: UInt64) async throws -> LimitedFeed? {
        guard let alertLimits else { return nil }
        var feed = LimitedFeed(alertLimits, subscriber: subscriber, types: types, filter: filter, clock: source.clock)
        try await feed.catchUp(with: source, to: position, batch: batchBytes)
        return feed
    }

    /// Whether a consumer is told that records it does not want have been passed over: it can only commit, and have trimmed, what it
    /// knows of.
    private func isWorthTelling(_ sequence: UInt64, after told: UInt64) -> Bool {
        !request.consumer.isEmpty && sequence >= told + FeedProducer.silentRecords
    }

    /// The sequence after which the consumer wants to go on.
    private func start() async throws(CallError) -> UInt64 {
        do {
            switch request.start {
            case .beginning: return 0
            case .now: return try await source.extent().head
            case .committed:
                return request.consumer.isEmpty ? 0 : try await source.committed(consumer: request.consumer) ?? 0
            case .cursor:
                let cursor = request.cursor ?? Cursor(sequence: 0)
                try FeedProducer.check(cursor, of: source)
                let (first, head) = try await source.extent()
                guard cursor.sequence <= head else {
                    throw CallError(.outOfRange, "cursor \(cursor.sequence) is after the last record, \(head)")
                }
                guard cursor.sequence == 0 || cursor.sequence + 1 >= first else {
                    throw CallError(
                        .outOfRange, "records up to \(first - 1) are no longer held: cursor \(cursor.sequence) would miss some; start anew")
                }
                return cursor.sequence
            }
        } catch let error as CallError {
            throw error
        } catch {
            throw FeedProducer.failure(error)
        }
    }

    /// Throws FAILED_PRECONDITION where a cursor is of another journal.
    static func check(_ cursor: Cursor, of source: any FeedSource) throws(CallError) {
        guard cursor.journal.isEmpty || cursor.journal == source.identity else {
            throw CallError(.failedPrecondition, "the cursor is of another journal than the one that is served: start anew")
        }
    }

    /// What a consumer is told when the journal fails: it may come back; details are for our own log.
    static func failure(_ error: any Error) -> CallError {
        (error as? CallError) ?? CallError(.unavailable, "the journal cannot be read at the moment", retryAfter: .seconds(1))
    }
}
