/// A small table of filled squares, and the rings around them.
struct CellTable {
    struct Node: Hashable, Comparable {
        var column: Int
        var row: Int

        static func < (left: Node, right: Node) -> Bool { (left.row, left.column) < (right.row, right.column) }
    }

    private let columns: Int
    private let rows: Int
    /// 0: empty; else the number of its part, or -1 before parts are numbered.
    private var squares: [Int]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        squares = Array(repeating: 0, count: columns * rows)
    }

    mutating func fill(_ column: Int, _ row: Int) { squares[row * columns + column] = -1 }

    /// Rings of each part: the outer one counterclockwise, holes clockwise.
    mutating func parts() -> [[[Node]]] {
        var parts: [[[Node]]] = []
        for index in squares.indices where squares[index] == -1 {
            number(from: index, as: parts.count + 1)
            parts.append(rings(of: parts.count + 1))
        }
        return parts
    }

    private mutating func number(from index: Int, as part: Int) {
        var waiting = [index]
        squares[index] = part
        while let index = waiting.popLast() {
            let (row, column) = (index / columns, index % columns)
            for (nextColumn, nextRow) in [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)] {
                guard nextColumn >= 0, nextColumn < columns, nextRow >= 0, nextRow < rows else { continue }
                let next = nextRow * columns + nextColumn
                guard squares[next] == -1 else { continue }
                squares[next] = part
                waiting.append(next)
            }
        }
    }

    private func part(_ column: Int, _ row: Int) -> Int {
        guard column >= 0, column < columns, row >= 0, row < rows else { return 0 }
        return squares[row * columns + column]
    }

    /// Sides of a part, each with the part on its left, joined into rings. Where two sides leave a node the sharpest turn to the right is
    /// taken: it stays with the same emptiness, so that a hole which meets the outside at a corner is a ring of its own.
    private func rings(of part: Int) -> [[Node]] {
        var sides: [Node: [Node]] = [:]
        for row in 0..<rows {
            for column in 0..<columns where self.part(column, row) == part {
                let corners = [
                    Node(column: column, row: row), Node(column: column + 1, row: row), Node(column: column + 1, row: row + 1),
                    Node(column: column, row: row + 1),
                ]
                let neighbours = [(column, row - 1), (column + 1, row), (column, row + 1), (column - 1, row)]
                for (side, neighbour) in neighbours.enumerated() where self.part(neighbour.0, neighbour.1) != part {
                    sides[corners[side], default: []].append(corners[(side + 1) % 4])
                }
            }
        }
        var rings: [[Node]] = []
        while let start = sides.keys.min() {
            var ring: [Node] = []
            var (here, from) = (start, start)
            while let next = CellTable.turn(at: here, from: from, &sides, closing: here == start ? ring.dropFirst().first : nil) {
                ring.append(here)
                (from, here) = (here, next)
            }
            rings.append(CellTable.straightened(ring))
        }
        // The first ring begins at the lowest of all corners: it is the outer one.
        return rings
    }

    /// The way on; nil where the ring closes: nothing is left, or its own first side is the one to take.
    private static func turn(at here: Node, from: Node, _ sides: inout [Node: [Node]], closing first: Node?) -> Node? {
        guard var ways = sides[here] else { return nil }
        // The cross product is least for a turn to the right.
        let (dx, dy) = (here.column - from.column, here.row - from.row)
        func cross(_ way: Node) -> Int { dx * (way.row - here.row) - dy * (way.column - here.column) }
        guard let best = ways.indices.min(by: { cross(ways[$0]) < cross(ways[$1]) }) else { return nil }
        if let first, cross(first) < cross(ways[best]) { return nil }
        let next = ways.remove(at: best)
        sides[here] = ways.isEmpty ? nil : ways
        return next
    }

    /// Without the corners at which nothing turns.
    private static func straightened(_ ring: [Node]) -> [Node] {
        ring.indices.filter { index in
            let (before, here, after) = (ring[(index + ring.count - 1) % ring.count], ring[index], ring[(index + 1) % ring.count])
            return (here.column - before.column) * (after.row - here.row) != (here.row - before.row) * (after.column - here.column)
        }.map { ring[$0] }
    }
}
