public import Domain

/// A forecast as the console holds it: columns, of which those of one grid share their cells.
public struct PackedForecast: Sendable {
    /// All it says but its cells.
    public let head: Forecast
    /// Level of its cells.
    public let level: UInt8
    /// In the order of row, then column.
    public let columns: [Int32]
    /// As many.
    public let rows: [Int32]
    /// Expected incidents, as many.
    public let expected: [Float]
    /// Over all that is listed.
    public let total: Double

    /// Packs a forecast; where its cells are those of `other` the two share them.
    public init(_ forecast: Forecast, sharing other: PackedForecast? = nil) {
        var head = forecast
        head.cells = []
        self.head = head
        level = forecast.cells.first?.cell.level ?? 0
        let columns = forecast.cells.map(\.cell.column)
        let rows = forecast.cells.map(\.cell.row)
        if let other, other.columns == columns, other.rows == rows {
            self.columns = other.columns
            self.rows = other.rows
        } else {
            self.columns = columns
            self.rows = rows
        }
        expected = forecast.cells.map { Float($0.expected) }
        total = forecast.cells.reduce(0) { $0 + $1.expected }
    }

    /// The forecast again.
    public var forecast: Forecast {
        var forecast = head
        forecast.cells = columns.indices.map { place in
            Forecast.Expectation(cell: Cell(level: level, column: columns[place], row: rows[place]), expected: Double(expected[place]))
        }
        return forecast
    }

    /// `CATEGORY-START-END`.
    public var identifier: String { "\(head.category.rawValue)-\(head.windowStart)-\(head.windowEnd)" }

    /// Where a cell stands in the columns; nil where it is not listed.
    public func place(of cell: Cell) -> Int? {
        guard cell.level == level else { return nil }
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if (rows[middle], columns[middle]) < (cell.row, cell.column) { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low] == cell.row && columns[low] == cell.column ? low : nil
    }
}
