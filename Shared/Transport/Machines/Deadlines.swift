/// Moments by key, with a cheap answer to "is anything due?".
///
/// Removal leaves `next` as it was: a moment too early costs one look at the table, and there is at most one such look a deadline.
struct Deadlines<Key: Hashable & Sendable>: Sendable {
    private var moments: [Key: Moment] = [:]
    /// Nothing is due before this; nil where there is nothing to wait for.
    private(set) var next: Moment?

    /// Sets, or moves, the moment of a key.
    mutating func set(_ key: Key, _ moment: Moment) {
        moments[key] = moment
        next = next.map { min($0, moment) } ?? moment
    }

    /// Forgets a key.
    mutating func remove(_ key: Key) {
        moments[key] = nil
        if moments.isEmpty { next = nil }
    }

    /// Takes out the keys whose moment has come.
    mutating func due(_ now: Moment) -> [Key] {
        guard let next, next <= now else { return [] }
        var keys: [Key] = []
        var earliest: Moment?
        for (key, moment) in moments {
            if moment <= now { keys.append(key) } else { earliest = earliest.map { min($0, moment) } ?? moment }
        }
        for key in keys { moments[key] = nil }
        self.next = earliest
        return keys
    }
}
