import Schema
import Synchronization

/// What was received and not yet applied, bounded in bytes: while a transaction commits, the next batches gather here.
///
/// A full intake suspends whoever puts; the subscription then gives no credit back, and the upstream is held.
final class Intake: Sendable {
    /// A batch and the upstream that it came from.
    struct Item: Sendable {
        let upstream: String
        let batch: FeedBatch
    }

    private struct Content {
        var items: [Item] = []
        var bytes = 0
        var isClosed = false
        var taker: CheckedContinuation<Void, Never>?
        var putters: [CheckedContinuation<Void, Never>] = []
    }

    private let content = Mutex(Content())
    private let maximumBytes: Int

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    /// Adds a batch, waiting while the intake is full; false once it is closed.
    func put(_ item: Item) async -> Bool {
        let bytes = item.batch.records.reduce(64) { $0 + $1.payload.count + 32 }
        while true {
            let outcome: Bool? = content.withLock { content in
                if content.isClosed { return false }
                // One batch always fits, so that a batch larger than the bound still passes.
                guard content.items.isEmpty || content.bytes + bytes <= maximumBytes else { return nil }
                content.items.append(item)
                content.bytes += bytes
                content.taker?.resume()
                content.taker = nil
                return true
            }
            if let outcome { return outcome }
            await withCheckedContinuation { continuation in
                content.withLock { content in
                    if content.isClosed || content.items.isEmpty {
                        continuation.resume()
                    } else {
                        content.putters.append(continuation)
                    }
                }
            }
        }
    }

    /// Everything that waits, once there is something; nil once the intake is closed and empty. For one taker.
    func takeAll() async -> [Item]? {
        while true {
            let outcome: (items: [Item], isOver: Bool) = content.withLock { content in
                let items = content.items
                content.items = []
                content.bytes = 0
                content.putters.forEach { $0.resume() }
                content.putters = []
                return (items, content.isClosed)
            }
            if !outcome.items.isEmpty { return outcome.items }
            if outcome.isOver { return nil }
            await withCheckedContinuation { continuation in
                content.withLock { content in
                    if content.isClosed || !content.items.isEmpty {
                        continuation.resume()
                    } else {
                        content.taker = continuation
                    }
                }
            }
        }
    }

    var isClosed: Bool { content.withLock { $0.isClosed } }

    /// Takes nothing more; what waits can still be taken.
    func close() {
        content.withLock { content in
            content.isClosed = true
            content.taker?.resume()
            content.taker = nil
            content.putters.forEach { $0.resume() }
            content.putters = []
        }
    }
}
