import Schema
import Synchronization

/// The newest cursor that an upstream has not heard of yet. Older ones are overwritten: only the last one matters.
final class CommitMailbox: Sendable {
    private struct Content {
        var cursor: Cursor?
        var isClosed = false
        var taker: CheckedContinuation<Void, Never>?
    }

    private let content = Mutex(Content())

    /// Leaves a cursor.
    func put(_ cursor: Cursor) {
        content.withLock { content in
            content.cursor = cursor
            content.taker?.resume()
            content.taker = nil
        }
    }

    /// Puts a cursor back that could not be delivered, unless a newer one came.
    func putBack(_ cursor: Cursor) {
        content.withLock { content in
            if content.cursor == nil { content.cursor = cursor }
        }
    }

    /// The newest cursor, once there is one; nil once the mailbox is closed and empty. For one taker.
    func take() async -> Cursor? {
        while true {
            let outcome: (cursor: Cursor?, isOver: Bool) = content.withLock { content in
                let cursor = content.cursor
                content.cursor = nil
                return (cursor, content.isClosed)
            }
            if outcome.cursor != nil || outcome.isOver { return outcome.cursor }
            await withCheckedContinuation { continuation in
                content.withLock { content in
                    if content.isClosed || content.cursor != nil {
                        continuation.resume()
                    } else {
                        content.taker = continuation
                    }
                }
            }
        }
    }

    /// Nothing more will come.
    func close() {
        content.withLock { content in
            content.isClosed = true
            content.taker?.resume()
            content.taker = nil
        }
    }

    var isClosed: Bool { content.withLock { $0.isClosed } }
}
