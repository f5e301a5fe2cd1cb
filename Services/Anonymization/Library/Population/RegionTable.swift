import Domain

/// The level of the published cell of every place in a box, a byte each: what the hot path looks up.
struct RegionTable: Sendable {
    /// Stands for a place that has no published cell.
    static let none = UInt8.max

    // 2,048 by 2,048 cells of 200 m are 410 km: beyond, the regions are walked.
    private static let maximumPlaces: Int64 = 1 << 22

    private let base: UInt8
    private let west: Int32
    private let south: Int32
    private let width: Int32
    private let height: Int32
    private let levels: [UInt8]

    /// The box of the cells of level `top` that hold residents; nil where it is empty or too large.
    init?(_ grid: ResidentGrid, top: UInt8, _ published: (Cell) -> Cell?) {
        let shift = Int32(min(top, Cell.maximumLevel) - grid.level)
        guard let west = grid.cells.map(\.column).min(), let east = grid.cells.map(\.column).max(), let south = grid.cells.first?.row,
            let north = grid.cells.last?.row
        else { return nil }
        base = grid.level
        self.west = (west >> shift) << shift
        self.south = (south >> shift) << shift
        let wide = ((Int64(east) >> Int64(shift)) + 1) << Int64(shift) - Int64(self.west)
        let high = ((Int64(north) >> Int64(shift)) + 1) << Int64(shift) - Int64(self.south)
        guard wide > 0, high > 0, wide <= RegionTable.maximumPlaces, high <= RegionTable.maximumPlaces,
            wide * high <= RegionTable.maximumPlaces, Int64(self.west) + wide <= Int64(Int32.max),
            Int64(self.south) + high <= Int64(Int32.max)
        else { return nil }
        width = Int32(wide)
        height = Int32(high)
        var levels = [UInt8]()
        levels.reserveCapacity(Int(wide * high))
        for row in self.south..<(self.south + height) {
            for column in self.west..<(self.west + width) {
                levels.append(published(Cell(level: grid.level, column: column, row: row))?.level ?? RegionTable.none)
            }
        }
        self.levels = levels
    }

    /// The level of a place's published cell, or `none`; nil where the place lies outside the box.
    @inline(__always)
    func level(of place: Cell) -> UInt8? {
        let (column, left) = place.column.subtractingReportingOverflow(west)
        let (row, below) = place.row.subtractingReportingOverflow(south)
        guard !left, !below, column >= 0, row >= 0, column < width, row < height else { return nil }
        return levels[Int(row) * Int(width) + Int(column)]
    }
}
