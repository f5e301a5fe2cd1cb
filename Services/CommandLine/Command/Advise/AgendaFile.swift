import Advice
import Domain
import EventFiles
import Projection

/// Reads an agenda: CSV, plain or packed, whose header names `id`, `kind`, `start`, `end`, `lat` and `lon`, in any order, and may name `radius`
/// (metres), `attendance`, `teams`, `barriers` and `measures`; other columns are not read. A row that cannot be read is counted and told with
/// its line.
enum AgendaFile {
    /// Rows at the most, and cells of one event.
    private static let rowsAtMost = 200_000
    private static let cellsAcross = 40
    private static let needed = ["id", "kind", "start", "end", "lat", "lon"]

    static func read(_ path: String, grid: Grid) throws -> [PlannedEvent] {
        let lines = try FileBytes.read(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count <= rowsAtMost else {
            throw Failure("\(path) has more than \(rowsAtMost) rows", "\(path) a plus de \(rowsAtMost) lignes")
        }
        let projection: LAEAProjection
        do { projection = try LAEAProjection(grid: grid) } catch {
            throw Failure("the grid's centre will not do: \(error)", "le centre de la grille ne convient pas : \(error)")
        }
        let header = lines.first.map(fields) ?? []
        let places = Dictionary(header.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        if let missing = needed.first(where: { places[$0] == nil }) {
            throw Failure(
                "\(path) has no column \"\(missing)\"; its header must name \(needed.joined(separator: ", "))",
                "\(path) n'a pas de colonne « \(missing) » ; son en-tête doit nommer \(needed.joined(separator: ", "))")
        }
        var events: [PlannedEvent] = []
        var refused = UnreadRows(of: path)
        for (index, line) in lines.enumerated().dropFirst() {
            let row = fields(line)
            if row.count == 1, row[0].isEmpty { continue }
            do throws(RowFault) {
                events.append(try event(row, places, projection, grid))
            } catch {
                refused.append(EventProblem(line: index + 1, field: error.field, reason: say(error.english, error.french)))
            }
        }
        refused.tell()
        return events
    }

    /// What is wrong with a row; never what it holds.
    private struct RowFault: Error {
        let field: String
        let english: String
        let french: String
    }

    private static func event(
        _ row: [String], _ places: [String: Int], _ projection: LAEAProjection, _ grid: Grid
    ) throws(RowFault) -> PlannedEvent {
        func field(_ name: String) -> String { places[name].flatMap { $0 < row.count ? row[$0] : nil } ?? "" }
        func number(_ name: String) throws(RowFault) -> Double? {
            let text = field(name)
            if text.isEmpty { return nil }
            guard let value = Double(text), value.isFinite, value >= 0, value < 1e8 else {
                throw RowFault(field: name, english: "is not a number from 0 up", french: "n'est pas un nombre à partir de 0")
            }
            return value
        }
        let identifier = field("id")
        guard !identifier.isEmpty, identifier.utf8.count <= 128 else {
            throw RowFault(field: "id", english: "must be 1 to 128 bytes", french: "doit faire 1 à 128 octets")
        }
        guard let kind = EventKind(rawValue: field("kind")) else {
            let known = EventKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw RowFault(field: "kind", english: "must be one of \(known)", french: "doit être l'un de \(known)")
        }
        let time = (english: "is no local time such as 2026-07-14T20:00", french: "n'est pas une heure locale comme 2026-07-14T20:00")
        guard let start = WallTime.seconds(field("start")) else { throw RowFault(field: "start", english: time.0, french: time.1) }
        guard let end = WallTime.seconds(field("end")), end > start else {
            throw RowFault(field: "end", english: "is no local time after the start", french: "n'est pas une heure locale après le début")
        }
        let measures = try measures(field("measures"), told: places["measures"] != nil)
        return PlannedEvent(
            identifier: identifier, kind: kind, start: start, end: end,
            cells: try cells(field("lat"), field("lon"), radius: try number("radius") ?? grid.cellSize / 2, projection, grid),
            attendance: try number("attendance"), teams: try number("teams").map { Int($0) },
            barriers: try number("barriers").map { Int($0) },
            measures: measures)
    }

    private static func measures(_ text: String, told: Bool) throws(RowFault) -> Set<Measure>? {
        guard told else { return nil }
        var measures: Set<Measure> = []
        for word in text.split(separator: " ") {
            guard let measure = Measure(rawValue: String(word)) else {
                let known = Measure.allCases.map(\.rawValue).joined(separator: ", ")
                throw RowFault(field: "measures", english: "may hold \(known)", french: "peut contenir \(known)")
            }
            measures.insert(measure)
        }
        return measures
    }

    /// The cells whose centre lies within the radius, the event's own among them; none where there is no position: the whole territory.
    private static func cells(
        _ latitude: String, _ longitude: String, radius: Double, _ projection: LAEAProjection, _ grid: Grid
    ) throws(RowFault) -> [Cell] {
        if latitude.isEmpty, longitude.isEmpty { return [] }
        let fault = RowFault(
            field: "lat", english: "and lon are no position in degrees near the grid's centre",
            french: "et lon ne sont pas une position en degrés près du centre de la grille")
        guard let north = Double(latitude), let east = Double(longitude), abs(north) <= 90, abs(east) <= 180 else { throw fault }
        var (xs, ys) = ([east], [north])
        projection.project(longitudes: &xs, latitudes: &ys)
        guard xs[0].isFinite, ys[0].isFinite, let own = grid.cell(easting: xs[0], northing: ys[0]), abs(own.column) < 1 << 28,
            abs(own.row) < 1 << 28
        else { throw fault }
        let reach = Int32(min(Double(cellsAcross), (radius / grid.cellSize).rounded(.up)))
        var cells: [Cell] = []
        for row in (own.row - reach)...(own.row + reach) {
            for column in (own.column - reach)...(own.column + reach) {
                let cell = Cell(column: column, row: row)
                let centre = grid.centre(of: cell)
                let (across, along) = (centre.easting - xs[0], centre.northing - ys[0])
                if cell == own || (across * across + along * along).squareRoot() <= radius { cells.append(cell) }
            }
        }
        return cells
    }

    private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
        String(decoding: line, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false).map { field in
            let blank: Set<Character> = [" ", "\r", "\t", "\u{FEFF}", "\""]
            var text = field
            while let first = text.first, blank.contains(first) { text.removeFirst() }
            while let last = text.last, blank.contains(last) { text.removeLast() }
            return String(text)
        }
    }
}
