import Domain

/// The cells of an alert: sorted, none inside another, and few enough to send.
enum AlertArea {
    /// All cells that a number of cells cover; where they are more than `limit`, coarser ones that cover them too.
    static func covering(_ cells: [Cell], limit: Int) -> [Cell] {
        var cells = normalised(cells)
        var level: UInt8 = 0
        while cells.count > max(limit, 1), level < Cell.maximumLevel {
            level += 1
            cells = normalised(cells.map { $0.ancestor(at: level) })
        }
        // Further apart than the coarsest cells are wide: no territory is, so what remains is bounded all the same.
        return Array(cells.prefix(max(limit, 1)))
    }

    /// How many cells of level 0 they cover.
    static func size(_ cells: [Cell]) -> Double {
        cells.reduce(0) { $0 + Double(UInt64(1) << (2 * UInt64($1.level))) }
    }

    private static func normalised(_ cells: [Cell]) -> [Cell] {
        let all = Set(cells)
        let coarsest = all.map(\.level).max() ?? 0
        let outermost = all.filter { cell in
            var level = cell.level
            while level < coarsest {
                level += 1
                if all.contains(cell.ancestor(at: level)) { return false }
            }
            return true
        }
        return outermost.sorted()
    }
}
