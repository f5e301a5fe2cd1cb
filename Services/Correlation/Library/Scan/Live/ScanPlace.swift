import Domain

/// The centre of a cell of any level, in halves of the finest cell's width: whole numbers, so that coarse and fine cells are scanned
/// together and distances are exact. `(2 column + 1) 2^level`; the level can be read back from the zeros at the end.
struct ScanPlace: Hashable, Sendable, Comparable {
    let column: Int32
    let row: Int32

    /// nil where a cell lies too far out to be numbered so.
    init?(_ cell: Cell) {
        func half(_ index: Int32) -> Int32? { Int32(exactly: (2 * Int64(index) + 1) << Int64(cell.level)) }
        guard let column = half(cell.column), let row = half(cell.row) else { return nil }
        self.column = column
        self.row = row
    }

    init(column: Int32, row: Int32) {
        self.column = column
        self.row = row
    }

    /// The cell whose centre this is.
    var cell: Cell {
        let level = min(column.trailingZeroBitCount, Int(Cell.maximumLevel))
        return Cell(level: UInt8(level), column: column >> Int32(level + 1), row: row >> Int32(level + 1))
    }

    static func < (left: ScanPlace, right: ScanPlace) -> Bool { (left.row, left.column) < (right.row, right.column) }
}
