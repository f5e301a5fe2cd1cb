import Domain

/// Planned events as CSV: demonstrations, markets, road closures, by the names that their columns have in use.
///
/// | column (any case, accents, blanks or underscores; the first of its names that holds something) | becomes | unit, meaning |
/// |---|---|---|
/// | `Identifiant`, `id`, `uid`, `reference` … | observationID | without one: a digest of the row |
/// | `Date` with `Heure debut`, `Heure fin`; `Debut`, `Fin`; `date_debut`, `date_fin` | phenomenonStart, phenomenonEnd, timeCertainty | ISO 8601, dd/MM/yyyy, d.M.yyyy or yyyyMMdd, clocks `14:00`, `14h30`, `14h`; the territory's wall clock without offset; without hours the whole day |
/// | `Latitude`, `Longitude`; `Coordonnées`, `geo_point_2d` | latitude, longitude | degrees of WGS 84, decimal point or comma; in one field with a comma between |
/// | `Lieu`, `Adresse`, `Voie`, `CP` … | latitude, longitude | through the table of places, by the words or the postal code in them; else areaCode |
/// | `Type`, `Categorie`, `Nature` | originalCode where the register maps one; else `planned-event` | |
/// | `Participants attendus`, `Jauge`, `Affluence` … | value | `{person}` |
/// | `Statut` | operation | annulée, interdite … withdraw; a draft becomes nothing; a row said again with other times or places replaces |
/// | `Mis a jour`, `last_update` | resultTime | |
/// | `Organisateur`, `Syndicat`, `Motif` … (`EventField.sensitive`) | **the table is refused** | why people gather and who calls them (GDPR art. 9) |
/// | any other | dropped, never read | no purpose |
///
/// A table without a column for the day or the start is refused. Sources: RFC 4180 for the table; the columns have no standard.
public struct EventTableAdapter: FeedAdapter {
    private var table = HeaderedTable()
    /// Columns of each field, by its place in `EventField.allCases`.
    private var columns: [[Int]] = []
    /// The same, one after the other: a field's place and a column.
    private var readColumns: [(field: Int, column: Int)] = []
    /// The row at hand, likewise; kept to spare allocations.
    private var fields = [String](repeating: "", count: EventField.allCases.count)
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
                    if let row = try row(line) { return row }
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
        columns = EventField.allCases.map { field in field.names.compactMap { name in names.firstIndex(of: name) } }
        readColumns = columns.enumerated().flatMap { field, columns in columns.map { (field, $0) } }
        guard !columns[EventField.day.rawValue].isEmpty || !columns[EventField.start.rawValue].isEmpty else {
            table.reset()
            throw FileProblem(description: "the header has no column for the day or the start; name one `date` or `debut`")
        }
    }

    private mutating func row(_ line: Int) throws(RowProblem) -> RowResult? {
        try readFields()
        do throws(EventProblem) {
            // Only an event without an id is named by its row.
            var fallback = ""
            if fields[EventField.identifier.rawValue].isEmpty {
                let buffer = table.scanner.buffer
                fallback = RowIdentifier.make(row: buffer.span.extracting(table.scanner.row), line: 0)
            }
            let fields = fields
            guard var observation = try assembler.observation(prefix, nil, fallback: fallback, { fields[$0.rawValue] }),
                revisions.revise(&observation)
            else { return nil }
            return .observation(line: line, observation)
        } catch {
            throw table.problem(columns[error.field.rawValue].first, error.reason, error.message)
        }
    }

    /// The row at hand, into `fields`: of each field the first of its columns that holds something.
    private mutating func readFields() throws(RowProblem) {
        let isPlain = table.withRow { row in
            fields.withUnsafeMutableBufferPointer { fields in
                for index in fields.indices { fields[index] = "" }
                for (index, column) in readColumns where fields[index].isEmpty {
                    guard row[column].count <= 512, let text = row.plainText(column) else { return false }
                    fields[index] = text
                }
                return true
            }
        }
        if isPlain { return }
        for index in fields.indices { fields[index] = "" }
        for (index, column) in readColumns where fields[index].isEmpty {
            let range = table.range(column)
            if range.isEmpty { continue }
            guard let text = table.text(column) else {
                throw table.problem(column, .encoding, "not UTF-8 nor Windows-1252; convert the file")
            }
            // Blanks around it are gone already.
            fields[index] = range.count <= 512 ? text : EventAssembler.bounded(text)
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
