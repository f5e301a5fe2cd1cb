import Domain

/// What has to be the case, at a place and an instant, for a rule to match.
///
/// Every event that a positive condition (`count`, `sum`, `sequence`) looks at is such a place and instant. A window reaches back from it and
/// holds its first second; a radius holds its rim. The logic has three values: what a silent source might have said is unknown, so that `not`
/// never takes silence for quiet.
public indirect enum RuleCondition: Sendable, Hashable {
    /// At least so many events within so many seconds.
    case count(of: RuleFilter, atLeast: Int, within: Int64, reach: RuleReach)
    /// Values of readings add up to at least so much within so many seconds.
    case sum(of: RuleFilter, atLeast: Double, within: Int64, reach: RuleReach)
    /// Nothing for so many seconds where something was heard within `heardWithin` before that. It is decided by the watermark.
    case absence(of: RuleFilter, lasting: Int64, heardWithin: Int64, reach: RuleReach)
    /// An event of each step, in this order, within so many seconds; events of one slot count as in order.
    case sequence(steps: [RuleFilter], within: Int64, reach: RuleReach)
    /// All of them.
    case all([RuleCondition])
    /// At least one of them.
    case any([RuleCondition])
    /// The contrary, where it is known.
    case not(RuleCondition)
}

/// How far around a place a condition looks.
public enum RuleReach: Sendable, Hashable {
    /// Metres between positions, or between the centres of cells; 0 for the same cell only.
    case radius(Double)
    /// The zone that the event lies in, each zone for itself.
    case zone
    /// Everywhere.
    case territory
}
