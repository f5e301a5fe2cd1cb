import Domain
import Journal
import Runtime

/// The reading of one feed, again and again; what fails is told and tried again, later each time.
struct FeedLoop {
    private static let longestPause = Duration.seconds(900)

    let setup: FeedSetup
    let tally: FeedTally
    var jitter: SplitMix64

    /// Reads until cancelled, or, with `once`, one time. Throws where the spool itself fails.
    mutating func run(_ reader: FeedReader, once: Bool) async throws {
        var reader = reader
        let every = Duration.seconds(Int64(setup.feed.every))
        var backoff = Backoff(first: min(every, .seconds(5)), longest: max(every, Self.longestPause))
        var resumed = false
        while !Task.isCancelled {
            var wait = every
            do {
                if !resumed {
                    try await reader.resume()
                    resumed = true
                }
                tally.change { $0.readingProblem = "" }
                try await reader.look()
                backoff.reset()
            } catch let error as JournalError {
                throw error
            } catch {
                if Task.isCancelled { return }
                let text = "\(error)"
                tally.change {
                    $0.failures += 1
                    $0.readingProblem = text
                }
                wait = max(backoff.next(using: &jitter), (error as? HTTPFetch.Refused)?.retryAfter ?? .zero)
            }
            if once { return }
            do { try await Task.sleep(for: wait) } catch { return }
        }
    }
}
