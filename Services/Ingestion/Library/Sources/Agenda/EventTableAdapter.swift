import Domain

/// Planned events as CSV: demonstrations, markets, road closures, by the names that their columns have in use.
///
/// Columns are found by the names of `EventField` (any case, accents, blanks or underscores), and mean what the keys of
/// `EventObjectAdapter` mean: see its table. A table without a column for the day or the start is refused; so is one with a column that
/// tells why people gather or who calls them (GDPR art. 9). Other columns are not read.
public struct EventTableAdapter: FeedAdapter {
    private var table = HeaderedTable()
    private var columns: [EventField: [Int]] = [:]
    private var assembler: EventAssembler
    private var revisions = RevisionMemory()
    private let prefix: String

    /// An adapter for an agenda; `prefix` parts the ids of its feeds.
    public init(context: SourceContext, prefix: String = "event") {
        assembler = EventAssembler(context)
        self.prefix = prefix
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { table.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { table.finish() }

    /// The next row. Throws where the header lacks a time, or names what must not be sent.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            switch try table.next() {
            case .needsMore: return .needsMore
            case .end: return .end
            case .problem(let problem): return .problem(problem)
            case .header: try header()
            case .row(let line):
                do throws(RowProblem) {
                    guard var observation = try observation() else { continue }
                    if revisions.revise(&observation) { return .observation(line: line, observation) }
                } catch {
                    return .problem(error)
                }
            }
        }
    }

    private mutating func header() throws(FileProblem) {
        let names = table.names.map(EventField.fold)
        if let index = names.firstIndex(where: EventField.sensitive.contains) {
            let name = table.names[index].prefix(40)
            table.reset()
            throw FileProblem(
                description: "the column `\(name)` tells why people gather or who calls them (GDPR art. 9): leave it out at the source")
        }
        columns = [:]
        for field in EventField.allCases {
            columns[field] = field.names.compactMap { name in names.firstIndex(of: name) }
        }
        guard columns[.day]?.isEmpty == false || columns[.start]?.isEmpty == false else {
            table.reset()
            throw FileProblem(description: "the header has no column for the day or the start; name one `date` or `debut`")
        }
    }

    private mutating func observation() throws(RowProblem) -> Observation? {
        var fields: [EventField: String] = [:]
        for (field, candidates) in columns {
            for column in candidates where !table.range(column).isEmpty {
                guard let text = table.text(column) else {
                    throw table.problem(column, .encoding, "not UTF-8 nor Windows-1252; convert the file")
                }
                fields[field] = EventAssembler.bounded(text)
                break
            }
        }
        do throws(EventProblem) {
            let buffer = table.scanner.buffer
            let digest = RowIdentifier.make(row: buffer.span.extracting(table.scanner.row), line: 0)
            return try assembler.observation(prefix, nil, fallback: digest) { fields[$0] ?? "" }
        } catch {
            throw table.problem(columns[error.field]?.first, error.reason, error.message)
        }
    }

    /// What was said of which event, as hashes, and where it takes place.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAET", version: 1)
        revisions.write(to: &writer)
        assembler.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAET", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        try assembler.read(from: &reader)
        try reader.finish()
    }
}
