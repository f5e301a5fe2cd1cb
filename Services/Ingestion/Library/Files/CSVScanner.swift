/// Rows and fields of RFC 4180 text that arrives in pieces: quotes, doubled quotes, quoted line ends, LF or CRLF.
///
/// Works on the bytes where they were fed and yields ranges of them; a quote inside an unquoted field is taken as it stands.
struct CSVScanner: Sendable {
    /// Where a field lies in `buffer`, its quotes aside.
    struct Field: Sendable {
        var start: Int
        var end: Int
        /// Holds doubled quotes.
        var doubled: Bool
    }

    enum Step {
        /// A row: its fields are in `fields`, its bytes in `row`.
        case row(line: Int)
        case problem(RowProblem)
        case needsMore
        case end
    }

    /// Bytes of the longest row accepted.
    static let maximumRow = 65_536

    private(set) var buffer: [UInt8] = []
    private(set) var fields: [Field] = []
    /// The bytes of the row last found, its line end aside.
    private(set) var row: Range<Int> = 0..<0
    var delimiter: UInt8
    private var cursor = 0
    private var line = 1
    private var ended = false
    /// A part of a row lies at the cursor and nothing that was fed since ends a line.
    private var waiting = false
    /// The rest of a line that was given up has not arrived yet.
    private var passing = false

    init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

    /// Bytes that lie unread: at most a row, and what was fed last.
    var unread: Int { buffer.count - cursor }

    mutating func feed(_ bytes: some Collection<UInt8>) {
        if cursor > 0 {
            buffer.removeSubrange(..<cursor)
            cursor = 0
        }
        let start = buffer.count
        buffer.append(contentsOf: bytes)
        if waiting { waiting = !buffer[start...].contains(UInt8(ascii: "\n")) }
    }

    mutating func finish() {
        ended = true
        waiting = false
    }

    /// The bytes of the next row without its quotes being read, and without passing it: to look at a header. Nil until a line is whole.
    var upcomingLine: ArraySlice<UInt8>? {
        let rest = buffer[cursor...]
        if let end = rest.firstIndex(of: UInt8(ascii: "\n")) { return rest[..<end] }
        return ended || unread > CSVScanner.maximumRow ? rest : nil
    }

    /// Passes bytes at the very start, such as a byte order mark.
    mutating func skip(_ count: Int) { cursor += count }

    mutating func next() -> Step {
        if passing { passLine() }
        if waiting && unread <= CSVScanner.maximumRow { return .needsMore }
        skipEmptyLines()
        if cursor == buffer.count { return ended ? .end : .needsMore }
        let begin = line
        fields.removeAll(keepingCapacity: true)
        switch scan() {
        case .whole: return .row(line: begin)
        case .unfinished:
            if !ended && unread <= CSVScanner.maximumRow {
                waiting = true
                return .needsMore
            }
            let reason: RowProblem.Reason = unread > CSVScanner.maximumRow ? .tooLong : .quote
            passLine()
            let message =
                "the row is longer than \(CSVScanner.maximumRow) bytes or a quote is not closed; close it, or double quotes within quotes"
            return .problem(RowProblem(line: begin, column: fields.count + 1, reason: reason, message: message))
        case .stray:
            passLine()
            let message = "text follows a closing quote; double quotes within quotes"
            return .problem(RowProblem(line: begin, column: fields.count + 1, reason: .quote, message: message))
        }
    }

    private enum Outcome {
        case whole
        case unfinished
        case stray
    }

    /// Reads the fields of the row at the cursor, and passes it where it is whole.
    private mutating func scan() -> Outcome {
        let buffer = self.buffer
        let bytes = buffer.span
        let count = bytes.count
        // Beyond it the row is too long, whatever follows.
        let limit = min(count, cursor + CSVScanner.maximumRow + 1)
        let newline = UInt8(ascii: "\n")
        let quote = UInt8(ascii: "\"")
        let delimiter = self.delimiter
        var lines = 0
        var index = cursor
        while true {
            var field = Field(start: index, end: index, doubled: false)
            if index < count, bytes[index] == quote {
                index += 1
                field.start = index
                while true {
                    while index < limit, bytes[index] != quote {
                        if bytes[index] == newline { lines += 1 }
                        index += 1
                    }
                    guard index < limit else { return .unfinished }
                    index += 1
                    guard index < count, bytes[index] == quote else { break }
                    field.doubled = true
                    index += 1
                }
                field.end = index - 1
                if index < count, bytes[index] == UInt8(ascii: "\r") {
                    guard index + 1 < count || ended else { return .unfinished }
                    if index + 1 == count || bytes[index + 1] == newline { index += 1 }
                }
                guard index < count || ended else { return .unfinished }
                if index < count, bytes[index] != delimiter, bytes[index] != newline { return .stray }
            } else {
                while index < limit {
                    let byte = bytes[index]
                    if byte == delimiter || byte == newline { break }
                    index += 1
                }
                guard index < limit || (ended && index == count) else { return .unfinished }
                field.end = index
                if field.end > field.start, bytes[field.end - 1] == UInt8(ascii: "\r"), index == count || bytes[index] == newline {
                    field.end -= 1
                }
            }
            fields.append(field)
            if index == count || bytes[index] == newline {
                row = cursor..<index
                cursor = min(index + 1, count)
                line += lines + 1
                return .whole
            }
            index += 1
        }
    }

    private mutating func skipEmptyLines() {
        while cursor < buffer.count {
            if buffer[cursor] == UInt8(ascii: "\n") {
                cursor += 1
            } else if buffer[cursor] == UInt8(ascii: "\r"), cursor + 1 < buffer.count, buffer[cursor + 1] == UInt8(ascii: "\n") {
                cursor += 2
            } else {
                return
            }
            line += 1
        }
    }

    /// Goes on after the end of the line at the cursor, or as far as was fed: a row that cannot be read costs one line.
    private mutating func passLine() {
        let end = buffer[cursor...].firstIndex(of: UInt8(ascii: "\n"))
        cursor = end.map { $0 + 1 } ?? buffer.count
        line += end == nil ? 0 : 1
        passing = end == nil
        waiting = false
    }
}
