/// An event that took place, and what came of it.
public struct PastEvent: Hashable, Sendable {
    /// As it was planned; `teams` and `barriers` are those that were there.
    public var event: PlannedEvent
    /// What the time was like.
    public var conditions: Conditions
    /// Incidents in its place from a while before it to a while after.
    public var observed: Double
    /// How many there usually are in that place at such times without it, more than 0.
    public var usual: Double
    /// When they were, seconds since 1970; may hold fewer than `observed`, or none where it is not known.
    public var moments: [Int64]

    /// An event and its outcome.
    public init(event: PlannedEvent, conditions: Conditions, observed: Double, usual: Double, moments: [Int64] = []) {
        self.event = event
        self.conditions = conditions
        self.observed = max(0, observed)
        self.usual = max(1e-6, usual)
        self.moments = moments
    }
}
