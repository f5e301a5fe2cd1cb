/// Lets one through in a span of time, and counts those it kept back.
struct OncePer {
    private let interval: Duration
    private var last: ContinuousClock.Instant?
    private var keptBack = 0

    init(_ interval: Duration) { self.interval = interval }

    /// How many there were since the last one let through, this one among them; nil where this one is kept back.
    mutating func pass(at now: ContinuousClock.Instant) -> Int? {
        keptBack += 1
        if let last, now - last < interval { return nil }
        last = now
        defer { keptBack = 0 }
        return keptBack
    }
}
