import Domain

/// One category's decayed sums, cell by cell, at one level.
struct CellSums: Sendable {
    /// One cell that counted something.
    struct Entry: Sendable {
        let column: Int32
        let row: Int32
        /// Incidents by short and long half-life, inflated by `DayWeight`.
        var sums = SIMD2<Double>()
        /// Contributions; 0 means as if it never was.
        var live = 0
    }

    private var table = PackedTable(capacity: 64)
    private(set) var entries: [Entry] = []
    /// Places of entries in the order of row, then column; cells that came since are added when it is asked for.
    private var order: [Int32] = []

    /// Adds so much to a cell (less than 0 takes away), as so many contributions.
    mutating func add(_ amount: SIMD2<Double>, column: Int32, row: Int32, contributions: Int) {
        let index: Int
        if let known = find(column, row) {
            index = known
        } else {
            guard contributions > 0 else { return }
            index = entries.count
            table.insert(CellSums.pack(column, row), 0, index: index)
            entries.append(Entry(column: column, row: row))
        }
        entries[index].live = max(0, entries[index].live + contributions)
        entries[index].sums += amount
        if entries[index].live == 0 { entries[index].sums = SIMD2() }
    }

    /// Whether a cell is known; a restored state has none twice.
    func holds(column: Int32, row: Int32) -> Bool { find(column, row) != nil }

    /// Whether a cell counts anything now.
    func counts(column: Int32, row: Int32) -> Bool { find(column, row).map { entries[$0].live > 0 } ?? false }

    private func find(_ column: Int32, _ row: Int32) -> Int? {
        table.find(CellSums.pack(column, row), 0) { entries[$0].column == column && entries[$0].row == row }
    }

    private static func pack(_ column: Int32, _ row: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: column)) << 32 | UInt64(UInt32(bitPattern: row))
    }

    /// Cells that count something, in the order of row, then column.
    mutating func sorted() -> [Entry] {
        if order.count < entries.count {
            order += (order.count..<entries.count).map { Int32(truncatingIfNeeded: $0) }
            let entries = entries
            // The standard library's sort finds the run that is in order already.
            order.sort {
                let (left, right) = (entries[Int($0)], entries[Int($1)])
                return (left.row, left.column) < (right.row, right.column)
            }
        }
        return order.compactMap { entries[Int($0)].live > 0 ? entries[Int($0)] : nil }
    }
}
