import Domain

/// Where a resident file says which cell a line is about.
struct ResidentLayout {
    let cell: Int?
    let column: Int?
    let row: Int?

    var isUsable: Bool { cell != nil || (column != nil && row != nil) }

    /// The cell of a line, at the level of the territory's grid that has its size; a finer one's is the cell of level 0 around it.
    func cell(_ fields: [String], _ grid: Grid) throws(LineProblem) -> Cell {
        if let cell {
            guard fields.count > cell else { throw LineProblem("it has too few columns") }
            return try ResidentLayout.cell(code: fields[cell], grid)
        }
        guard let column, let row, fields.count > max(column, row), let east = Int32(fields[column]), let north = Int32(fields[row]) else {
            throw LineProblem("its column and row are no whole numbers")
        }
        return Cell(column: east, row: north)
    }

    private static func cell(code: String, _ grid: Grid) throws(LineProblem) -> Cell {
        guard grid.plane == .european else {
            throw LineProblem("INSPIRE codes name cells of EPSG:3035, and this territory's grid is another: write column,row,residents")
        }
        guard let square = square(code) else {
            throw LineProblem("not an INSPIRE code such as CRS3035RES200mN2254600E3944800")
        }
        for level in 0...Cell.maximumLevel where grid.size(atLevel: level) == square.size {
            guard let column = Int32(exactly: square.east / square.size), let row = Int32(exactly: square.north / square.size) else {
                break
            }
            return Cell(level: level, column: column, row: row)
        }
        let half = square.size / 2
        guard square.size < grid.cellSize, grid.cellSize.remainder(dividingBy: square.size) == 0,
            let cell = grid.cell(easting: square.east + half, northing: square.north + half)
        else { throw LineProblem("a cell of a size that fits none of the grid's levels") }
        return cell
    }

    /// The lower left corner and width, metres, of `CRS3035RES200mN2254600E3944800` or of the short `200mN22546E39448`, which divides the
    /// corner by the power of ten that divides the width.
    private static func square(_ code: String) -> (size: Double, north: Double, east: Double)? {
        let isLong = code.hasPrefix("CRS3035RES")
        let rest = isLong ? code.dropFirst(10) : code[...]
        guard let unit = rest.firstIndex(of: "m"), let north = rest.firstIndex(of: "N"), let east = rest.lastIndex(of: "E"), unit < north,
            north < east
        else { return nil }
        var width = rest[..<unit]
        let isKilometres = width.last == "k"
        if isKilometres { width = width.dropLast() }
        guard let number = Int64(width), number > 0, number <= 100_000, let up = Int64(rest[rest.index(after: north)..<east]),
            let right = Int64(rest[rest.index(after: east)...]), abs(up) < 10_000_000_000, abs(right) < 10_000_000_000
        else { return nil }
        let size = number * (isKilometres ? 1_000 : 1)
        var factor: Int64 = 1
        if !isLong { while size % (factor * 10) == 0 { factor *= 10 } }
        guard (up * factor) % size == 0, (right * factor) % size == 0 else { return nil }
        return (Double(size), Double(up * factor), Double(right * factor))
    }
}
