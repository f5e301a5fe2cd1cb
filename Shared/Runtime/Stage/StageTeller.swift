import Logging
import Schema
import Transport

/// Tells one upstream how far we are, so that it may forget. Only the newest cursor matters; one that did not arrive is sent again.
struct StageTeller: Sendable {
    let territory: String
    let consumer: String
    let upstream: StageUpstream
    let mailbox: CommitMailbox
    let options: StageOptions
    let logger: Logger

    /// Tells until the mailbox is closed and empty. After it was closed a cursor is tried once: the next start tells it again.
    func run() async {
        var backoff = Backoff(first: .milliseconds(100), longest: .seconds(10))
        while let cursor = await mailbox.take() {
            do throws(CallError) {
                try await upstream.feed.commit(territory: territory, consumer: consumer, cursor: cursor)
                backoff.reset()
            } catch {
                logger.debug("A cursor did not reach the upstream", metadata: ["upstream": "\(upstream.name)", "reason": "\(error)"])
                if mailbox.isClosed || Task.isCancelled { return }
                mailbox.putBack(cursor)
                do { try await options.sleep(backoff.next()) } catch { return }
            }
        }
    }
}
