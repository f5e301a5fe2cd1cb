import Domain

/// What the service's forecasts are asked to be; everything about the model itself is learnt.
public struct ForecastingSettings: Sendable, Hashable {
    /// Windows that one issue covers, one after the other; the territory's register says how long each is.
    public let windows: Int
    /// Cells of each forecast whose reasons are told, the most likely.
    public let explained: Int
    /// Training rows that are kept of each category, some 300 bytes each.
    public let rows: Int
    /// Weight of what officers found because they were there, 0 ... 1.
    public let discoveredWeight: Double
    /// Zone of the French school holidays; they count where the territory's clock is that of Paris.
    public let schoolZone: FrenchHolidays.SchoolZone

    /// The usual settings, or some of them otherwise.
    public init(
        windows: Int = 1, explained: Int = 100, rows: Int = 6_000, discoveredWeight: Double = Double(PlacedEvent.discoveredWeight),
        schoolZone: FrenchHolidays.SchoolZone = .b
    ) {
        self.windows = min(max(1, windows), 400)
        self.explained = max(0, explained)
        self.rows = max(100, rows)
        self.discoveredWeight = min(max(0, discoveredWeight), 1)
        self.schoolZone = schoolZone
    }
}
