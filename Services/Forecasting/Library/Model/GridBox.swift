/// A rectangle of a grid's columns and rows, both counted from the grid's corner.
struct GridBox: Sendable, Equatable {
    private(set) var columns: ClosedRange<Int>
    private(set) var rows: ClosedRange<Int>

    init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        self.columns = columns
        self.rows = rows
    }

    /// Grows to hold a place.
    mutating func add(column: Int, row: Int) {
        if !columns.contains(column) { columns = min(columns.lowerBound, column)...max(columns.upperBound, column) }
        if !rows.contains(row) { rows = min(rows.lowerBound, row)...max(rows.upperBound, row) }
    }
}
