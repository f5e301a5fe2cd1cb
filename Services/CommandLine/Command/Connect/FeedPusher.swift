import Domain
import Journal
import Runtime
import Schema
import Transport

/// Brings what waits in a spool to the house, in order, one batch after the other; tries again for as long as it takes.
struct FeedPusher {
    private static let deadline = Duration.seconds(10)
    private static let page = 4 << 20
    /// Between two tries of what only a person can mend: a key that may not, a register without the source.
    private static let refusedPause = Duration.seconds(30)

    let spool: Spool
    let client: Client
    let territory: String
    let source: String
    let tally: FeedTally
    var jitter: SplitMix64
    private var backoff = Backoff(first: .milliseconds(200), longest: .seconds(30))

    init(spool: Spool, client: Client, territory: String, source: String, tally: FeedTally, jitter: SplitMix64) {
        self.spool = spool
        self.client = client
        self.territory = territory
        self.source = source
        self.tally = tally
        self.jitter = jitter
    }

    /// Pushes until cancelled, or, with `untilEmpty`, until nothing waits any more.
    mutating func run(untilEmpty: Bool = false) async throws {
        var done = try await spool.delivered()
        for await _ in spool.journal.heads() {
            while !Task.isCancelled {
                let page = try await spool.journal.read(after: done, types: [], maximumBytes: Self.page)
                for record in page.records {
                    try await push(try SpoolRecord(type: record.type, payload: record.payload))
                    done = record.sequence
                    try await spool.journal.commit(consumer: Spool.consumer, sequence: done)
                }
                done = max(done, page.scannedThrough)
                if !page.records.isEmpty { try await spool.deliver(through: done) }
                let waiting = page.head - min(done, page.head)
                tally.change { $0.waiting = waiting }
                if waiting == 0 { break }
            }
            if untilEmpty || Task.isCancelled { return }
        }
    }

    private mutating func push(_ record: SpoolRecord) async throws {
        switch record {
        case .report(let bytes): try await report(bytes)
        case .batch(_, let lines, let bytes): try await push(bytes, lines)
        }
    }

    private mutating func push(_ bytes: [UInt8], _ lines: [Int]) async throws {
        var (bytes, lines) = (bytes, lines)
        while true {
            let answer: [UInt8]
            do throws(CallError) {
                answer = try await client.call(Method.push, bytes, deadline: Self.deadline, idempotent: true)
            } catch {
                if error.status == .invalidArgument {
                    // It will be the same next time: the batch goes, its rows are counted.
                    tally.refuse("batch-refused", line: lines.first ?? 0, count: max(lines.count, 1))
                    let text = error.message
                    tally.change { $0.pushingProblem = text }
                    return
                }
                try await wait(for: error)
                continue
            }
            let receipt = try PushReceipt(decoding: answer)
            backoff.reset()
            tally.change {
                $0.pushingProblem = ""
                $0.accepted += Int(receipt.accepted)
                $0.duplicates += Int(receipt.duplicates)
            }
            guard let again = try remaining(bytes, &lines, receipt) else { return }
            bytes = again
            try await pause(backoff.next(using: &jitter))
        }
    }

    /// What the house could not take now but will: too many at once, or not durable.
    private func remaining(_ bytes: [UInt8], _ lines: inout [Int], _ receipt: PushReceipt) throws -> [UInt8]? {
        var again: [Int] = []
        for refusal in receipt.refusals {
            let index = Int(refusal.index)
            if refusal.status == .resourceExhausted || refusal.status == .unavailable {
                again.append(index)
            } else {
                tally.refuse(refusal.reason, line: lines.indices.contains(index) ? lines[index] : 0)
            }
        }
        guard !again.isEmpty else { return nil }
        let batch = try ObservationBatch(decoding: bytes)
        lines = again.map { lines.indices.contains($0) ? lines[$0] : 0 }
        return ObservationBatch(
            territory: batch.territory, sourceID: batch.sourceID,
            observations: again.compactMap { batch.observations.indices.contains($0) ? batch.observations[$0] : nil }
        ).encoded()
    }

    /// Rows that the adapter refused: told so that they are listed with the others. A house that does not take reports misses nothing.
    private mutating func report(_ bytes: [UInt8]) async throws {
        while true {
            do throws(CallError) {
                _ = try await client.call(Method.reportDeadLetters, bytes, deadline: Self.deadline, idempotent: true)
                backoff.reset()
                return
            } catch {
                switch error.status {
                case .unimplemented, .permissionDenied, .invalidArgument, .notFound: return
                default: try await wait(for: error)
                }
            }
        }
    }

    /// Says what is wrong and waits: as long as the house asks for, and no less than the back-off.
    private mutating func wait(for error: CallError) async throws {
        let text = "\(error.message) (\(error.status.name))"
        tally.change { $0.pushingProblem = text }
        var time = backoff.next(using: &jitter)
        switch error.status {
        case .permissionDenied, .unauthenticated: time = max(time, Self.refusedPause * Double.random(in: 0.5...1, using: &jitter))
        default: break
        }
        try await pause(max(time, error.retryAfter ?? .zero))
    }

    private func pause(_ time: Duration) async throws { try await Task.sleep(for: time) }
}
