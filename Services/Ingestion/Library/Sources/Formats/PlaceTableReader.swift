/// Reads a table of places out of CSV that arrives in pieces.
///
/// ```swift
/// var reader = PlaceTableReader()
/// try reader.feed(bytes)
/// let places = try reader.finish()
/// ```
public struct PlaceTableReader: Sendable {
    private var scanner = CSVScanner()
    private var decoding = TextDecoding(.detected)
    private var columns: (code: Int, latitude: Int, longitude: Int, radius: Int?)?
    private var started = false
    private var table: PlaceTable
    /// Rows that were passed over: without coordinates, or not readable.
    public private(set) var passed = 0

    private static let names: [(code: String, latitude: String, longitude: String)] = [
        ("code", "latitude", "longitude"), ("stop_id", "stop_lat", "stop_lon"), ("code", "lat", "lon"), ("id", "latitude", "longitude"),
        ("id", "lat", "lon"),
    ]

    /// A reader that adds to a table.
    public init(into table: PlaceTable = .empty) { self.table = table }

    /// Takes the next bytes. Throws where the header does not name the columns.
    public mutating func feed(_ bytes: some Collection<UInt8>) throws(FileProblem) {
        scanner.feed(bytes)
        try take()
    }

    /// The table. Throws where the file is empty.
    public mutating func finish() throws(FileProblem) -> PlaceTable {
        scanner.finish()
        try take()
        guard columns != nil else {
            throw FileProblem(description: "the table of places is empty; its first row must name code, latitude and longitude")
        }
        return table
    }

    private mutating func take() throws(FileProblem) {
        if !started {
            guard let line = scanner.upcomingLine else { return }
            if line.starts(with: [0xef, 0xbb, 0xbf]) { scanner.skip(3) }
            scanner.delimiter = line.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
            started = true
        }
        while true {
            switch scanner.next() {
            case .needsMore, .end: return
            case .problem: passed += 1
            case .row(let line):
                let row = CSVRow(buffer: scanner.buffer, fields: scanner.fields, bytes: scanner.row, line: line)
                if columns == nil { try header(row) } else { try place(row) }
            }
        }
    }

    private mutating func header(_ row: CSVRow) throws(FileProblem) {
        let names = row.fields.indices.map { text(row, $0)?.lowercased() ?? "" }
        for candidate in PlaceTableReader.names {
            guard let code = names.firstIndex(of: candidate.code), let latitude = names.firstIndex(of: candidate.latitude),
                let longitude = names.firstIndex(of: candidate.longitude)
            else { continue }
            columns = (code, latitude, longitude, names.firstIndex(of: "radius"))
            return
        }
        throw FileProblem(
            description: "the table of places has no columns code, latitude and longitude (or stop_id, stop_lat and stop_lon); name them")
    }

    private mutating func place(_ row: CSVRow) throws(FileProblem) {
        guard let columns, let code = text(row, columns.code), !code.isEmpty, let latitude = number(row, columns.latitude),
            let longitude = number(row, columns.longitude), (-90...90).contains(latitude), (-180...180).contains(longitude),
            latitude != 0 || longitude != 0
        else {
            passed += 1
            return
        }
        let radius = columns.radius.flatMap { number(row, $0) } ?? 0
        try table.add(code, PlaceTable.Place(latitude: latitude, longitude: longitude, radius: Float(max(radius, 0))))
    }

    private mutating func text(_ row: CSVRow, _ column: Int) -> String? {
        guard column < row.fields.count else { return nil }
        return decoding.text(row.buffer.span.extracting(row.trimmed(column)), doubled: row.fields[column].doubled)
    }

    private func number(_ row: CSVRow, _ column: Int) -> Double? {
        guard column < row.fields.count, let range = row.nonEmpty(column) else { return nil }
        let bytes = row.buffer.span.extracting(range)
        return DecimalNumber.parse(bytes, comma: false) ?? DecimalNumber.parse(bytes, comma: true)
    }
}
