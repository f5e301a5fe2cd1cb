/// Keeps a log readable whatever a peer sends: each reason is logged at most once a minute, with how often it happened.
struct RefusalThrottle: Sendable {
    private struct Tally {
        var unlogged = 0
        var lastLogged: Moment?
    }

    private var tallies: [RefusalReason: Tally] = [:]
    private let interval: Duration

    init(interval: Duration = .seconds(60)) { self.interval = interval }

    /// It happened once more; gives how often since it was last logged, where it is to be logged now.
    mutating func happened(_ reason: RefusalReason, now: Moment) -> Int? {
        var tally = tallies[reason] ?? Tally()
        defer { tallies[reason] = tally }
        tally.unlogged += 1
        if let last = tally.lastLogged, last.duration(to: now) < interval { return nil }
        defer { tally.unlogged = 0 }
        tally.lastLogged = now
        return tally.unlogged
    }
}
