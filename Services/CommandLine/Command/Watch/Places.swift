import Domain

/// Names cells as the territory's grid does.
struct Places: Sendable {
    /// Nil where there is no register to tell the grid from.
    let grid: Grid?

    /// The INSPIRE code, or level, column and row.
    func name(_ cell: Cell) -> String {
        grid?.inspireCode(of: cell) ?? "L\(cell.level)C\(cell.column)R\(cell.row)"
    }

    /// The first cells and how many more there are.
    func names(_ cells: [Cell]) -> String {
        guard let first = cells.first else { return say("everywhere", "partout") }
        return cells.count == 1
            ? name(first) : say("\(name(first)) and \(cells.count - 1) more", "\(name(first)) et \(cells.count - 1) autres")
    }

    func json(_ cell: Cell) -> JSON {
        var pairs: [(key: String, value: JSON)] = [
            ("level", .whole(cell.level)), ("column", .whole(cell.column)), ("row", .whole(cell.row)),
        ]
        if let code = grid?.inspireCode(of: cell) { pairs.append(("code", .string(code))) }
        return .object(pairs)
    }
}
