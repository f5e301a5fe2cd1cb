/// A square of a territory's grid.
///
/// Level 0 has the grid's own cell size; a cell of level n is 2^n times as wide and contains 4^n cells of level 0.
public struct Cell: Hashable, Comparable, Sendable {
    /// 0 ... 15.
    public let level: UInt8
    /// Counted eastwards from the grid's origin, in cells of this level.
    public let column: Int32
    /// Counted northwards from the grid's origin, in cells of this level.
    public let row: Int32

    /// The coarsest level.
    public static let maximumLevel: UInt8 = 15

    /// A cell; `level` is held to `maximumLevel`.
    public init(level: UInt8 = 0, column: Int32, row: Int32) {
        self.level = min(level, Cell.maximumLevel)
        self.column = column
        self.row = row
    }

    /// The cell of a coarser level that contains this one; itself where `level` is not coarser.
    public func ancestor(at level: UInt8) -> Cell {
        guard level > self.level else { return self }
        let level = min(level, Cell.maximumLevel)
        let shift = Int32(level - self.level)
        return Cell(level: level, column: column >> shift, row: row >> shift)
    }

    /// Whether `other` is this cell or lies inside it.
    public func contains(_ other: Cell) -> Bool {
        other.level <= level && other.ancestor(at: level) == self
    }

    /// By level, then row, then column: the order in which cells are written.
    public static func < (left: Cell, right: Cell) -> Bool {
        (left.level, left.row, left.column) < (right.level, right.row, right.column)
    }
}
