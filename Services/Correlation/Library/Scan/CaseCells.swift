/// The cells that have cases in the history, in Morton order, with what the scan needs of each.
///
/// A cell is one or several *slots* of at most `slotLimit` cases each, so that four slots always add up within a byte.
struct CaseCells: Sendable {
    /// Cases of a slot at most: four of them fit into 8 bits.
    static let slotLimit = 63
    /// Cases at most: the permutation keeps a number of 32 bits for each.
    static let mostCases = 1 << 28

    private(set) var columns: [Int32] = []
    private(set) var rows: [Int32] = []
    /// Cases of each cell over the whole history.
    private(set) var cases: [Int] = []
    /// Cases of each cell in the last 1, 2 ... days, at its first slot: `observed[slot * windows + window]`.
    private(set) var observed: [Int32] = []
    /// First slot of each cell, and one more at the end.
    private(set) var firstSlots: [Int32] = [0]
    /// Cases of each slot, and 0 for the empty one at the end.
    private(set) var slotCases: [UInt8] = []
    /// The cell of each slot.
    private(set) var cellOfSlot: [Int32] = []
    /// The slot of each case: what is permuted.
    private(set) var slotOfCase: [UInt32] = []
    /// Cases of the last 1, 2 ... days.
    private(set) var windowTotals: [Int]
    let windows: Int

    var count: Int { columns.count }
    var total: Int { slotOfCase.count }

    /// Counts what lies in the history that ends with `lastDay`.
    init(_ input: ScanCases, lastDay: Int32, historyDays: Int, windows: Int) throws(ScanError) {
        self.windows = windows
        windowTotals = Array(repeating: 0, count: windows)
        var entries: [(key: UInt64, age: Int, count: Int)] = []
        var lowest: (column: Int32, row: Int32) = (.max, .max)
        func age(_ index: Int) -> Int { Int(lastDay) - Int(input.days[index]) }
        var total = 0
        for index in input.days.indices where (0..<historyDays).contains(age(index)) && input.counts[index] > 0 {
            lowest = (min(lowest.column, input.columns[index]), min(lowest.row, input.rows[index]))
            total += Int(input.counts[index])
        }
        guard total <= CaseCells.mostCases else { throw .tooMany(cases: total, most: CaseCells.mostCases) }
        entries.reserveCapacity(min(total, input.days.count))
        for index in input.days.indices where (0..<historyDays).contains(age(index)) && input.counts[index] > 0 {
            let key = MortonKey.key(
                column: UInt32(Int64(input.columns[index]) - Int64(lowest.column)),
                row: UInt32(Int64(input.rows[index]) - Int64(lowest.row)))
            entries.append((key, age(index), Int(input.counts[index])))
        }
        entries.sort { $0.key < $1.key }
        slotOfCase.reserveCapacity(total)
        var last: UInt64?
        for entry in entries {
            if entry.key != last {
                close()
                last = entry.key
                columns.append(Int32(Int64(MortonKey.column(of: entry.key)) + Int64(lowest.column)))
                rows.append(Int32(Int64(MortonKey.row(of: entry.key)) + Int64(lowest.row)))
                cases.append(0)
                observed.append(contentsOf: repeatElement(0, count: windows))
            }
            cases[cases.count - 1] += entry.count
            let place = observed.count - windows
            for window in 0..<windows where window >= entry.age {
                observed[place + window] += Int32(entry.count)
                windowTotals[window] += entry.count
            }
        }
        close()
        slotCases.append(0)
    }

    /// The slot that holds nothing.
    var emptySlot: Int { slotCases.count - 1 }

    /// Gives the last cell its slots.
    private mutating func close() {
        guard var left = cases.last else { return }
        while left > 0 {
            let size = min(left, CaseCells.slotLimit)
            slotOfCase.append(contentsOf: repeatElement(UInt32(slotCases.count), count: size))
            slotCases.append(UInt8(size))
            cellOfSlot.append(Int32(cases.count - 1))
            left -= size
        }
        firstSlots.append(Int32(slotCases.count))
        observed.append(contentsOf: repeatElement(0, count: slotCases.count * windows - observed.count))
    }

    /// The slots of a cell.
    func slots(of cell: Int) -> Range<Int> { Int(firstSlots[cell])..<Int(firstSlots[cell + 1]) }
}
