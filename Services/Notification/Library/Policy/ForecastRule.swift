import Domain

/// Which forecasts raise an alert, and when it is called off.
public struct ForecastRule: Hashable, Sendable {
    /// What it says of the alerts it raises.
    public var terms: AlertTerms
    /// Of these categories only.
    public var categories: Set<Category>
    /// Seconds: how long a window may be.
    public var windowAtLeast: Int64
    /// Seconds; see `windowAtLeast`.
    public var windowAtMost: Int64
    /// Seconds from the issue to the start of the window at most.
    public var leadAtMost: Int64
    /// Incidents expected over all cells; nil where it does not count.
    public var totalAtLeast: Double?
    /// Incidents expected in one cell; nil where it does not count. One of the two suffices.
    public var cellAtLeast: Double?
    /// The total against what was usual for its category and window so far; nil where it does not count. Before a week is known nothing is
    /// raised by a rule that asks for it.
    public var ratioToUsualAtLeast: Double?
    /// The highest cell against the mean of the cells listed; nil where it does not count.
    public var ratioToMeanAtLeast: Double?
    /// The highest cell against each cell not listed; nil where it does not count.
    public var ratioToElsewhereAtLeast: Double?
    /// Below this share of every threshold the alert is called off; more than 0, at most 1.
    public var clearRatio: Double
    /// Highest cells named in the alert.
    public var cellsListed: Int

    /// A rule with all it says.
    public init(
        terms: AlertTerms, categories: Set<Category>, windowAtLeast: Int64 = 0, windowAtMost: Int64 = .max, leadAtMost: Int64 = .max,
        totalAtLeast: Double? = nil, cellAtLeast: Double? = nil, ratioToUsualAtLeast: Double? = nil, ratioToMeanAtLeast: Double? = nil,
        ratioToElsewhereAtLeast: Double? = nil,
        clearRatio: Double = 0.8, cellsListed: Int = 10
    ) {
        self.terms = terms
        self.categories = categories
        self.windowAtLeast = windowAtLeast
        self.windowAtMost = windowAtMost
        self.leadAtMost = leadAtMost
        self.totalAtLeast = totalAtLeast
        self.cellAtLeast = cellAtLeast
        self.ratioToUsualAtLeast = ratioToUsualAtLeast
        self.ratioToMeanAtLeast = ratioToMeanAtLeast
        self.ratioToElsewhereAtLeast = ratioToElsewhereAtLeast
        self.clearRatio = clearRatio
        self.cellsListed = cellsListed
    }

    func concerns(_ forecast: Forecast) -> Bool {
        let length = forecast.windowEnd - forecast.windowStart
        return categories.contains(forecast.category) && length >= windowAtLeast && length <= windowAtMost
            && forecast.windowStart - forecast.issuedAt <= leadAtMost
    }

    func verdict(on summary: ForecastSummary) -> Situation.Verdict {
        if reaches(summary, share: 1) { return .raise }
        return reaches(summary, share: clearRatio) ? .hold : .clear
    }

    /// How many times what is usual, where the rule asks for that; else how many times the threshold that it surpasses most.
    func multiple(_ summary: ForecastSummary) -> Double {
        if ratioToUsualAtLeast != nil, let usual = summary.usual, usual > 0 { return summary.total / usual }
        return max(totalAtLeast.map { summary.total / $0 } ?? 0, cellAtLeast.map { summary.peak / $0 } ?? 0)
    }

    private func reaches(_ summary: ForecastSummary, share: Double) -> Bool {
        let enough =
            totalAtLeast.map { summary.total >= $0 * share } ?? false || cellAtLeast.map { summary.peak >= $0 * share } ?? false
        let standsOut = ratioToMeanAtLeast.map { summary.peak >= $0 * share * summary.mean } ?? true
        let aboveElsewhere = ratioToElsewhereAtLeast.map { summary.peak >= $0 * share * summary.elsewhere } ?? true
        let unusual = ratioToUsualAtLeast.map { ratio in summary.usual.map { summary.total >= ratio * share * $0 } ?? false } ?? true
        return enough && unusual && standsOut && aboveElsewhere
    }
}
