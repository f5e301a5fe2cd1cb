import Domain
import Foundation

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
        func pass(_ message: String) { queue.append(.problem(RowProblem(line: line, column: 0, reason: .ignored, message: message))) }
        guard let column = year, let year = Int(table.text(column) ?? ""), (1900..<2100).contains(year) else {
            return queue.append(.problem(table.problem(year, .time, "not a year; mend it")))
        }
        var zone = ""
        var place: PlaceTable.Place?
        for column in zones where place == nil {
            zone = table.text(column) ?? ""
            place = context.places.place(zone)
        }
        guard let place else { return pass("the brigade is in no table of places; give one with its number to keep its base rates") }
        guard !kinds.isEmpty else {
            return pass("the register maps none of the kinds to a reading; map a column's name to keep its base rate")
        }
        guard let start = local(year), let end = local(year + 1) else { return pass("the year does not exist in \(context.zone.name)") }
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
                        observationID: SourceIdentifier.make("interventions", "\(zone)-\(year)", name), phenomenonStart: start.instant,
                        phenomenonEnd: end.instant, offsetMinutes: start.offsetMinutes, latitude: place.latitude,
                        longitude: place.longitude,
                        accuracy: place.radius, originalCode: name, value: count, unit: "{event}")))
        }
    }

    private func local(_ year: Int) -> WallClock.Time? {
        var clock = WallClock(zone: context.zone)
        return clock.time(of: CivilTime(year: year, month: 1, day: 1))
    }

    /// `5 000`, with any kind of blank.
    private mutating func count(_ column: Int) -> Double? {
        let digits = (table.text(column) ?? "").filter { !$0.isWhitespace }
        return digits.isEmpty ? nil : DecimalNumber.parse(Array(digits.utf8).span, comma: true)
    }

    /// Empty: nothing is remembered between two documents.
    public var memory: [UInt8] { [] }

    /// Nothing was remembered.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {}
}
