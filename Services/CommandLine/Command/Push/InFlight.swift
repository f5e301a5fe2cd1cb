import Domain

/// Which batches are sent and not yet answered, with the earliest event time of each: tells how far a file in order of time is durable.
struct InFlight {
    private var earliest: [Int: Instant] = [:]

    var count: Int { earliest.count }

    mutating func sent(_ number: Int, earliest time: Instant) { earliest[number] = time }

    mutating func answered(_ number: Int) { earliest[number] = nil }

    /// Everything before this time is durable, if rows come in order of time and those still to be sent are not before `next`.
    func reported(before next: Instant) -> Instant { min(earliest.values.min() ?? next, next) }
}
