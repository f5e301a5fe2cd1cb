/// How fast the past fades, and how far a cell is trusted with its own.
public struct ForecastingSettings: Sendable, Hashable {
    /// Days after which an incident counts half in what is recent; at least 20.
    public let shortHalfLife: Double
    /// Days after which an incident counts half in what is lasting; at least 20.
    public let longHalfLife: Double
    /// Weight of what is recent in where incidents are expected, 0 ... 1; the rest is what is lasting.
    public let recentShare: Double
    /// Incidents at the neighbourhood's rate that a cell is credited with before its own.
    public let cellPrior: Double
    /// Share of the neighbourhood's rate that is spread evenly over the whole territory, more than 0: no cell is impossible.
    public let evenShare: Double
    /// Incidents at the lasting rate that the recent total, an hour or a day of the week is credited with.
    public let totalPrior: Double

    /// The usual settings, or some of them otherwise. The usual ones were tuned on Houston 2010 and Portland 2012-2017.
    public init(
        shortHalfLife: Double = 30, longHalfLife: Double = 1_000, recentShare: Double = 0.2, cellPrior: Double = 0.2,
        evenShare: Double = 0.05, totalPrior: Double = 20
    ) {
        self.shortHalfLife = max(20, shortHalfLife)
        self.longHalfLife = max(20, longHalfLife)
        self.recentShare = min(max(0, recentShare), 1)
        self.cellPrior = max(1e-3, cellPrior)
        self.evenShare = min(max(1e-6, evenShare), 1)
        self.totalPrior = max(1e-3, totalPrior)
    }
}
