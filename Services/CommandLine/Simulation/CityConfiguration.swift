import Domain

/// What decides a simulated city: its seed and its measures. Two cities with the same values are the same city.
public struct CityConfiguration: Sendable, Hashable {
    /// Decides everything that is drawn.
    public var seed: UInt64
    /// Incidents a day, on average, over the whole city; measures (weather, presence...) come on top at their own pace.
    public var incidentsPerDay: Double
    /// Planted bursts a week.
    public var burstsPerWeek: Int
    /// Part of incidents that their source later replaces or withdraws.
    public var corrections: Double
    /// Part of observations that are sent twice.
    public var duplicates: Double

    /// A city; rates below zero count as zero.
    public init(
        seed: UInt64, incidentsPerDay: Double = 1_200, burstsPerWeek: Int = 7, corrections: Double = 0.01, duplicates: Double = 0.005
    ) {
        self.seed = seed
        self.incidentsPerDay = max(incidentsPerDay, 0)
        self.burstsPerWeek = min(max(burstsPerWeek, 0), 100)
        self.corrections = min(max(corrections, 0), 1)
        self.duplicates = min(max(duplicates, 0), 1)
    }

    /// Six letters and digits that tell this city's identifiers from another's.
    public var tag: String {
        var mixer = SplitMix64(
            seed: seed, incidentsPerDay.bitPattern, UInt64(burstsPerWeek), corrections.bitPattern, duplicates.bitPattern)
        return String(String(mixer.next(), radix: 36).suffix(6))
    }
}
