import Domain
import Schema
import Synchronization
import Transport

/// Notification's journal of alerts, in memory.
final class AlertFeed: FeedSource {
    private struct State {
        var records: [Record] = []
        var committed: [String: UInt64] = [:]
        var listeners: [AsyncStream<UInt64>.Continuation] = []
    }

    let territory = "marseille"
    let identity: [UInt8]
    let types: Set<RecordType> = [.alert]
    /// Guards what the test and the server do at the same time.
    private let state = Mutex(State())

    init(identity: UInt8 = 5) { self.identity = [UInt8](repeating: identity, count: 16) }

    func append(_ alerts: [Alert]) {
        state.withLock { state in
            for alert in alerts {
                state.records.append(Record(sequence: UInt64(state.records.count) + 1, type: .alert, payload: alert.encoded()))
            }
            for listener in state.listeners { listener.yield(UInt64(state.records.count)) }
        }
    }

    var head: UInt64 { state.withLock { UInt64($0.records.count) } }

    func page(after: UInt64, types: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage {
        state.withLock { state in
            var page: [Record] = []
            var (bytes, scanned) = (0, after)
            for record in state.records.dropFirst(Int(after)) {
                if !page.isEmpty, bytes + record.payload.count > maximumBytes { break }
                page.append(record)
                bytes += record.payload.count
                scanned = record.sequence
            }
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

    func extent() async throws -> (first: UInt64, head: UInt64) { (1, head) }
    func committed(consumer: String) async throws -> UInt64? { state.withLock { $0.committed[consumer] } }
    func commit(consumer: String, sequence: UInt64) async throws {
        state.withLock { $0.committed[consumer] = max($0.committed[consumer] ?? 0, sequence) }
    }
    func attached(consumer: String) {}
    func detached(consumer: String) {}
}
