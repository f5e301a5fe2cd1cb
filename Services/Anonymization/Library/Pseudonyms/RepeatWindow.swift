import Domain

/// Knows within a short window that a source said the same thing again: by pseudonym only, and not for longer than the register allows.
///
/// The window begins with the mention that counts and is not drawn out by repeats: nothing is linked over more than its length.
public struct RepeatWindow: Sendable {
    /// Seconds within which a second mention is a repeat.
    public let length: UInt32
    private let limit: Int
    /// When each was counted.
    private var counted: [Pseudonym: Instant] = [:]
    private var horizon = Int64.min

    /// A window; at most `limit` pseudonyms are held, then the oldest half goes.
    public init(length: UInt32, limit: Int = 100_000) {
        self.length = length
        self.limit = max(limit, 2)
    }

    /// Whether a pseudonym was counted within the window around an instant; where it was not, it is counted now.
    public mutating func isRepeat(_ pseudonym: Pseudonym, at instant: Instant) -> Bool {
        if let before = counted[pseudonym], abs(instant.seconds - before.seconds) <= Int64(length) { return true }
        note(pseudonym, at: instant)
        return false
    }

    /// A pseudonym was counted at an instant.
    mutating func note(_ pseudonym: Pseudonym, at instant: Instant) {
        let before = counted[pseudonym]
        if before == nil, counted.count >= limit { forgetOlderHalf() }
        counted[pseudonym] = max(instant, before ?? instant)
    }

    /// Forgets what lies more than the window before an instant.
    public mutating func advance(to instant: Instant) {
        let oldest = instant.seconds - Int64(length)
        // Times are whole minutes, and going through all of them costs something.
        guard horizon == .min || oldest >= horizon + 60 else { return }
        horizon = oldest
        counted = counted.filter { $0.value.seconds >= oldest }
    }

    /// How many pseudonyms are held.
    public var held: Int { counted.count }

    /// All that is held, in a fixed order.
    var entries: [(pseudonym: Pseudonym, counted: Instant)] {
        counted.map { (pseudonym: $0.key, counted: $0.value) }
            .sorted { ($0.counted, $0.pseudonym.high, $0.pseudonym.low) < ($1.counted, $1.pseudonym.high, $1.pseudonym.low) }
    }

    private mutating func forgetOlderHalf() {
        let times = counted.values.sorted()
        let middle = times[times.count / 2]
        counted = counted.filter { $0.value > middle }
    }
}
