/// Whether forecasts treat rich and poor zones alike: calibration, hit rate and exposure by quarter of the zones.
///
/// A forecast can be good over a city and still expect too much wherever too much was looked for before (Lum & Isaac 2016, "To predict and
/// serve?"). So each quarter's ratio of expected to observed is held against the city's: a difference beyond its interval is told.
///
/// ```swift
/// var tally = EquityTally(zones: zones, zoneOfCell: places)
/// for window in windows { tally.add(cells: window.cells, expected: window.expected, observed: window.observed) }
/// let report = tally.report()
/// ```
public struct EquityReport: Sendable, Hashable {
    /// Cells that a window points at: the most likely ones, this share of the area.
    public static let flaggedShare = 0.05
    /// Two-sided normal quantile for 95 % over four quarters (Bonferroni: 1 - 0.05 / 8).
    static let quantile = 2.4977

    /// The quarters, least value first; fewer than four where there are fewer zones.
    public let groups: [EquityGroup]
    /// Expected over observed in all zones; nil where nothing came.
    public let ratio: Double?
    /// Windows counted.
    public let windows: Int
    /// Incidents in cells outside every zone: not in the quarters.
    public let outside: Double
}
