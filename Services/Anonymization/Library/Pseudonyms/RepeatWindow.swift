import Domain

/// Knows within a short window that a source said the same thing again: by pseudonym only, and not for longer than the register allows.
public struct RepeatWindow: Sendable {
    /// Seconds within which a second mention is a repeat.
    public let length: UInt32
    private let limit: Int
    private var latest: [Pseudonym: Int64] = [:]
    private var horizon = Int64.min

    /// A window; at most `limit` pseudonyms are held, then the oldest half goes.
    public init(length: UInt32, limit: Int = 100_000) {
        self.length = length
        self.limit = max(limit, 2)
    }

    /// Whether a pseudonym was seen within the window before an instant; notes it either way.
    public mutating func isRepeat(_ pseudonym: Pseudonym, at instant: Instant) -> Bool {
        let seconds = instant.seconds
        let before = latest[pseudonym]
        if before == nil, latest.count >= limit { forgetOlderHalf() }
        latest[pseudonym] = max(seconds, before ?? seconds)
        guard let before else { return false }
        return abs(seconds - before) <= Int64(length)
    }

    /// Forgets what lies more than the window before an instant.
    public mutating func advance(to instant: Instant) {
        let oldest = instant.seconds - Int64(length)
        guard oldest > horizon else { return }
        horizon = oldest
        latest = latest.filter { $0.value >= oldest }
    }

    /// How many pseudonyms are held.
    public var held: Int { latest.count }

    private mutating func forgetOlderHalf() {
        let times = latest.values.sorted()
        let middle = times[times.count / 2]
        latest = latest.filter { $0.value > middle }
    }
}
