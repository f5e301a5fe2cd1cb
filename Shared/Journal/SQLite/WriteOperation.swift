import Domain

/// One thing that the writer does. Several share a commit.
enum WriteOperation: Sendable {
    case transaction(JournalTransaction)
    case commit(consumer: String, sequence: UInt64)
    case register(consumer: String)
    case forget(consumer: String)
    /// Removes some of the records through `sequence`, so that appends get their turn in between.
    case trim(through: UInt64, olderThan: Instant?)

    /// Bytes that it holds in memory while it waits.
    var bytes: Int {
        guard case .transaction(let transaction) = self else { return 64 }
        var sum = 64
        for append in transaction.appends { sum += append.payload.count + 32 }
        for change in transaction.state { sum += change.bytes.count + 32 }
        return sum
    }
}

/// What came of an operation.
struct WriteOutcome: Sendable {
    var commit = JournalCommit(firstSequence: 1, lastSequence: 0)
    /// Records that a trim removed; 0 when there is no more to remove.
    var removed: UInt64 = 0
    /// About how much it added to the write-ahead log.
    var logBytes = 0
}

extension StateChange {
    var name: String {
        switch self {
        case .snapshot(let name, _), .delta(let name, _), .delete(let name): name
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .snapshot(_, let bytes), .delta(_, let bytes): bytes
        case .delete: []
        }
    }
}
