/// Why a file of events cannot be used at all.
public enum EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It cannot be opened, read or unpacked.
    case unreadable(path: String, reason: String)
    /// It cannot be written.
    case unwritable(path: String, reason: String)
    /// Its header lacks a column.
    case missingColumn(path: String, column: String, found: [String])
    /// Not one row could be used.
    case nothing(path: String, refused: Int, first: EventProblem?)
    /// The grid's centre is not on the Earth, or the cell has no size.
    case badGrid(reason: String)

    /// One sentence: what, where, the remedy.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .missingColumn(let path, let column, let found):
            "\(path) has no column \"\(column)\" (its header names \(found.prefix(12).joined(separator: ", "))); "
                + "a file of events begins with a line that names time, lat, lon and category"
        case .nothing(let path, let refused, let first):
            "\(path) has no usable row (\(refused) refused\(first.map { "; line \($0.line), \($0.field): \($0.reason)" } ?? ""))"
        case .badGrid(let reason): reason
        }
    }
}
