import Domain

/// How a cell is named to people, and how a number is written: nothing of the machine's locale.
enum PlaceWording {
    /// The INSPIRE code where the grid has one.
    static func name(_ cell: Cell, grid: Grid?) -> String {
        if let code = grid?.inspireCode(of: cell) { return code }
        return cell.level == 0 ? "\(cell.column) E \(cell.row) N" : "\(cell.column) E \(cell.row) N (\(1 << Int(cell.level))×)"
    }

    /// One decimal, none where it is 0, such as `0,8` or `12`; `below` and 0.1 where it is less than that.
    static func number(_ value: Double, point: String, below: String) -> String {
        if value < 0.1 { return "\(below) 0\(point)1" }
        let tenths = Int((min(value, 1e12) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(point)\(tenths % 10)"
    }
}
