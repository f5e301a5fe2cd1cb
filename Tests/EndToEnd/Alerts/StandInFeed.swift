import Domain
import Schema
import Synchronization
import Transport

/// The feed of a stand-in for an upstream, in memory: what a test wants notification to hear, when it wants it.
final class StandInFeed: FeedSource {
    private struct State {
        var records: [Record] = []
        var listeners: [AsyncStream<UInt64>.Continuation] = []
    }

    let territory: String
    let identity: [UInt8]
    let types: Set<RecordType> = [.signal, .forecast, .watermark, .register]
    /// Guards what the test adds and the server reads.
    private let state = Mutex(State())

    init(territory: String, identity: UInt8) {
        self.territory = territory
        self.identity = Array(repeating: identity, count: 16)
    }

    func append(_ payloads: [[UInt8]], _ type: RecordType) {
        state.withLock { state in
            for payload in payloads {
                state.records.append(Record(sequence: UInt64(state.records.count) + 1, type: type, payload: payload))
            }
            for listener in state.listeners { listener.yield(UInt64(state.records.count)) }
        }
    }

    func page(after: UInt64, types: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage {
        state.withLock { state in
            var page: [Record] = []
            var (bytes, scanned) = (0, after)
            for record in state.records[min(Int(clamping: after), state.records.count)...] {
                if types.contains(record.type) {
                    if !page.isEmpty, bytes + record.payload.count > maximumBytes { break }
                    page.append(record)
                    bytes += record.payload.count
                }
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

    func extent() async throws -> (first: UInt64, head: UInt64) { state.withLock { (1, UInt64($0.records.count)) } }

    func committed(consumer: String) async throws -> UInt64? { nil }

    func commit(consumer: String, sequence: UInt64) async throws {}

    func attached(consumer: String) {}

    func detached(consumer: String) {}
}
