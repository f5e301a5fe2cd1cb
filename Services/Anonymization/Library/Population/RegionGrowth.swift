import Domain

/// Grows the published cells upwards, level by level: a cell whose residents are enough is closed; what is not goes up into the cell around.
struct RegionGrowth {
    /// A cell of the level at hand that holds residents.
    private struct Node {
        /// Residents that are in no closed cell yet.
        var open: UInt64
        /// The closed cell in it, not within another, that has the fewest residents.
        var smallest: Cell?
        /// How many of its four quarters are all in closed cells.
        var coveredQuarters = 0
    }

    private let minimum: UInt64
    private let base: UInt8
    /// The level at which what is left over first takes an inhabited neighbour in.
    private let joining: UInt8
    /// The lowest level, not below `joining`, at which the whole territory lies in two by two cells.
    let top: UInt8
    private var nodes: [Cell: Node]
    private(set) var regions: [Cell: UInt64] = [:]

    init(_ grid: ResidentGrid, minimum: UInt64, coarsening: UInt8) {
        self.minimum = minimum
        base = grid.level
        joining = min(grid.level + min(coarsening, Cell.maximumLevel), Cell.maximumLevel)
        let columns = grid.cells.map(\.column)
        let rows = grid.cells.map(\.row)
        var level = joining
        func spread(_ numbers: [Int32]) -> Int64 {
            let shift = Int32(level - grid.level)
            return Int64((numbers.max() ?? 0) >> shift) - Int64((numbers.min() ?? 0) >> shift)
        }
        while level < Cell.maximumLevel, spread(columns) > 1 || spread(rows) > 1 { level += 1 }
        top = level
        nodes = Dictionary(
            zip(grid.cells, grid.residents).map { ($0, Node(open: UInt64($1))) }, uniquingKeysWith: { $1 })
    }

    mutating func run() {
        var level = base
        settle(level)
        while level < Cell.maximumLevel, !nodes.isEmpty {
            level += 1
            rise(to: level)
            settle(level)
        }
    }

    /// Joins the cells of a level four by four.
    private mutating func rise(to level: UInt8) {
        var parents: [Cell: Node] = [:]
        parents.reserveCapacity(nodes.count / 2 + 1)
        for (cell, node) in nodes {
            var parent = parents[cell.ancestor(at: level)] ?? Node(open: 0)
            parent.open += node.open
            parent.smallest = fewer(parent.smallest, node.smallest)
            if isCovered(cell, node) { parent.coveredQuarters += 1 }
            parents[cell.ancestor(at: level)] = parent
        }
        nodes = parents
    }

    private mutating func settle(_ level: UInt8) {
        for (cell, node) in nodes {
            if node.open >= minimum {
                close(cell, node.open)
            } else if !isCovered(cell, node), level == joining || level == top || (level > top && node.open > 0), let joined = node.smallest
            {
                // The joined cell's area and what was left over become one; each by itself would be told from the other.
                let residents = regions.removeValue(forKey: joined) ?? 0
                close(cell, node.open + residents)
            }
        }
    }

    private mutating func close(_ cell: Cell, _ residents: UInt64) {
        regions[cell] = residents
        nodes[cell] = Node(open: 0, smallest: cell, coveredQuarters: 4)
    }

    private func isCovered(_ cell: Cell, _ node: Node) -> Bool { node.coveredQuarters == 4 }

    /// The one with fewer residents; of two alike the first in order, so that the partition does not depend on a dictionary's.
    private func fewer(_ left: Cell?, _ right: Cell?) -> Cell? {
        guard let left, let right else { return left ?? right }
        let (first, second) = (regions[left] ?? 0, regions[right] ?? 0)
        return first == second ? min(left, right) : (first < second ? left : right)
    }
}
