import Domain
import Journal
import Schema
import Synchronization

/// What survives a crash: the content of one journal.
final class MemoryDisk: Sendable {
    struct Content {
        var appends: [Append] = []
        var firstSequence: UInt64 = 1
        var upstream: [String: UpstreamCursor] = [:]
        var state: [String: StateEntry] = [:]
        var consumers: [String: UInt64] = [:]
        var transactions: [JournalTransaction] = []
        /// Transactions that are still to be refused for lack of room.
        var fullFor = 0
    }

    let content = Mutex(Content())
    let identity: [UInt8]

    init(identity: UInt8) { self.identity = Array(repeating: identity, count: 16) }

    var records: [Record] {
        content.withLock { content in
            content.appends.enumerated().map {
                Record(sequence: content.firstSequence + UInt64($0.offset), type: $0.element.type, payload: $0.element.payload)
            }
        }
    }

    var head: UInt64 { content.withLock { $0.firstSequence + UInt64($0.appends.count) - 1 } }
}
