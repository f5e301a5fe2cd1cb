/// The order in which batches were admitted, for those whose commit must keep it.
///
/// Most batches may become durable in any order, and wait for nobody. One that moves a watermark waits for all that were admitted before it:
/// a watermark never comes before an observation that it covers, and never moves back.
struct CommitOrder {
    /// Where a batch stands.
    struct Place: Sendable, Hashable {
        let number: UInt64
    }

    private var next: UInt64 = 0
    /// The first that has not left.
    private var first: UInt64 = 0
    /// Those after `first` that have left already.
    private var left: Set<UInt64> = []
    private var waiting: [(number: UInt64, continuation: CheckedContinuation<Void, Never>)] = []

    /// A place after all that were given.
    mutating func enter() -> Place {
        defer { next += 1 }
        return Place(number: next)
    }

    /// Whether all before it have left.
    func isFirst(_ place: Place) -> Bool { place.number <= first }

    /// Resumes once all before it have left. Each place leaves in the end, so nobody waits in vain.
    mutating func wait(_ place: Place, _ continuation: CheckedContinuation<Void, Never>) {
        if isFirst(place) { continuation.resume() } else { waiting.append((place.number, continuation)) }
    }

    /// A place that has committed, or failed to.
    mutating func leave(_ place: Place) {
        left.insert(place.number)
        while left.remove(first) != nil { first += 1 }
        let first = first
        for waiting in waiting where waiting.number <= first { waiting.continuation.resume() }
        waiting.removeAll { $0.number <= first }
    }
}
