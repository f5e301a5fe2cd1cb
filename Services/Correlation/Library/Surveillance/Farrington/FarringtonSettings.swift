/// How Farrington's flexible method looks at a series: Noufaily et al., "An improved algorithm for outbreak detection in multiple
/// surveillance systems", Statistics in Medicine 32 (2013), 1206-1222; names in brackets are those of R's
/// `surveillance::farringtonFlexible`.
public struct FarringtonSettings: Sendable, Hashable {
    /// Points a year (or whatever the series' cycle is): 52 for weeks, 365 for days, 12 for months. [freq]
    public var frequency: Int
    /// Years back that are looked at, 1 or more. [b]
    public var years: Int
    /// Points on either side of the same point of the year that count as the same season. [w]
    public var halfWindow: Int
    /// Levels of the seasonal factor; 1 leaves it out and compares the same season only. [noPeriods]
    public var periods: Int
    /// Latest points left out, the current one aside: an outbreak that has begun must not teach. [pastWeeksNotIncluded]
    public var recentExcluded: Int
    /// Chance of an alarm on a point of a series in which nothing is unusual, 0 < alpha < 1. [alpha]
    public var alpha: Double
    /// Anscombe residuals above it are weighted down, in the fit, by their square. [weightsThreshold]
    public var weightsThreshold: Double
    /// Whether a trend in time is fitted (kept with three years or more, and while it does not extrapolate above all that was seen).
    /// [trend, pThresholdTrend = 1]
    public var trend: Bool
    /// No bound is given unless so many were counted ... [limit54[1]]
    public var leastCases: Double
    /// ... within so many points up to and with the current one. [limit54[2]]
    public var leastCasesWithin: Int

    /// The settings of Noufaily et al. with a bound that a point of a quiet series passes once in a hundred.
    public init(
        frequency: Int = 52, years: Int = 3, halfWindow: Int = 3, periods: Int = 10, recentExcluded: Int = 26, alpha: Double = 0.01,
        weightsThreshold: Double = 2.58, trend: Bool = true, leastCases: Double = 5, leastCasesWithin: Int = 4
    ) {
        self.frequency = frequency
        self.years = years
        self.halfWindow = halfWindow
        self.periods = periods
        self.recentExcluded = recentExcluded
        self.alpha = alpha
        self.weightsThreshold = weightsThreshold
        self.trend = trend
        self.leastCases = leastCases
        self.leastCasesWithin = leastCasesWithin
    }

    /// Points that must lie before the one that is evaluated. One fewer will do: the oldest row is then missing.
    var reach: Int { years * frequency + halfWindow }
}
