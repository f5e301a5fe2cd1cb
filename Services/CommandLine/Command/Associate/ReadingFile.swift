import Domain
import EventFiles

/// Readings of a file, in its order: what was measured when, and where it was, if it was anywhere.
struct ReadingTable {
    /// Local wall clock, as in `EventTable`.
    var wallSeconds: [Int64] = []
    /// Places in `variables`.
    var kinds: [Int] = []
    var values: [Double] = []
    /// Degrees; not a number where a reading speaks of the whole territory.
    var latitudes: [Double] = []
    var longitudes: [Double] = []
    /// Sources as the file names them; empty where it has no such column.
    var sources: [SourceKind?] = []
    /// Names in the order of their first row.
    var variables: [String] = []
    var refused = 0
    /// The first of them.
    var problems: [EventProblem] = []

    var count: Int { wallSeconds.count }
}

/// Reads a readings file: CSV, plain or packed, whose header names `time`, `kind` (or `variable`, `category`) and `value`, in any order, and
/// may name `lat`, `lon` and `source`; other columns are ignored. A row that cannot be read is counted and told with its line.
enum ReadingFile {
    private static let problemsKept = 20
    private static let variablesAtMost = 1_000

    static func read(_ path: String) throws -> ReadingTable {
        let bytes = try EventFiles.FileBytes.read(path)
        var table = ReadingTable()
        var columns: Columns?
        var variables: [String: Int] = [:]
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line, as: UTF8.self)
            let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(bare)
            guard let known = columns else {
                columns = try Columns(fields, path: path)
                continue
            }
            if fields.count == 1, fields[0].isEmpty { continue }
            if let problem = add(fields, known, &table, &variables) {
                table.refused += 1
                if table.problems.count < problemsKept {
                    table.problems.append(EventProblem(line: index + 1, field: problem.field, reason: problem.reason))
                }
            }
        }
        guard table.count > 0 else {
            throw EventFileError.nothing(path: path, refused: table.refused, first: nil)
        }
        return table
    }

    private struct Columns {
        let time: Int
        let kind: Int
        let value: Int
        let latitude: Int?
        let longitude: Int?
        let source: Int?

        init(_ header: [String], path: String) throws {
            let names = header.map { $0.lowercased() }
            func place(_ wanted: String...) -> Int? { wanted.lazy.compactMap { names.firstIndex(of: $0) }.first }
            guard let time = place("time"), let kind = place("kind", "variable", "category"), let value = place("value") else {
                let missing = place("time") == nil ? "time" : place("value") == nil ? "value" : "kind"
                throw EventFileError.missingColumn(path: path, column: missing, found: header)
            }
            (self.time, self.kind, self.value) = (time, kind, value)
            (latitude, longitude, source) = (place("lat", "latitude"), place("lon", "longitude"), place("source"))
        }
    }

    private static func add(
        _ fields: [String], _ columns: Columns, _ table: inout ReadingTable, _ variables: inout [String: Int]
    ) -> (field: String, reason: String)? {
        func field(_ place: Int?) -> String { place.flatMap { $0 < fields.count ? fields[$0] : nil } ?? "" }
        guard let time = WallTime.seconds(field(columns.time)) else { return ("time", "is not a local time such as 2026-07-14T22:00") }
        let name = field(columns.kind)
        guard !name.isEmpty, name.utf8.count <= 100 else { return ("kind", "is empty or too long") }
        guard let value = Double(field(columns.value)), value.isFinite else { return ("value", "is not a number") }
        let latitude = Double(field(columns.latitude)) ?? .nan
        let longitude = Double(field(columns.longitude)) ?? .nan
        if latitude.isFinite != longitude.isFinite || abs(latitude) > 90 || abs(longitude) > 180 {
            return ("lat", "and lon are not a position in degrees")
        }
        let source = field(columns.source)
        if !source.isEmpty, SourceKind(name: source) == nil { return ("source", "is no kind of source") }
        if variables[name] == nil {
            guard variables.count < variablesAtMost else { return ("kind", "is one of more than \(variablesAtMost) kinds") }
            variables[name] = table.variables.count
            table.variables.append(name)
        }
        table.wallSeconds.append(time)
        table.kinds.append(variables[name] ?? 0)
        table.values.append(value)
        table.latitudes.append(latitude)
        table.longitudes.append(longitude)
        table.sources.append(SourceKind(name: source))
        return nil
    }

    /// Without blanks, a carriage return, a byte order mark and quotes.
    private static func bare(_ field: Substring) -> String {
        var text = field
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\r" || $0 == "\t" || $0 == "\u{FEFF}" }
        while let first = text.first, blank(first) { text.removeFirst() }
        while let last = text.last, blank(last) { text.removeLast() }
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        return String(text)
    }
}
