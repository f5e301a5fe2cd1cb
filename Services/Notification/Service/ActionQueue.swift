import Domain
import Runtime
import Schema
import Synchronization
import Transport

/// What operators do, on its way into the stage as one more upstream: so an action, the messages it gives and the cursor of its place are
/// one transaction, and whoever asked is answered once it is durable.
///
/// The mutex guards what waits and what is under way; calls and the stage are on several tasks.
final class ActionQueue: UpstreamFeed {
    /// The name of the upstream, and of its cursor.
    static let name = "desk"
    /// It is no journal: this stands where the identity of one does.
    private static let identity = Array("quietude.desk.v1".utf8)
    /// Actions that may wait.
    private static let maximum = 1_000

    private typealias Answer = CheckedContinuation<AlertActionReply, any Error>

    private struct Content {
        var waiting: [(bytes: [UInt8], answer: Answer)] = []
        var underWay: [UInt64: Answer] = [:]
        var outcomes: [UInt64: AlertActionReply] = [:]
        /// The last one that was applied.
        var applied: UInt64 = 0
        var isClosed = false
        var taker: CheckedContinuation<Void, Never>?
    }

    private let content = Mutex(Content())

    /// Gives an action to the stage; what became of it, once it is durable.
    func submit(_ action: AlertAction) async throws -> AlertActionReply {
        let bytes = action.encoded()
        return try await withCheckedThrowingContinuation { answer in
            let refusal: CallError? = content.withLock { content in
                if content.isClosed { return CallError(.unavailable, "notification is stopping", retryAfter: .seconds(1)) }
                guard content.waiting.count + content.underWay.count < Self.maximum else {
                    return CallError(.resourceExhausted, "too many actions wait; say it again", retryAfter: .seconds(1))
                }
                content.waiting.append((bytes, answer))
                content.taker?.resume()
                content.taker = nil
                return nil
            }
            if let refusal { answer.resume(throwing: refusal) }
        }
    }

    /// The stage applied the action of a sequence.
    func applied(_ sequence: UInt64, _ outcome: AlertActionReply) {
        content.withLock { content in
            content.outcomes[sequence] = outcome
            content.applied = max(content.applied, sequence)
        }
    }

    /// All that was applied is durable.
    func committed() {
        let done: [(Answer, AlertActionReply?)] = content.withLock { content in
            let ready = content.underWay.keys.filter { $0 <= content.applied }
            return ready.compactMap { sequence in
                content.underWay.removeValue(forKey: sequence).map { ($0, content.outcomes.removeValue(forKey: sequence)) }
            }
        }
        for (answer, outcome) in done {
            if let outcome {
                answer.resume(returning: outcome)
            } else {
                answer.resume(throwing: CallError(.internal, "the action was set aside"))
            }
        }
    }

    func follow(
        _ request: SubscribeRequest, credit: Int, _ take: @escaping @Sendable (FeedBatch) async -> Bool
    ) async throws(CallError) {
        var next = (request.cursor?.sequence ?? 0) + 1
        while !Task.isCancelled {
            let first = next
            let records: [Record] = content.withLock { content in
                let taken = content.waiting
                content.waiting = []
                return taken.map { item in
                    defer { next += 1 }
                    content.underWay[next] = item.answer
                    return Record(sequence: next, type: .action, payload: item.bytes)
                }
            }
            if records.isEmpty {
                await waitForMore()
                if content.withLock({ $0.isClosed }) { break }
                continue
            }
            let last = first + UInt64(records.count) - 1
            guard await take(FeedBatch(journal: Self.identity, records: records, head: last, through: last)) else { break }
        }
        close()
    }

    /// There is nobody upstream to tell.
    func commit(territory: String, consumer: String, cursor: Cursor) async throws(CallError) {}

    private func waitForMore() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                content.withLock { content in
                    if content.isClosed || !content.waiting.isEmpty || Task.isCancelled {
                        continuation.resume()
                    } else {
                        content.taker = continuation
                    }
                }
            }
        } onCancel: {
            content.withLock { content in
                content.taker?.resume()
                content.taker = nil
            }
        }
    }

    /// The stage takes nothing more: those who wait are told to ask again.
    private func close() {
        let left: [Answer] = content.withLock { content in
            content.isClosed = true
            defer { (content.waiting, content.underWay) = ([], [:]) }
            return content.waiting.map(\.answer) + content.underWay.values
        }
        for answer in left {
            answer.resume(throwing: CallError(.unavailable, "notification is stopping; say it again", retryAfter: .seconds(1)))
        }
    }
}
