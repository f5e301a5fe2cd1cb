/// How the streaming detector looks at a territory.
public struct StreamingDetectorSettings: Sendable, Hashable {
    /// Weeks after which a count weighs half.
    public var halfLife: Double
    /// Weeks of the average cell's history that a cell is credited with before its own.
    public var cellPriorWeeks: Double
    /// Weeks that a cell's usual rhythm counts against its own same hour of the week.
    public var hourPriorWeeks: Double
    /// Counts of average rhythm that an hour of the week is credited with, over the territory.
    public var rhythmPrior: Double
    /// Weeks of a source before anything of it is judged.
    public var warmUpWeeks: Double
    /// The false-discovery rate over the series of one slot.
    public var falseDiscoveryRate: Double
    /// The greatest p-value at which a count is told before its slot closes.
    public var arrivalLevel: Double
    /// Counts a day that may be told so, over all series, where nothing is unusual (Bonferroni: one test a series and slot).
    public var falseArrivalsPerDay: Double
    /// Fewer are never told.
    public var leastCount: Int
    /// A source is silent when so long a quiet had less than this probability.
    public var silenceLevel: Double
    /// Series that are kept at the most: the lightest are forgotten.
    public var maximumSeries: Int
    /// Slots that may be open at once: what lies further ahead is refused.
    public var maximumOpenSlots: Int

    /// The usual settings, or some of them otherwise.
    public init(
        halfLife: Double = 6, cellPriorWeeks: Double = 1, hourPriorWeeks: Double = 2, rhythmPrior: Double = 4, warmUpWeeks: Double = 2,
        falseDiscoveryRate: Double = 0.01, arrivalLevel: Double = 1e-5, falseArrivalsPerDay: Double = 0.05, leastCount: Int = 3,
        silenceLevel: Double = 1e-6,
        maximumSeries: Int = 500_000, maximumOpenSlots: Int = 1_024
    ) {
        self.halfLife = max(halfLife, 0.1)
        self.cellPriorWeeks = max(cellPriorWeeks, 1e-3)
        self.hourPriorWeeks = max(hourPriorWeeks, 1e-3)
        self.rhythmPrior = max(rhythmPrior, 1e-3)
        self.warmUpWeeks = max(warmUpWeeks, 0)
        self.falseDiscoveryRate = min(max(falseDiscoveryRate, 0), 1)
        self.arrivalLevel = min(max(arrivalLevel, 0), 1)
        self.falseArrivalsPerDay = max(falseArrivalsPerDay, 0)
        self.leastCount = max(leastCount, 1)
        self.silenceLevel = min(max(silenceLevel, 0), 1)
        self.maximumSeries = min(max(maximumSeries, 1), 1 << 30)
        self.maximumOpenSlots = min(max(maximumOpenSlots, 1), 1 << 16)
    }
}
