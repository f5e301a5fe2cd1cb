import Domain

/// A file of residents by cell, as INSEE's Filosofi grid or simpler: from text to a territory's resident grid.
///
/// CSV with a header, in UTF-8 or Latin-1, its columns parted by commas, semicolons or tabs. A cell is an INSPIRE code
/// (`idcar_200m`: `CRS3035RES200mN2254600E3944800`, or short `200mN22546E39448`), or a column and a row of the territory's grid. Residents
/// (`ind`, `residents`) may have decimals, which INSEE's estimates have, and are rounded down. Cells finer than the grid's are added up.
public struct ResidentFile: Sendable {
    /// A line that was left out.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// From 1, the header's.
        public let line: Int
        /// What is wrong, and what to write.
        public let reason: String

        /// `line 12: …`.
        public var description: String { "line \(line): \(reason)" }
    }

    /// Why no grid can be made of a file.
    public struct Unusable: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong with it, and the remedy.
        public let description: String
    }

    /// What was read.
    public let grid: ResidentGrid
    /// Lines with a cell and residents.
    public let lines: Int
    /// Lines that were left out.
    public let refused: Int
    /// The first 20 of them.
    public let problems: [Problem]

    private static let cellNames = ["idcar_200m", "idcar", "idinspire", "id_inspire", "inspire", "cell", "cellule", "carreau", "code"]
    private static let residentNames = ["ind", "residents", "habitants", "population", "pop", "ind_c"]
    private static let columnNames = ["column", "colonne", "col", "x"]
    private static let rowNames = ["row", "ligne", "y"]

    /// Reads a file for a territory's grid. One bad line is left out and told; a file without any good one, without the columns, with
    /// cells of several sizes or with more cells than a register can carry is refused.
    public init(_ bytes: [UInt8], grid: Grid) throws(Unusable) {
        var rows = ResidentRows(bytes)
        guard let header = rows.next() else { throw Unusable(description: "the file is empty: write a header and a line a cell") }
        let names = header.map { $0.lowercased() }
        func place(_ known: [String]) -> Int? { known.lazy.compactMap { names.firstIndex(of: $0) }.first }
        let (column, row) = (place(ResidentFile.columnNames), place(ResidentFile.rowNames))
        let layout = ResidentLayout(cell: place(ResidentFile.cellNames), column: column, row: row)
        guard let residentsAt = place(ResidentFile.residentNames), layout.isUsable else {
            throw Unusable(
                description: "its header names no cell or no residents (\(names.joined(separator: ", "))): write idcar_200m,ind or "
                    + "cell,residents or column,row,residents")
        }
        var level: UInt8?
        var sums: [Cell: Double] = [:]
        var tally = Tally()
        while let fields = rows.next() {
            do throws(LineProblem) {
                let cell = try layout.cell(fields, grid)
                guard fields.count > residentsAt, let residents = ResidentFile.number(fields[residentsAt]) else {
                    throw LineProblem("the residents are no number of at least 0")
                }
                if let level, cell.level != level { throw LineProblem("a cell of another size than those above it; keep one size") }
                level = cell.level
                sums[cell, default: 0] += residents
                tally.lines += 1
            } catch {
                tally.refuse(rows.line, error.reason)
            }
        }
        guard tally.lines > 0 else {
            throw Unusable(description: "no line of it can be used; " + (tally.problems.first?.description ?? "it has a header only"))
        }
        let counts = sums.compactMapValues { UInt32(exactly: $0.rounded(.down)) }
        guard counts.count <= ResidentGrid.maximumCells else {
            throw Unusable(
                description: "it has \(counts.count) cells; a register carries at most \(ResidentGrid.maximumCells): cut the file to the "
                    + "territory")
        }
        self.grid = ResidentGrid(level: level ?? 0, residents: counts)
        lines = tally.lines
        refused = tally.refused
        problems = tally.problems
    }

    private static func number(_ text: String) -> Double? {
        guard let number = Double(text.replacing(",", with: ".")), number >= 0, number < 1e9 else { return nil }
        return number
    }

    private struct Tally {
        var lines = 0
        var refused = 0
        var problems: [Problem] = []

        mutating func refuse(_ line: Int, _ reason: String) {
            refused += 1
            if problems.count < 20 { problems.append(Problem(line: line, reason: reason)) }
        }
    }
}

/// Why a line of a resident file is left out.
struct LineProblem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
