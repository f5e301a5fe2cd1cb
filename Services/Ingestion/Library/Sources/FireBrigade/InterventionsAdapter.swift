import Domain

/// Yearly interventions by fire brigade (DGSCGC open data, CSV): `;`, Latin-1, thousands with a blank, a row a brigade, a column a kind.
///
/// | column | becomes | unit, meaning |
/// |---|---|---|
/// | Année | phenomenonStart … phenomenonEnd | the whole year |
/// | Numéro, Zone (BMPM, BSPP) | latitude, longitude | the brigade's place in the table of places; a brigade without one is passed over |
/// | each kind that the register maps to a reading | value, originalCode | {event} in the year; `dont …` are parts of other columns |
/// | an empty field | dropped | not reported, which is not zero |
/// | Région, Département, Catégorie, Total, kinds that are not mapped | dropped | sums of the others, or no purpose |
///
/// They are base rates, not incidents: nothing of it is counted as one.
public struct InterventionsAdapter: FeedAdapter {
    private let context: SourceContext
    private var table = HeaderedTable()
    private var queue = RowQueue()
    private var year: Int?
    private var zones: [Int] = []
    private var kinds: [(column: Int, name: String)] = []
    // A table names the same few years and brigades row after row.
    private var years = FieldCache<Year>()
    private var brigades = FieldCache<Brigade>()
    /// What the ids of the row at hand begin with; kept to spare allocations.
    private var stamp: [UInt8] = []

    private struct Year: Sendable {
        var number: Int
        /// Nil where it does not exist in the zone.
        var start: WallClock.Time?
        var end: Instant?
    }

    /// A brigade by its number or zone, and where it is; shared by its rows.
    private final class Brigade: Sendable {
        let name: String
        let place: PlaceTable.Place?

        init(_ name: String, _ place: PlaceTable.Place?) {
            self.name = name
            self.place = place
        }
    }

    /// An adapter of a source.
    public init(context: SourceContext) { self.context = context }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { table.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { table.finish() }

    /// The next row. Throws where the columns are not those of the yearly statistics.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            switch try table.next() {
            case .needsMore: return .needsMore
            case .end: return .end
            case .problem(let problem): return .problem(problem)
            case .header: try header()
            case .row(let line): row(line)
            }
        }
    }

    private mutating func header() throws(FileProblem) {
        year = table.column("Année", "Annee")
        zones = ["Numéro", "Numero", "Zone"].compactMap { table.column($0) }
        guard year != nil, !zones.isEmpty else {
            throw FileProblem(description: "the columns are not those of the yearly interventions: Année and Numéro are needed")
        }
        kinds = table.names.enumerated().filter { context.mappings[$0.element]?.use == .reading }.map { ($0.offset, $0.element) }
    }

    private mutating func row(_ line: Int) {
        func pass(_ message: String) -> RowResult { .problem(RowProblem(line: line, column: 0, reason: .ignored, message: message)) }
        guard let year = self.year.flatMap({ year($0) }) else {
            return queue.append(.problem(table.problem(self.year, .time, "not a year; mend it")))
        }
        var brigade: Brigade?
        for column in zones where brigade?.place == nil { brigade = self.brigade(column) }
        guard let brigade, let place = brigade.place else {
            return queue.append(pass("the brigade is in no table of places; give one with its number to keep its base rates"))
        }
        guard !kinds.isEmpty else {
            return queue.append(pass("the register maps none of the kinds to a reading; map a column's name to keep its base rate"))
        }
        guard let start = year.start, let end = year.end else {
            return queue.append(pass("the year does not exist in \(context.zone.name)"))
        }
        stamp.removeAll(keepingCapacity: true)
        stamp.append(contentsOf: "interventions:\(brigade.name)-\(year.number):".utf8)
        for (column, name) in kinds {
            guard !table.range(column).isEmpty else { continue }
            guard let count = count(column) else {
                queue.append(.problem(table.problem(column, .number, "not a number; mend it, or leave it empty where it was not reported")))
                continue
            }
            queue.append(
                .observation(
                    line: line,
                    Observation(
                        observationID: identifier(brigade, year.number, name), phenomenonStart: start.instant, phenomenonEnd: end,
                        offsetMinutes: start.offsetMinutes, latitude: place.latitude, longitude: place.longitude,
                        accuracy: place.radius, originalCode: name, value: count, unit: "{event}")))
        }
    }

    /// The year of a field; nil where it is none.
    private mutating func year(_ column: Int) -> Year? {
        if let held = table.withRow({ row in years.value(row[column]) }) { return held }
        guard let number = Int(table.text(column) ?? ""), (1900..<2100).contains(number) else { return nil }
        var clock = WallClock(zone: context.zone)
        let start = clock.time(of: CivilTime(year: number, month: 1, day: 1))
        let end = clock.time(of: CivilTime(year: number + 1, month: 1, day: 1))
        let year = Year(number: number, start: start, end: end?.instant)
        if !table.isDoubled(column) { years.hold(table.scanner.buffer[table.range(column)], year) }
        return year
    }

    private mutating func brigade(_ column: Int) -> Brigade {
        if let held = table.withRow({ row in brigades.value(row[column]) }) { return held }
        let name = table.text(column) ?? ""
        let brigade = Brigade(name, context.places.place(name))
        if !table.isDoubled(column) { brigades.hold(table.scanner.buffer[table.range(column)], brigade) }
        return brigade
    }

    /// `interventions:BMPM-2018:Incendies`; what the row's ids share stands in `stamp` already.
    private mutating func identifier(_ brigade: Brigade, _ year: Int, _ name: String) -> String {
        let shared = stamp.count
        defer { stamp.removeLast(stamp.count - shared) }
        stamp.append(contentsOf: name.utf8)
        guard stamp.count <= ObservationLimits.identifier, !stamp.contains(0) else {
            return SourceIdentifier.make("interventions", "\(brigade.name)-\(year)", name)
        }
        return String(decoding: stamp, as: UTF8.self)
    }

    /// `5 000`, with any kind of blank.
    private mutating func count(_ column: Int) -> Double? {
        if let plain = table.withRow({ row in InterventionsAdapter.digits(row[column]) }) { return plain }
        let digits = (table.text(column) ?? "").filter { !$0.isWhitespace }
        return digits.isEmpty ? nil : DecimalNumber.parse(Array(digits.utf8).span, comma: true)
    }

    /// A whole number of at most 15 digits, blanks within; nil for what must be looked at more closely.
    private static func digits(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
        var number = 0
        for byte in bytes where byte != 0x20 {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return Double(number)
    }

    /// Empty: nothing is remembered between two documents.
    public var memory: [UInt8] { [] }

    /// Nothing was remembered.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {}
}
