import Domain

/// A cell, a category and a length of slot, packed: what is counted together.
struct CellKey: Hashable, Sendable, Comparable {
    /// Column and row.
    let high: UInt64
    /// Length of the slot, level, category.
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(cell: Cell, category: Category, length: UInt32) {
        high = UInt64(UInt32(bitPattern: cell.column)) << 32 | UInt64(UInt32(bitPattern: cell.row))
        low = UInt64(length) << 32 | UInt64(cell.level) << 16 | UInt64(category.rawValue)
    }

    init(_ incident: Incident) { self.init(cell: incident.cell, category: incident.category, length: incident.slot.length) }

    var length: UInt32 { UInt32(truncatingIfNeeded: low >> 32) }
    var category: Category { Category(rawValue: UInt16(truncatingIfNeeded: low)) ?? .other }
    var cell: Cell {
        Cell(
            level: UInt8(truncatingIfNeeded: low >> 16), column: Int32(truncatingIfNeeded: Int64(bitPattern: high) >> 32),
            row: Int32(truncatingIfNeeded: Int64(bitPattern: high)))
    }

    /// How many slots of this length a day has: how often it is tested.
    var testsPerDay: Int { (86_399 + Int(max(length, 1))) / Int(max(length, 1)) }

    /// The same at the eight cells around.
    var neighbours: [CellKey] {
        let cell = cell
        return [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)].map { (column: Int32, row: Int32) in
            CellKey(
                cell: Cell(level: cell.level, column: cell.column &+ column, row: cell.row &+ row), category: category, length: length)
        }
    }

    static func < (left: CellKey, right: CellKey) -> Bool { (left.low, left.high) < (right.low, right.high) }
}
