public import Domain
public import Journal
public import Schema
import Synchronization
public import Transport

/// Serves a journal as a feed.
public final class JournalFeed: FeedSource {
    /// Makes of a record what consumers get: ingestion decrypts here. nil leaves the record out (its key is destroyed).
    public typealias Unsealing = @Sendable (Record) throws -> Record?

    /// What the feed may hold.
    public let types: Set<RecordType>
    /// What is known of the journal.
    public let facts: FeedFacts
    private let journal: any Journal
    private let unseal: Unsealing?
    /// Subscriptions by consumer, for health; guarded because subscriptions come and go on several tasks.
    private let connections = Mutex<[String: Int]>([:])

    /// A feed of some types of a journal's records.
    ///
    /// - Parameter unseal: applied to each record before it leaves.
    public init(_ journal: any Journal, types: Set<RecordType>, facts: FeedFacts, unseal: Unsealing? = nil) {
        self.journal = journal
        self.types = types
        self.facts = facts
        self.unseal = unseal
    }

    /// Whose journal.
    public var territory: String { journal.territory }
    /// The journal's, 16 bytes.
    public var identity: [UInt8] { journal.identity.bytes }

    /// The territory's wall clock, as its register declares it.
    public var clock: LocalClock { LocalClock(zone: facts.zone ?? "UTC", offset: ZoneRules.offset) }

    /// Records after a sequence; alerts only where the filter wants them. A page may be empty although records follow it.
    public func page(after: UInt64, types wanted: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage {
        let both = wanted.isEmpty ? types : wanted.intersection(types)
        guard !both.isEmpty else {
            let head = try await journal.extent().head
            return FeedPage(records: [], scannedThrough: max(after, head), head: head)
        }
        let page = try await journal.read(after: after, types: both, maximumBytes: maximumBytes)
        var records = page.records
        if let unseal { records = try records.compactMap(unseal) }
        if let filter {
            let predicate = AlertPredicate(filter, grid: facts.grid)
            records = records.compactMap { Self.wanted($0, by: predicate) }
        }
        return FeedPage(records: records, scannedThrough: page.scannedThrough, head: page.head)
    }

    /// The record, in the languages asked for; nil where it is not wanted. An alert that cannot be read is passed on: a gateway must
    /// rather see one too many than miss one.
    private static func wanted(_ record: Record, by predicate: AlertPredicate) -> Record? {
        guard record.type == .alert, let alert = try? Alert(decoding: record.payload) else { return record }
        guard predicate.matches(alert) else { return nil }
        let worded = predicate.filter.worded(alert)
        return worded == alert ? record : Record(sequence: record.sequence, type: .alert, payload: worded.encoded())
    }

    /// The last sequence, now and after each commit that appended.
    public func heads() -> AsyncStream<UInt64> { journal.heads() }

    /// The first sequence held, and the last.
    public func extent() async throws -> (first: UInt64, head: UInt64) {
        let extent = try await journal.extent()
        return (extent.first, extent.head)
    }

    /// How far a consumer has committed; nil for one that never did.
    public func committed(consumer: String) async throws -> UInt64? {
        try await journal.consumers().first { $0.name == consumer }?.sequence
    }

    /// Moves a consumer's cursor. Throws OUT_OF_RANGE where no such record was ever appended: the cursor is another journal's.
    public func commit(consumer: String, sequence: UInt64) async throws {
        do throws(JournalError) {
            try await journal.commit(consumer: consumer, sequence: sequence)
        } catch {
            guard case .beyondHead(_, _, _, let head) = error else { throw error }
            throw CallError(.outOfRange, "record \(sequence) is after the last one, \(head): the cursor is of another journal")
        }
    }

    /// Forgets a consumer, so that trimming waits for it no longer; false where it has no place here.
    public func forget(consumer: String) async throws -> Bool {
        guard connections.withLock({ $0[consumer] }) == nil else {
            throw CallError(
                .failedPrecondition, "\(consumer) is connected: stop it first, or it would begin anew and miss what was trimmed")
        }
        guard try await journal.consumers().contains(where: { $0.name == consumer }) else { return false }
        try await journal.forget(consumer: consumer)
        return true
    }

    /// A consumer has subscribed.
    public func attached(consumer: String) {
        guard !consumer.isEmpty else { return }
        connections.withLock { $0[consumer, default: 0] += 1 }
    }

    /// A consumer's subscription has ended.
    public func detached(consumer: String) {
        guard !consumer.isEmpty else { return }
        connections.withLock { connections in
            let left = connections[consumer, default: 0] - 1
            connections[consumer] = left > 0 ? left : nil
        }
    }

    /// How the feed is, for health.
    public func status() async throws -> FeedStatus {
        let extent = try await journal.extent()
        let connected = connections.withLock { $0 }
        let consumers = try await journal.consumers().map {
            ConsumerStatus(name: $0.name, sequence: $0.sequence, connected: connected[$0.name] != nil)
        }
        return FeedStatus(
            territory: territory, journal: identity, first: extent.first, head: extent.head, bytes: extent.bytes,
            watermark: facts.watermark, consumers: consumers)
    }
}
