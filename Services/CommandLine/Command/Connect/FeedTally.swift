import Domain
import Schema
import Synchronization

/// What became of a feed's rows since the connector started, and how it is now. The lock guards numbers that the reader and the pusher
/// write and the progress line reads.
final class FeedTally: Sendable {
    struct Numbers: Sendable {
        /// Looks at the origin, and those that brought nothing new.
        var looks = 0
        var unchanged = 0
        var documents = 0
        var rows = 0
        var accepted = 0
        var duplicates = 0
        /// By the partner's adapter and by ingestion: reason to number, and the line of the first.
        var refused: [String: (count: Int, line: Int)] = [:]
        var passedOver = 0
        /// Records on disk.
        var waiting: UInt64 = 0
        /// What keeps it from reading, and from pushing; empty where nothing does.
        var readingProblem = ""
        var pushingProblem = ""
        /// What could not be read and is not coming back: a gap in a file that was rotated away.
        var gaps = 0
        var failures = 0

        var refusedCount: Int { refused.values.reduce(0) { $0 + $1.count } }
    }

    private let content = Mutex(Numbers())

    var numbers: Numbers { content.withLock { $0 } }

    func change(_ body: @Sendable (inout Numbers) -> Void) { content.withLock { body(&$0) } }

    func refuse(_ reason: String, line: Int, count: Int = 1) {
        content.withLock { numbers in
            let known = numbers.refused[reason]
            numbers.refused[reason] = ((known?.count ?? 0) + count, known?.line ?? line)
        }
    }
}
