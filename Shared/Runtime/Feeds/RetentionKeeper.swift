import Domain
import Journal
import Logging
import Metrics
import ServiceLifecycle

/// Trims every open journal from time to time.
struct RetentionKeeper: Service {
    let journals: Journals
    let trimming: Trimming
    /// Goes before the register's, where it is set.
    let retention: Duration?
    let interval: Duration
    let metrics: MetricsRegistry
    let logger: Logger
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    func run() async throws {
        metrics.describe("quietude_journal_trimmed_records", "Records that were trimmed")
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await trim()
                do { try await sleep(interval) } catch { return }
            }
        }
    }

    /// Trims each journal once.
    func trim() async {
        for opened in await journals.opened() {
            let journal = opened.journal
            do {
                let count = try await trim(journal, opened.facts)
                guard count > 0 else { continue }
                Counter(label: "quietude_journal_trimmed_records", dimensions: [("territory", journal.territory)], factory: metrics)
                    .increment(by: count)
                logger.debug("Records were trimmed", metadata: ["territory": "\(journal.territory)", "count": "\(count)"])
            } catch {
                logger.warning("A journal could not be trimmed", metadata: ["territory": "\(journal.territory)", "reason": "\(error)"])
            }
        }
    }

    private func trim(_ journal: any Journal, _ facts: FeedFacts) async throws(JournalError) -> UInt64 {
        switch trimming {
        case .onceConsumed:
            guard let passed = try await journal.consumers().map(\.sequence).min(), passed > 0 else { return 0 }
            return try await journal.trim(through: passed, olderThan: Instant(milliseconds: .max))
        case .byRetention:
            // Event time: a replay of last year's data keeps last year's records.
            guard let watermark = facts.watermark, let span = retention ?? facts.retention, span > .zero else { return 0 }
            let milliseconds = span.components.seconds.multipliedReportingOverflow(by: 1000)
            guard !milliseconds.overflow else { return 0 }
            let limit = watermark.advanced(byMilliseconds: -milliseconds.partialValue)
            return try await journal.trim(through: try await journal.extent().head, olderThan: limit)
        }
    }
}
