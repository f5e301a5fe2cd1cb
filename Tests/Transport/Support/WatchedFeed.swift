import Domain
import Schema
import Synchronization

@testable import Transport

/// A feed in memory, which remembers how it was read.
final class WatchedFeed: FeedSource {
    private struct State {
        var attached: [String] = []
        /// The furthest that was read, by the types that were asked for.
        var furthest: [Set<RecordType>: UInt64] = [:]
    }

    private let held = MemoryFeed(territory: "marseille", identity: 5, types: Set(RecordType.allCases))
    /// Guards what tests and the server do at the same time.
    private let state = Mutex(State())

    var territory: String { held.territory }
    var identity: [UInt8] { held.identity }
    var types: Set<RecordType> { held.types }

    /// Adds records of a type, of so many bytes.
    func append(_ count: Int, _ type: RecordType = .incidents, bytes: Int = 100) {
        let first = held.head + 1
        held.append((0..<UInt64(count)).map { Array(repeating: UInt8((first + $0) % 251), count: bytes) }, type)
    }

    /// Forgets records up to a sequence.
    func trim(through sequence: UInt64) { held.trim(through: sequence) }

    /// The furthest that was read by whoever asked for exactly these types.
    func furthest(_ types: Set<RecordType>) -> UInt64 { state.withLock { $0.furthest[types] ?? 0 } }

    /// Consumers that have subscribed, in order.
    var attachedConsumers: [String] { state.withLock { $0.attached } }

    func page(after: UInt64, types: Set<RecordType>, filter: AlertFilter?, maximumBytes: Int) async throws -> FeedPage {
        let page = try await held.page(after: after, types: types, filter: filter, maximumBytes: maximumBytes)
        state.withLock { $0.furthest[types] = max($0.furthest[types] ?? 0, page.scannedThrough) }
        return page
    }

    func heads() -> AsyncStream<UInt64> { held.heads() }
    func extent() async throws -> (first: UInt64, head: UInt64) { try await held.extent() }
    func committed(consumer: String) async throws -> UInt64? { try await held.committed(consumer: consumer) }
    func commit(consumer: String, sequence: UInt64) async throws { try await held.commit(consumer: consumer, sequence: sequence) }
    func forget(consumer: String) async throws -> Bool { try await held.forget(consumer: consumer) }
    func attached(consumer: String) { state.withLock { $0.attached.append(consumer) } }
    func detached(consumer: String) {}
}
