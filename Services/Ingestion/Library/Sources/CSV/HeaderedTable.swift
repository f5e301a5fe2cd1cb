/// A CSV document whose columns a standard names, that arrives in pieces: the header first, then row after row, each read by column.
///
/// Delimiter (`,` `;` tab), byte order mark and UTF-8 or Windows-1252 are found out (RFC 4180 for the rest). After its end, or where it
/// cannot be read, the next document may be fed.
struct HeaderedTable: Sendable {
    enum Step {
        /// `names` says what the columns are.
        case header
        /// A row with as many fields as the header.
        case row(line: Int)
        case problem(RowProblem)
        case needsMore
        case end
    }

    private(set) var scanner = CSVScanner()
    private var decoding = TextDecoding(.detected)
    /// Names of the columns, as they are written.
    private(set) var names: [String] = []
    private var started = false
    private var hasHeader = false
    /// On which the row at hand begins.
    private(set) var line = 1

    mutating func feed(_ bytes: ArraySlice<UInt8>) { scanner.feed(bytes) }

    mutating func finish() { scanner.finish() }

    mutating func reset() { self = HeaderedTable() }

    /// What comes next. Throws where the document is no CSV, or is empty.
    mutating func next() throws(FileProblem) -> Step {
        do throws(FileProblem) {
            return try step()
        } catch {
            reset()
            throw error
        }
    }

    private mutating func step() throws(FileProblem) -> Step {
        if !started {
            guard try start() else { return .needsMore }
            started = true
        }
        switch scanner.next() {
        case .needsMore: return .needsMore
        case .end:
            guard hasHeader else { throw FileProblem(description: "the file is empty; its first row must name the columns") }
            reset()
            return .end
        case .problem(let problem):
            guard hasHeader else { throw FileProblem(description: "the header cannot be read: \(problem.message)") }
            return .problem(problem)
        case .row(let line):
            self.line = line
            guard hasHeader else {
                hasHeader = true
                names = scanner.fields.indices.map { text($0) ?? "" }
                return .header
            }
            let count = scanner.fields.count
            // A delimiter too many at the end does no harm; a row that is cut off does.
            if count != names.count, count < names.count || !(names.count..<count).allSatisfy({ range($0).isEmpty }) {
                return .problem(
                    RowProblem(
                        line: line, column: 0, reason: .fields, message: "the row has \(count) fields, the header \(names.count); mend it"))
            }
            return .row(line: line)
        }
    }

    private mutating func start() throws(FileProblem) -> Bool {
        guard let line = scanner.upcomingLine else { return false }
        if line.starts(with: [0x1f, 0x8b]) { throw FileProblem(description: "the file is compressed (gzip); expand it before reading") }
        if line.starts(with: [0xff, 0xfe]) || line.starts(with: [0xfe, 0xff]) || line.prefix(64).contains(0) {
            throw FileProblem(description: "the file is UTF-16 or not text; save it as CSV in UTF-8")
        }
        if line.starts(with: [0xef, 0xbb, 0xbf]) { scanner.skip(3) }
        var best = UInt8(ascii: ",")
        var most = 0
        for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
            let count = line.count { $0 == candidate }
            if count > most { (best, most) = (candidate, count) }
        }
        scanner.delimiter = best
        return true
    }

    /// The column of the first of these names that is there, without regard to case.
    func column(_ candidates: String...) -> Int? { column(candidates) }

    /// The column of the first of these names that is there, without regard to case.
    func column(_ candidates: [String]) -> Int? {
        for candidate in candidates {
            let wanted = candidate.lowercased()
            if let found = names.firstIndex(where: { $0.lowercased() == wanted }) { return found }
        }
        return nil
    }

    // MARK: The row at hand

    /// Where a field lies in the scanner's buffer, spaces around it aside.
    func range(_ column: Int) -> Range<Int> {
        let field = scanner.fields[column]
        let bytes = scanner.buffer.span
        var start = field.start
        var end = field.end
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }

    /// Whether a field holds doubled quotes, so that its bytes are not yet its text.
    func isDoubled(_ column: Int) -> Bool { scanner.fields[column].doubled }

    /// Whether a field is this word, byte for byte.
    func field(_ column: Int, is word: StaticString) -> Bool {
        let range = range(column)
        return word.withUTF8Buffer { scanner.buffer[range].elementsEqual($0) }
    }

    /// A field's bytes, handed to `body` where they lie.
    mutating func withField<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        withRow { row in body(row[column].span) }
    }

    /// All fields of the row, handed to `body` where they lie. Mutating, though it changes nothing: so it is not copied for a `body` that
    /// changes what lies beside the table.
    @inline(__always)
    mutating func withRow<Result, Failure: Error>(_ body: (TableRow) throws(Failure) -> Result) throws(Failure) -> Result {
        try scanner.buffer.withUnsafeBufferPointer { bytes throws(Failure) in
            try scanner.fields.withUnsafeBufferPointer { fields throws(Failure) in try body(TableRow(bytes: bytes, fields: fields)) }
        }
    }

    /// A field's text; nil where it is neither UTF-8 nor the file's encoding.
    mutating func text(_ column: Int) -> String? {
        if let plain = withRow({ row in row.plainText(column) }) { return plain }
        let range = range(column)
        let doubled = scanner.fields[column].doubled
        let buffer = scanner.buffer
        return decoding.text(buffer.span.extracting(range), doubled: doubled)
    }

    /// A problem of the row at hand, by its column.
    func problem(_ column: Int?, _ reason: RowProblem.Reason, _ message: String) -> RowProblem {
        let name = column.map { "`\(names[$0].prefix(40))`: " } ?? ""
        return RowProblem(line: line, column: column.map { $0 + 1 } ?? 0, reason: reason, message: name + message)
    }
}
