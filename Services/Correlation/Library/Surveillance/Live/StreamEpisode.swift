import Domain

/// A stretch of slots in which a series was unusual: one situation.
struct StreamEpisode: Sendable {
    let situation: String
    /// The last slot that was unusual.
    var slot: TimeSlot
    /// Signals so far.
    var steps = 0
}
