/// How many observations came, and what became of them. No content.
public struct AnonymizationCounts: Hashable, Sendable {
    /// Observations looked at.
    public internal(set) var seen: UInt64 = 0
    /// Incidents that went on.
    public internal(set) var incidents: UInt64 = 0
    /// Readings that went on.
    public internal(set) var readings: UInt64 = 0
    /// What was undone.
    public internal(set) var retractions: UInt64 = 0
    /// Corrected or withdrawn within the batch that brought them: never went on, so nothing had to be undone.
    public internal(set) var superseded: UInt64 = 0
    /// Corrections that changed nothing of what had gone on.
    public internal(set) var unchanged: UInt64 = 0
    /// Withdrawals taken.
    public internal(set) var withdrawals: UInt64 = 0
    /// Incidents whose code the register does not map: they went on as `other`.
    public internal(set) var unmapped: UInt64 = 0
    /// Observations forgotten before their correction window ended, because more came than declared.
    public internal(set) var forgotten: UInt64 = 0
    /// Readings that went on without their count, which lay below the threshold.
    public internal(set) var censored: UInt64 = 0
    private var dropped = [UInt64](repeating: 0, count: DropReason.allCases.count)

    /// Nothing counted yet.
    public init() {}

    /// Observations dropped for a reason.
    public internal(set) subscript(_ reason: DropReason) -> UInt64 {
        get { dropped[Int(reason.rawValue)] }
        set { dropped[Int(reason.rawValue)] = newValue }
    }

    /// All that was dropped, held back for privacy included.
    public var droppedTotal: UInt64 { dropped.reduce(0, &+) }

    /// What was held back for privacy: whole observations, and counts of readings.
    public var suppressed: UInt64 { DropReason.allCases.filter(\.isSuppression).reduce(censored) { $0 &+ self[$1] } }

    /// Adds what was counted elsewhere.
    public static func += (left: inout AnonymizationCounts, right: AnonymizationCounts) {
        left.seen &+= right.seen
        left.incidents &+= right.incidents
        left.readings &+= right.readings
        left.retractions &+= right.retractions
        left.superseded &+= right.superseded
        left.unchanged &+= right.unchanged
        left.withdrawals &+= right.withdrawals
        left.unmapped &+= right.unmapped
        left.forgotten &+= right.forgotten
        left.censored &+= right.censored
        for index in left.dropped.indices { left.dropped[index] &+= right.dropped[index] }
    }
}
