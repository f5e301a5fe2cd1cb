public import Domain

/// The outline of a union of cells, in the plane of their grid: parts that hang together by a side, each with its holes.
///
/// Corners alone are joined by nothing: two cells that touch at a corner are two parts, so no ring touches itself.
public struct CellOutline: Hashable, Sendable {
    /// A point of the grid, in widths of a cell of level 0.
    public struct Corner: Hashable, Sendable {
        /// Eastwards.
        public var column: Int64
        /// Northwards.
        public var row: Int64

        /// A corner.
        public init(column: Int64, row: Int64) {
            self.column = column
            self.row = row
        }
    }

    /// A part: its outer ring first, counterclockwise, then its holes, clockwise. Rings are closed by their first corner, not repeated.
    public struct Part: Hashable, Sendable {
        /// Outer ring, then holes.
        public var rings: [[Corner]]
    }

    /// In order of their first corner, from the south and the west.
    public var parts: [Part]

    /// The outline of cells of any levels. Those inside others change nothing.
    public init(_ cells: [Cell]) {
        let squares = Set(cells).map { cell in
            let width = Int64(1) << Int64(cell.level)
            return (west: Int64(cell.column) * width, south: Int64(cell.row) * width, width: width)
        }
        // Where sides lie: between them nothing changes, so the plane is a small table however wide the cells are.
        let columns = Set(squares.flatMap { [$0.west, $0.west + $0.width] }).sorted()
        let rows = Set(squares.flatMap { [$0.south, $0.south + $0.width] }).sorted()
        let columnIndex = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        let rowIndex = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        var table = CellTable(columns: max(columns.count - 1, 0), rows: max(rows.count - 1, 0))
        for square in squares {
            guard let west = columnIndex[square.west], let east = columnIndex[square.west + square.width],
                let south = rowIndex[square.south], let north = rowIndex[square.south + square.width]
            else { continue }
            for row in south..<north { for column in west..<east { table.fill(column, row) } }
        }
        parts = table.parts().map { rings in
            Part(rings: rings.map { ring in ring.map { Corner(column: columns[$0.column], row: rows[$0.row]) } })
        }
    }
}
