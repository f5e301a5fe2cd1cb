/// Cases by cell and day, a column each, in any order: what a scan counts.
///
/// Rows may repeat a cell and day; their counts add up. Days are local calendar days, numbered from 1970-01-01: a day is a day, whatever
/// the clock did in it.
public struct ScanCases: Hashable, Sendable {
    /// Columns of the cells, counted eastwards.
    public private(set) var columns: [Int32] = []
    /// Rows of the cells, counted northwards.
    public private(set) var rows: [Int32] = []
    /// Local calendar days since 1970-01-01.
    public private(set) var days: [Int32] = []
    /// How many cases; rows of 0 count nothing.
    public private(set) var counts: [UInt32] = []

    /// No cases.
    public init() {}

    /// Cases of columns of equal length; `counts` nil is one case a row.
    public init(columns: [Int32], rows: [Int32], days: [Int32], counts: [UInt32]? = nil) throws(ScanError) {
        let counts = counts ?? [UInt32](repeating: 1, count: columns.count)
        for (name, count) in [("rows", rows.count), ("days", days.count), ("counts", counts.count)] where count != columns.count {
            throw .unequalColumns(name: name, count: count, expected: columns.count)
        }
        self.columns = columns
        self.rows = rows
        self.days = days
        self.counts = counts
    }

    /// One more row.
    public mutating func append(column: Int32, row: Int32, day: Int32, count: UInt32 = 1) {
        columns.append(column)
        rows.append(row)
        days.append(day)
        counts.append(count)
    }
}
