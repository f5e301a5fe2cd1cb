import Domain

/// A plan: from its start to its end it counts as going on.
struct RuleSpan: Sendable {
    let entry: RuleEntry
    let end: Int64
    let zones: UInt64

    /// It has begun at an instant, and was not over a window before it.
    func covers(_ time: Int64, window: Int64) -> Bool { entry.start <= time && end >= time &- window }
}
