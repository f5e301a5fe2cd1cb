import Domain
import Runtime
import Schema
import Synchronization
import Transport

/// An upstream feed in memory: cuts its records into random batches, repeats some, breaks now and then, and remembers commits.
final class MemoryUpstream: UpstreamFeed {
    struct Seen {
        var committed: Cursor?
        var starts: [Start] = []
        var generator: FixedGenerator
    }

    let records: [Record]
    let journal: [UInt8]
    let seen: Mutex<Seen>
    private let plan: CrashPlan
    private let isRough: Bool
    /// Thrown at the first subscription.
    private let refusal: CallError?
    private let onCommit: (@Sendable (Cursor) -> Void)?

    init(
        _ records: [Record], journal: UInt8 = 1, seed: UInt64 = 1, rough: Bool = false, plan: CrashPlan, refusal: CallError? = nil,
        onCommit: (@Sendable (Cursor) -> Void)? = nil
    ) {
        self.records = records
        self.journal = Array(repeating: journal, count: 16)
        self.plan = plan
        self.isRough = rough
        self.refusal = refusal
        self.onCommit = onCommit
        seen = Mutex(Seen(generator: FixedGenerator(state: seed)))
    }

    func follow(
        _ request: SubscribeRequest, credit: Int, _ take: @escaping @Sendable (FeedBatch) async -> Bool
    ) async throws(CallError) {
        if let refusal { throw refusal }
        seen.withLock { $0.starts.append(request.start) }
        var position = request.start == .cursor ? request.cursor?.sequence ?? 0 : 0
        let head = records.last?.sequence ?? 0
        while position < head {
            let (size, mischief) = seen.withLock {
                (Int.random(in: 1...7, using: &$0.generator), isRough ? Int.random(in: 0..<10, using: &$0.generator) : 9)
            }
            if mischief == 0 { throw CallError(.unavailable, "the line broke") }
            // A feed that starts again a little before its cursor.
            let from = mischief == 1 ? position - min(position, 3) : position
            let batch = Array(records.lazy.filter { $0.sequence > from && request.types.contains($0.type) }.prefix(size))
            let through = batch.last?.sequence ?? head
            if plan.point() { throw CallError(.unavailable, "the process died") }
            guard await take(FeedBatch(journal: journal, records: batch, head: head, through: through)) else { return }
            position = max(position, through)
        }
        // A live feed stays open.
        for await _ in AsyncStream<Never>.makeStream().stream {}
    }

    func commit(territory: String, consumer: String, cursor: Cursor) async throws(CallError) {
        if plan.point() { throw CallError(.unavailable, "the process died") }
        seen.withLock { $0.committed = cursor }
        onCommit?(cursor)
        if plan.point() { throw CallError(.unavailable, "the process died") }
        if cursor.sequence >= records.last?.sequence ?? 0 { plan.finish() }
    }
}
