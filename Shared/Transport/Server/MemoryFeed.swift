public import Domain
import Schema
import Synchronization

/// A feed in memory: what a stand-in for a service serves, in tests and benchmarks; nothing of it outlives its process.
public final class MemoryFeed: FeedSource {
    private struct State {
        var records: [Record] = []
        var first: UInt64 = 1
        var committed: [String: UInt64] = [:]
        var listeners: [AsyncStream<UInt64>.Continuation] = []
    }

    /// Which territory it holds.
    public let territory: String
    /// Sixteen bytes.
    public let identity: [UInt8]
    /// What it may hold.
    public let types: Set<RecordType>
    /// Guards what its owner adds and the server reads.
    private let state = Mutex(State())

    /// An empty feed, whose identity is one byte again and again.
    public init(territory: String, identity: UInt8, types: Set<RecordType>) {
        self.territory = territory
        self.identity = [UInt8](repeating: identity, count: 16)
        self.types = types
    }

    /// Adds records of a type.
    public func append(_ payloads: [[UInt8]], _ type: RecordType) {
        state.withLock { state in
            for payload in payloads {
                state.records.append(Record(sequence: UInt64(state.records.count) + 1, type: type, payload: payload))
            }
            for listener in state.listeners { listener.yield(UInt64(state.records.count)) }
        }
    }

    /// Lets go of the records up to a sequence.
    public func trim(through sequence: UInt64) { state.withLock { $0.first = sequence + 1 } }

    /// The last sequence.
    public var head: UInt64 { state.withLock { UInt64($0.records.count) } }

    /// Records after a sequence; alerts only where the filter wants them (it knows no grid).
    public func page(after: UInt64, types: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage {
        let predicate = filter.map { AlertPredicate($0, grid: nil) }
        return state.withLock { state in
            var page: [Record] = []
            var (bytes, scanned) = (0, after)
            for record in state.records[min(Int(clamping: after), state.records.count)...] where record.sequence >= state.first {
                if types.contains(record.type), Self.isWanted(record, by: predicate) {
                    if !page.isEmpty, bytes + record.payload.count > maximumBytes { break }
                    page.append(record)
                    bytes += record.payload.count
                }
                scanned = record.sequence
            }
            return FeedPage(records: page, scannedThrough: scanned, head: UInt64(state.records.count))
        }
    }

    private static func isWanted(_ record: Record, by predicate: AlertPredicate?) -> Bool {
        guard let predicate, record.type == .alert, let alert = try? Alert(decoding: record.payload) else { return true }
        return predicate.matches(alert)
    }

    /// The last sequence, now and after each addition.
    public func heads() -> AsyncStream<UInt64> {
        let (stream, continuation) = AsyncStream.makeStream(of: UInt64.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            state.listeners.append(continuation)
            continuation.yield(UInt64(state.records.count))
        }
        return stream
    }

    /// The first sequence that is held, and the last.
    public func extent() async throws -> (first: UInt64, head: UInt64) { state.withLock { ($0.first, UInt64($0.records.count)) } }

    /// How far a consumer has committed.
    public func committed(consumer: String) async throws -> UInt64? { state.withLock { $0.committed[consumer] } }

    /// Moves a consumer's cursor; never back.
    public func commit(consumer: String, sequence: UInt64) async throws {
        state.withLock { $0.committed[consumer] = max($0.committed[consumer] ?? 0, sequence) }
    }

    /// Forgets a consumer.
    public func forget(consumer: String) async throws -> Bool { state.withLock { $0.committed.removeValue(forKey: consumer) != nil } }

    /// Nothing is kept of who subscribes.
    public func attached(consumer: String) {}

    /// Nothing is kept of who subscribes.
    public func detached(consumer: String) {}
}
