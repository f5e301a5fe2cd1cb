import Domain
import Logging
import Schema
import ServiceLifecycle
import Synchronization
import Transport

/// Keeps a subscription to one upstream going, and fills the intake from it.
struct StageReceiver: Sendable {
    let territory: String
    let consumer: String
    let upstream: StageUpstream
    let intake: Intake
    let readiness: Readiness
    let options: StageOptions
    let logger: Logger

    private var name: String { "stage/\(territory)/\(upstream.name)" }

    /// Receives until the intake is closed, the task cancelled or a graceful shutdown begins; throws where the upstream refuses our cursor.
    ///
    /// - Parameter cursor: what our own journal says was applied; nil to begin at the first record that the upstream holds. Where the
    ///   upstream remembers a cursor of ours that our journal does not, our journal was replaced, and what is still there is wanted anew.
    func run(after cursor: Cursor?) async throws {
        let refusal = await cancelWhenGracefulShutdown { await self.follow(after: cursor) }
        if let refusal { throw refusal }
    }

    private func follow(after cursor: Cursor?) async -> StageError? {
        let place = Place(cursor)
        var backoff = Backoff()
        while !Task.isCancelled, !intake.isClosed {
            let start = place.cursor
            let request = SubscribeRequest(
                territory: territory, consumer: consumer, start: start == nil ? .beginning : .cursor, cursor: start, types: upstream.types)
            var reason = "the feed ended"
            do throws(CallError) {
                try await upstream.feed.follow(request, credit: options.credit) { [intake, readiness, name, upstream] batch in
                    guard await intake.put(.init(upstream: upstream.name, batch: batch)) else { return false }
                    place.move(to: batch)
                    readiness.clear(name)
                    return true
                }
            } catch {
                if let refusal = refusal(error, place.cursor) { return refusal }
                reason = error.description
            }
            if place.cursor != start { backoff.reset() }
            if Task.isCancelled || intake.isClosed { break }
            readiness.set(name, "\(reason); trying again", blocks: false)
            logger.notice("The upstream feed stopped; trying again", metadata: ["upstream": "\(upstream.name)", "reason": "\(reason)"])
            do { try await options.sleep(backoff.next()) } catch { break }
        }
        return nil
    }

    /// What only a person can mend.
    private func refusal(_ error: CallError, _ cursor: Cursor?) -> StageError? {
        switch error.status {
        case .failedPrecondition, .outOfRange, .dataLoss:
            .cursorRefused(territory: territory, upstream: upstream.name, sequence: cursor?.sequence ?? 0, reason: error.message)
        default: nil
        }
    }
}

/// The last record that went into the intake; shared with the subscription's closure.
private final class Place: Sendable {
    private let content: Mutex<Cursor?>

    init(_ cursor: Cursor?) { content = Mutex(cursor) }

    var cursor: Cursor? { content.withLock { $0 } }

    func move(to batch: FeedBatch) {
        let reached = max(batch.through, batch.records.last?.sequence ?? 0)
        guard reached > 0 else { return }
        content.withLock { $0 = Cursor(journal: batch.journal, sequence: reached) }
    }
}
