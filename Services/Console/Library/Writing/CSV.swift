/// A table as RFC 4180 has it, its lines ended by CR LF: UTF-8 with a byte order mark, so that spreadsheets read accents. What is missing is
/// empty.
public struct CSV: Sendable {
    private var text: String

    /// A table with its head.
    public init(_ head: [String]) {
        text = "\u{FEFF}"
        add(head.map { Optional($0) })
    }

    /// Adds a row.
    public mutating func add(_ fields: [String?]) {
        text += fields.map { CSV.field($0 ?? "") }.joined(separator: ",") + "\r\n"
    }

    /// The table's bytes.
    public var bytes: [UInt8] { Array(text.utf8) }

    /// Quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe first (OWASP, "CSV injection"); a number does
    /// not.
    private static func field(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil { text = "'" + text }
        guard text.utf8.contains(where: { [0x22, 0x2c, 0x0d, 0x0a].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
