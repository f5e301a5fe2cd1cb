import Domain

/// One window of a backtest: what was forecast before it, and what came.
public struct WindowForecast: Sendable {
    /// Local wall clock, seconds since 1970-01-01T00:00 as if it were UTC.
    public let start: Int64
    /// Likewise; exclusive.
    public let end: Int64
    /// Cells that the forecast speaks of, as indices of the grid, row by row from the south-west.
    public let cells: [Int32]
    /// Incidents expected of each of them.
    public let expected: [Float]
    /// Places in `cells` where something happened, ascending, and how often.
    public let observed: [(place: Int32, count: Int32)]
    /// Incidents that happened elsewhere.
    public let outside: Int
}
