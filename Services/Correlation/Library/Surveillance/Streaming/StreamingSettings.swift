/// How the streaming detector looks at one series.
public struct StreamingSettings: Sendable, Hashable {
    /// Points of a cycle: 168 for hours of the week, 7 for days of it; 1 where there is none.
    public var frequency: Int
    /// Points after which what was seen weighs half.
    public var halfLife: Double
    /// Chance of an alarm on a point in which nothing is unusual, 0 < alpha < 1.
    public var alpha: Double
    /// Counts of a point of the cycle that its seasonal factor is drawn towards 1 with.
    public var seasonPrior: Double
    /// Points before the first judgement.
    public var warmUp: Int

    /// The settings; half-life and warm-up are six cycles and one, and at least 20 and 8 points, unless given.
    public init(frequency: Int = 168, halfLife: Double? = nil, alpha: Double = 0.01, seasonPrior: Double = 4, warmUp: Int? = nil) {
        self.frequency = frequency
        self.halfLife = halfLife ?? max(20, 6 * Double(frequency))
        self.alpha = alpha
        self.seasonPrior = seasonPrior
        self.warmUp = warmUp ?? max(8, frequency)
    }

    func check() throws(SurveillanceError) {
        try SettingBounds.from(1, to: 100_000).check("frequency", Double(frequency))
        try SettingBounds.between(0, 1).check("alpha", alpha)
        try SettingBounds.moreThan(0).check("half-life", halfLife)
        try SettingBounds.moreThan(0).check("season prior", seasonPrior)
        try SettingBounds.atLeast(0).check("warm-up", Double(warmUp))
    }
}
