public import Domain

/// One of the next thirty days: what to expect, why, what does not fit, and whether planned means suffice.
public struct DayOutlook: Hashable, Sendable {
    /// Where the expected load comes from.
    public enum Origin: String, Sendable, Hashable {
        /// Forecasts speak of at least half of the day.
        case forecast
        /// Days like it.
        case usual
    }

    /// The day.
    public var day: CivilDay
    /// Incidents to expect; nil where there is neither forecast nor history.
    public var load: Load?
    /// Where that comes from.
    public var origin: Origin
    /// What makes it so, the heaviest first.
    public var drivers: [Driver]
    /// What does not fit together in its agenda, gravest first.
    public var findings: [AgendaFinding]
    /// The events of the day, by time.
    public var events: [PlannedEvent]
    /// Team-hours that the load takes; nil without a load.
    public var neededTeamHours: Spread?
    /// Team-hours that are planned; nil where nobody said.
    public var plannedTeamHours: Double?
    /// Per cent of the expected incidents that the planned means can take; nil where either is not known: missing never looks like zero.
    public var adequacy: Double?
}
