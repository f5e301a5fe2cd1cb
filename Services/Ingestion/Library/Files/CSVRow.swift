/// A row as it lies in the scanner's buffer, field by field.
///
/// Fields are ranges of `buffer`: take `row.buffer.span.extracting(range)` to read one.
struct CSVRow {
    let buffer: [UInt8]
    let fields: [CSVScanner.Field]
    let bytes: Range<Int>
    /// On which it begins, from 1.
    let line: Int

    /// A field without the spaces around it.
    func trimmed(_ column: Int) -> Range<Int> {
        var start = fields[column].start
        var end = fields[column].end
        while start < end, buffer[start] == UInt8(ascii: " ") || buffer[start] == UInt8(ascii: "\t") { start += 1 }
        while start < end, buffer[end - 1] == UInt8(ascii: " ") || buffer[end - 1] == UInt8(ascii: "\t") { end -= 1 }
        return start..<end
    }

    /// A field without the spaces around it; nil where nothing is left.
    func nonEmpty(_ column: Int) -> Range<Int>? {
        let range = trimmed(column)
        return range.isEmpty ? nil : range
    }

    /// What is wrong with a field; columns are counted from 1.
    func problem(_ column: Int, _ reason: RowProblem.Reason, _ message: String) -> RowProblem {
        RowProblem(line: line, column: column + 1, reason: reason, message: message)
    }
}
