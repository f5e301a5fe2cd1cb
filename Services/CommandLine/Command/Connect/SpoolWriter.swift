import Domain
import Journal

/// Writes steps into a spool, waiting while it is full: then nothing more is read upstream until the house has taken some.
struct SpoolWriter: Sendable {
    let spool: Spool
    let tally: FeedTally
    let now: @Sendable () -> Instant
    /// How long to wait for room; nil for as long as it takes.
    var patience: Duration?

    private static let pause = Duration.milliseconds(200)

    func write(_ step: Spool.Step) async throws {
        var told = false
        let clock = ContinuousClock()
        let end = patience.map { clock.now + $0 }
        while true {
            do throws(JournalError) {
                try await spool.commit(step, now: now())
                break
            } catch {
                guard case .full = error else { throw error }
                if !told {
                    told = true
                    tally.change {
                        $0.readingProblem = say(
                            "the spool is full; nothing more is read until the house takes some",
                            "la file d'attente est pleine ; plus rien n'est lu avant que la maison n'en prenne")
                    }
                }
                if let end, clock.now >= end {
                    throw Failure(
                        "the spool is full and the house takes nothing: what was read waits on disk, the rest upstream",
                        "la file d'attente est pleine et la maison ne prend rien : ce qui est lu attend sur disque, le reste en amont")
                }
                try await Task.sleep(for: Self.pause)
            }
        }
        if told { tally.change { $0.readingProblem = "" } }
        if let waiting = try? await spool.waiting() { tally.change { $0.waiting = waiting } }
    }
}
