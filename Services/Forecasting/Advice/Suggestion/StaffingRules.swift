/// How the city works: what a team can take on, and what is asked of it. Defaults are a start, to be replaced by the city's own.
public struct StaffingRules: Hashable, Sendable {
    /// Minutes that a team is taken by an incident.
    public var handling: Double
    /// Part of the incidents that need a team, 0 ... 1.
    public var share: Double
    /// Minutes after which an incident should have a team ...
    public var wait: Double
    /// ... in this part of the cases, 0 ..< 1.
    public var kept: Double
    /// Part of their time that teams can be on incidents, 0 ... 1; the rest is rest, reports and presence.
    public var utilisation: Double
    /// By how much the busiest hour exceeds the mean of the event, where past events do not tell.
    public var peak: Double
    /// Teams at an event that draws people, at the least.
    public var leastTeams: Int
    /// Metres of a barrier.
    public var barrierLength: Double
    /// People a square metre for which space is fenced off.
    public var density: Double

    /// The usual rules.
    public init(
        handling: Double = 45, share: Double = 1, wait: Double = 10, kept: Double = 0.9, utilisation: Double = 0.7, peak: Double = 1.5,
        leastTeams: Int = 1, barrierLength: Double = 2, density: Double = 2
    ) {
        self.handling = max(1, handling)
        self.share = min(1, max(0, share))
        self.wait = max(0, wait)
        self.kept = min(0.999, max(0, kept))
        self.utilisation = min(1, max(0.05, utilisation))
        self.peak = max(1, peak)
        self.leastTeams = max(0, leastTeams)
        self.barrierLength = max(0.1, barrierLength)
        self.density = max(0.05, density)
    }

    /// Incidents that so many team-hours can take.
    public func capacity(teamHours: Double) -> Double { max(0, teamHours) * utilisation * 60 / handling }
}
