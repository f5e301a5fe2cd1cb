import Domain

/// Which keys lie near which cells: a coarse hash of the plane, so that a storm does not compare every alert with every other.
struct PlaceIndex: Sendable {
    private struct Square: Hashable, Sendable {
        let group: String
        let column: Int32
        let row: Int32
    }

    /// Level of the squares: 64 cells of level 0 across.
    private static let level: UInt8 = 6

    private var squares: [Square: Set<String>] = [:]

    mutating func insert(_ key: String, _ cells: [Cell], group: String) {
        for square in PlaceIndex.squares(cells, group) { squares[square, default: []].insert(key) }
    }

    mutating func remove(_ key: String, _ cells: [Cell], group: String) {
        for square in PlaceIndex.squares(cells, group) {
            squares[square]?.remove(key)
            if squares[square]?.isEmpty ?? false { squares[square] = nil }
        }
    }

    /// Keys whose cells may lie within so many cells of level 0, in order.
    func near(_ cells: [Cell], within: Int32, group: String) -> [String] {
        var found: Set<String> = []
        for cell in cells {
            let (columns, rows) = PlaceIndex.span(cell, margin: within)
            for column in columns {
                for row in rows { found.formUnion(squares[Square(group: group, column: column, row: row)] ?? []) }
            }
        }
        return found.sorted()
    }

    /// Whether two areas lie within so many cells of level 0 of each other (0: they touch or overlap).
    static func areNear(_ left: [Cell], _ right: [Cell], within: Int32) -> Bool {
        left.contains { one in
            right.contains { other in gap(one, other) <= Int64(within) }
        }
    }

    /// Cells of level 0 between two cells, along the axis where they lie further apart.
    private static func gap(_ left: Cell, _ right: Cell) -> Int64 {
        let (leftWidth, rightWidth) = (Int64(1) << Int64(left.level), Int64(1) << Int64(right.level))
        func gap(_ one: Int64, _ other: Int64) -> Int64 { max(one - (other + rightWidth), other - (one + leftWidth), 0) }
        return max(
            gap(Int64(left.column) * leftWidth, Int64(right.column) * rightWidth),
            gap(Int64(left.row) * leftWidth, Int64(right.row) * rightWidth))
    }

    private static func squares(_ cells: [Cell], _ group: String) -> Set<Square> {
        var squares: Set<Square> = []
        for cell in cells {
            let (columns, rows) = span(cell, margin: 0)
            for column in columns { for row in rows { squares.insert(Square(group: group, column: column, row: row)) } }
        }
        return squares
    }

    /// Squares that a cell and a margin cover; a cell far wider than a square stands in its first ones only, which bounds the work.
    private static func span(_ cell: Cell, margin: Int32) -> (columns: ClosedRange<Int32>, rows: ClosedRange<Int32>) {
        let width = Int64(1) << Int64(cell.level)
        func squares(_ index: Int32) -> ClosedRange<Int32> {
            let first = (Int64(index) * width - Int64(margin) - 1) >> Int64(level)
            let last = ((Int64(index) + 1) * width + Int64(margin)) >> Int64(level)
            let held = Int32(clamping: first)
            return held...max(held, Int32(clamping: min(last, first + 16)))
        }
        return (squares(cell.column), squares(cell.row))
    }
}
