/// What the forecasts did to one quarter of a city's zones.
public struct EquityGroup: Sendable, Hashable {
    /// 1 has the least of the attribute, 4 the most.
    public let quartile: Int
    /// How many zones.
    public let zones: Int
    /// Least and greatest value of the attribute.
    public let values: ClosedRange<Double>
    /// Who lives there; nil where a zone does not say.
    public let residents: Double?
    /// Incidents that came.
    public let observed: Double
    /// Incidents that were expected.
    public let expected: Double
    /// Expected over observed; nil where nothing came.
    public let ratio: Double?
    /// Bounds of the ratio, 95 % for all four quarters together.
    public let interval: ClosedRange<Double>?
    /// Share of its incidents in cells that were among the city's most likely ones (`EquityReport.flaggedShare` of the area).
    public let hitRate: Double?
    /// How often a window pointed at a cell of it, per window.
    public let flagged: Double
    /// The same per thousand residents.
    public let exposure: Double?
    /// Share of all flags over share of all incidents: 1 where attention goes as incidents do.
    public let attention: Double?
    /// Whether the city's own ratio lies outside the interval: the forecasts are worse calibrated here than elsewhere.
    public let isMiscalibrated: Bool
}
