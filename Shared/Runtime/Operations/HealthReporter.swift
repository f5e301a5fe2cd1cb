public import Schema
import Synchronization

/// Says how the service is, for `Health/Check`, `/health/ready` and `status`.
public final class HealthReporter: Sendable {
    private let service: String
    private let readiness: Readiness
    private let started: ContinuousClock.Instant
    private let feeds = Mutex<[String: JournalFeed]>([:])

    /// A reporter of a service that started now.
    public init(service: String, readiness: Readiness, started: ContinuousClock.Instant = .now) {
        self.service = service
        self.readiness = readiness
        self.started = started
    }

    /// Adds a feed that is served.
    public func add(_ feed: JournalFeed) { feeds.withLock { $0[feed.territory] = feed } }

    /// How the service is now.
    public func reply() async -> HealthReply {
        let served = feeds.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
        var statuses: [FeedStatus] = []
        var reasons = readiness.reasons
        var isReady = readiness.isReady
        for feed in served {
            do { statuses.append(try await feed.status()) } catch {
                isReady = false
                reasons.append("journal/\(feed.territory): \(error)")
            }
        }
        let uptime = (ContinuousClock.now - started) / .milliseconds(1)
        return HealthReply(
            status: isReady ? .serving : .notServing, service: service, version: QuietudeVersion.current, uptime: UInt64(max(0, uptime)),
            feeds: statuses, lastError: readiness.lastError, reasons: reasons)
    }
}
