import Domain
import Schema
import Synchronization

@testable import Transport

/// A feed in memory, which remembers how it was read.
final class MemoryFeed: FeedSource {
    private struct State {
        var records: [Record] = []
        var first: UInt64 = 1
        var committed: [String: UInt64] = [:]
        var attached: [String] = []
        var listeners: [AsyncStream<UInt64>.Continuation] = []
        /// The furthest that was read, by the types that were asked for.
        var furthest: [Set<RecordType>: UInt64] = [:]
    }

    let territory = "marseille"
    let identity = [UInt8](repeating: 5, count: 16)
    let types = Set(RecordType.allCases)
    /// Guards what tests and the server do at the same time.
    private let state = Mutex(State())

    /// Adds records of a type, of so many bytes.
    func append(_ count: Int, _ type: RecordType = .incidents, bytes: Int = 100) {
        state.withLock { state in
            for _ in 0..<count {
                let sequence = UInt64(state.records.count) + 1
                state.records.append(Record(sequence: sequence, type: type, payload: Array(repeating: UInt8(sequence % 251), count: bytes)))
            }
            for listener in state.listeners { listener.yield(UInt64(state.records.count)) }
        }
    }

    /// Forgets records up to a sequence.
    func trim(through sequence: UInt64) { state.withLock { $0.first = sequence + 1 } }

    /// The furthest that was read by whoever asked for exactly these types.
    func furthest(_ types: Set<RecordType>) -> UInt64 { state.withLock { $0.furthest[types] ?? 0 } }

    /// Consumers that have subscribed, in order.
    var attachedConsumers: [String] { state.withLock { $0.attached } }

    func page(after: UInt64, types: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage {
        state.withLock { state in
            var page: [Record] = []
            var (bytes, scanned) = (0, after)
            for record in state.records[Int(after)...] where record.sequence >= state.first {
                if types.contains(record.type) {
                    if !page.isEmpty, bytes + record.payload.count > maximumBytes { break }
                    page.append(record)
                    bytes += record.payload.count
                }
                scanned = record.sequence
            }
            state.furthest[types] = max(state.furthest[types] ?? 0, scanned)
            return FeedPage(records: page, scannedThrough: scanned, head: UInt64(state.records.count))
        }
    }

    func heads() -> AsyncStream<UInt64> {
        let (stream, continuation) = AsyncStream.makeStream(of: UInt64.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            state.listeners.append(continuation)
            continuation.yield(UInt64(state.records.count))
        }
        return stream
    }

    func extent() async throws -> (first: UInt64, head: UInt64) { state.withLock { ($0.first, UInt64($0.records.count)) } }

    func committed(consumer: String) async throws -> UInt64? { state.withLock { $0.committed[consumer] } }

    func commit(consumer: String, sequence: UInt64) async throws {
        state.withLock { $0.committed[consumer] = max($0.committed[consumer] ?? 0, sequence) }
    }

    func attached(consumer: String) { state.withLock { $0.attached.append(consumer) } }

    func detached(consumer: String) {}
}
