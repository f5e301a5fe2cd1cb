import Domain

/// A rule matched, or a match is over.
public struct RuleMatch: Sendable, Hashable {
    /// What it says.
    public enum Phase: Sendable, Hashable {
        case matched
        /// Still so after the cool-down: told again.
        case again
        /// No longer so.
        case over
    }

    /// Place of the rule in its set.
    public var rule: Int
    /// Its name.
    public var name: String
    /// What it says.
    public var phase: Phase
    /// Of the first event counted, seconds since 1970.
    public var start: Int64
    /// When it came true, or ended, seconds since 1970.
    public var time: Int64
    /// Metres; not a number where it has no place.
    public var east: Double
    /// Metres; not a number where it has no place.
    public var north: Double
    /// The zone, for rules that speak of zones.
    public var zone: String?
    /// What the first of its positive conditions counted; for an absence, seconds of silence.
    public var observed: Double
    /// What it had to reach.
    public var threshold: Double
    /// It rests on a silence.
    public var silent: Bool
    /// Kinds of source it rests on, in order.
    public var sources: [SourceKind]
    /// Categories it rests on, in order.
    public var categories: [UInt16]
    /// Cells of the events counted, in order, at most 100.
    public var cells: [Cell]
    /// Matches of one occurrence share it.
    public var situation: String
}
