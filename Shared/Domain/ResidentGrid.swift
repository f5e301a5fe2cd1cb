/// How many people live in each cell of a territory: public figures, such as INSEE's Filosofi grid of 200 m.
///
/// From these alone, never from incidents, anonymization decides how coarse a cell must be for enough residents to share it.
public struct ResidentGrid: Hashable, Sendable {
    /// Cells it may hold: France's large regions have fewer inhabited cells of 200 m.
    public static let maximumCells = 250_000

    /// Level of all its cells in the territory's grid.
    public let level: UInt8
    /// Inhabited cells, by row, then column.
    public let cells: [Cell]
    /// Residents of each, at least 1.
    public let residents: [UInt32]

    /// A grid of the inhabited cells of one level; cells of another level and cells without residents are left out.
    public init(level: UInt8 = 0, residents: [Cell: UInt32]) {
        let level = min(level, Cell.maximumLevel)
        let inhabited = residents.filter { $0.key.level == level && $0.value > 0 }.sorted { $0.key < $1.key }
        self.level = level
        cells = inhabited.map(\.key)
        self.residents = inhabited.map(\.value)
    }

    /// All residents.
    public var total: UInt64 { residents.reduce(0) { $0 + UInt64($1) } }

    /// A few bytes a cell: level, then for each cell how far its row and column are from the one before it, and its residents, as LEB128.
    public var packed: [UInt8] {
        var bytes: [UInt8] = [level]
        bytes.reserveCapacity(1 + 4 * cells.count)
        func write(_ number: Int64) {
            var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        var (row, column): (Int64, Int64) = (0, 0)
        for (cell, count) in zip(cells, residents) {
            write(Int64(cell.row) - row)
            write(Int64(cell.column) - column)
            write(Int64(count))
            (row, column) = (Int64(cell.row), Int64(cell.column))
        }
        return bytes
    }

    /// Reads what `packed` wrote; nil for anything else.
    public init?(packed bytes: [UInt8]) {
        guard let level = bytes.first, level <= Cell.maximumLevel else { return nil }
        var rest = bytes.dropFirst()
        func read() -> Int64? {
            var value: UInt64 = 0
            for shift in stride(from: UInt64(0), to: 63, by: 7) {
                guard let next = rest.popFirst() else { return nil }
                value |= UInt64(next & 0x7f) << shift
                if next < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
            }
            return nil
        }
        var cells: [Cell] = []
        var residents: [UInt32] = []
        var (row, column): (Int64, Int64) = (0, 0)
        while !rest.isEmpty {
            guard let rows = read(), let columns = read(), let count = read().flatMap(UInt32.init(exactly:)), count > 0,
                let nextRow = Int32(exactly: row &+ rows), let nextColumn = Int32(exactly: column &+ columns),
                cells.count < ResidentGrid.maximumCells
            else { return nil }
            let cell = Cell(level: level, column: nextColumn, row: nextRow)
            if let last = cells.last, cell <= last { return nil }
            cells.append(cell)
            residents.append(count)
            (row, column) = (Int64(nextRow), Int64(nextColumn))
        }
        self.level = level
        self.cells = cells
        self.residents = residents
    }
}
