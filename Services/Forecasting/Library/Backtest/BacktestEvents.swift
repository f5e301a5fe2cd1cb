import Domain

/// Incidents of the past, a column each, in any order.
public struct BacktestEvents: Sendable {
    /// Local wall clock: seconds since 1970-01-01T00:00 as if it were UTC.
    public var wallSeconds: [Int64]
    /// Column of the cell.
    public var columns: [Int32]
    /// Row of the cell.
    public var rows: [Int32]
    /// Number of the category, a place in `categoryNames`.
    public var categories: [UInt16]
    /// What the categories are called.
    public var categoryNames: [String]
    /// How much each says about its place, 0 ... 1; empty where all say the same.
    public var weights: [Float]

    /// Incidents; the columns are equally long.
    public init(
        wallSeconds: [Int64], columns: [Int32], rows: [Int32], categories: [UInt16], categoryNames: [String], weights: [Float] = []
    ) {
        precondition(wallSeconds.count == columns.count && columns.count == rows.count && rows.count == categories.count)
        precondition(weights.isEmpty || weights.count == rows.count)
        self.wallSeconds = wallSeconds
        self.columns = columns
        self.rows = rows
        self.categories = categories
        self.categoryNames = categoryNames
        self.weights = weights
    }

    /// How many.
    public var count: Int { wallSeconds.count }

    /// Day of an incident, counted from 1 January 1970.
    func day(_ place: Int) -> Int { CivilDay(wallSeconds: wallSeconds[place]).number }
}
