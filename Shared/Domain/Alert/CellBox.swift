/// A rectangle of the grid: columns and rows of level 0, all four inclusive.
public struct CellBox: Hashable, Sendable {
    /// First column.
    public var west: Int32
    /// Last column.
    public var east: Int32
    /// First row.
    public var south: Int32
    /// Last row.
    public var north: Int32

    /// A rectangle; empty where west lies beyond east, or south beyond north.
    public init(west: Int32, east: Int32, south: Int32, north: Int32) {
        self.west = west
        self.east = east
        self.south = south
        self.north = north
    }

    /// Whether any cell of level 0 within `cell` lies in the rectangle.
    public func touches(_ cell: Cell) -> Bool {
        // In 64 bits: a coarse cell at the edge of the numbers covers columns that 32 do not hold.
        let width = Int64(1) << Int64(cell.level)
        let firstColumn = Int64(cell.column) * width
        let firstRow = Int64(cell.row) * width
        return firstColumn <= Int64(east) && firstColumn + width > Int64(west) && firstRow <= Int64(north)
            && firstRow + width > Int64(south) && west <= east && south <= north
    }
}
