import Domain

/// The base Prométhée (wildfires of the French Mediterranean, CSV export): banner lines, then `;`, a row a fire.
///
/// | column | becomes | unit, meaning |
/// |---|---|---|
/// | Année, Département, Numéro | observationID | the fire's number in its year and department |
/// | Alerte | phenomenonStart | wall clock of Paris, to the minute, without offset |
/// | Code du carreau DFCI | latitude, longitude, accuracy | middle of the 2 km square, 577 m |
/// | Surface parcourue (m2) | severity | under 1 ha minor, 10 ha moderate, 100 ha severe, else extreme |
/// | Type de feu | originalCode | C04.05 (vegetation), as the register maps it, else `fire-vegetation` |
/// | Code INSEE, Commune | latitude, longitude | looked up in the table of places where the square is missing |
/// | Lieu-dit, Origine de l'alerte, Statut | dropped | a place's name may name its owner; no purpose |
public struct WildfireAdapter: FeedAdapter {
    /// Lines before the header that are passed: the date of extraction and what was asked for.
    private static let maximumBanner = 16
    private static let maximumSquares = 16_384

    private let context: SourceContext
    private var clock: WallClock
    private var table = HeaderedTable()
    private var banner: [UInt8] = []
    private var bannerLines = 0
    private var begun = false
    private var ended = false
    private var columns: Columns?
    private var squares: [String: PlaceTable.Place] = [:]
    private let code: String

    private struct Columns {
        var year: Int
        var department: Int?
        var number: Int
        var commune: Int?
        var square: Int?
        var alert: Int
        var area: Int?
    }

    /// Of exports that went through a spreadsheet.
    private static let french = ["d/M/yyyy HH:mm", "d/M/yyyy HH:mm:ss", "d/M/yyyy"].compactMap { TimePattern($0) }

    private static func time(_ bytes: Span<UInt8>) -> TimePattern.Parsed? {
        if let time = TimePattern.iso.parse(bytes) { return time }
        for pattern in french {
            if let time = pattern.parse(bytes) { return time }
        }
        return nil
    }

    /// An adapter of a source; times are of the context's zone.
    public init(context: SourceContext) {
        self.context = context
        clock = WallClock(zone: context.zone)
        code = context.code(Nomenclature.codes("C04.05.00"), else: .fireVegetation)
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) {
        guard !begun else { return table.feed(bytes) }
        banner.append(contentsOf: bytes)
        passBanner()
    }

    /// The document has no more bytes.
    public mutating func finish() {
        ended = true
        if !begun { passBanner() }
        table.finish()
    }

    /// The header is the first line that names the alert's column.
    private mutating func passBanner() {
        while !begun {
            let end = banner.firstIndex(of: UInt8(ascii: "\n"))
            guard let end = end ?? (ended || banner.count > 65_536 ? banner.count : nil) else { return }
            let line = banner[..<end]
            let columns = line.count { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
            let isHeader = columns >= 2 && String(decoding: line, as: UTF8.self).lowercased().contains("alerte")
            if isHeader || bannerLines >= WildfireAdapter.maximumBanner || end == banner.count {
                begun = true
                table.feed(banner[...])
                banner = []
            } else {
                bannerLines += 1
                banner.removeSubrange(...end)
            }
        }
    }

    private mutating func reset() {
        (banner, bannerLines, begun, ended, columns) = ([], 0, false, false, nil)
        table.reset()
        clock = WallClock(zone: context.zone)
    }

    /// The next row. Throws where the columns are not Prométhée's.
    public mutating func next() throws(FileProblem) -> RowResult {
        guard begun else { return .needsMore }
        while true {
            let step: HeaderedTable.Step
            do throws(FileProblem) {
                step = try table.next()
                if case .header = step { try header() }
            } catch {
                reset()
                throw error
            }
            switch step {
            case .header: continue
            case .needsMore: return .needsMore
            case .end:
                reset()
                return .end
            case .problem(let problem): return .problem(problem.moved(by: bannerLines))
            case .row(let line):
                do throws(RowProblem) {
                    return .observation(line: line + bannerLines, try row())
                } catch {
                    return .problem(error.moved(by: bannerLines))
                }
            }
        }
    }

    private mutating func header() throws(FileProblem) {
        guard let year = table.column("Année", "Annee"), let number = table.column("Numéro", "Numero"),
            let alert = table.column("Alerte", "Date de première alerte", "Date alerte")
        else {
            throw FileProblem(
                description: "the columns are not Prométhée's: Année, Numéro and Alerte are needed; export it from promethee.com as CSV")
        }
        columns = Columns(
            year: year, department: table.column("Département", "Departement"), number: number, commune: table.column("Code INSEE"),
            square: table.column("Code du carreau DFCI", "Carreau DFCI"), alert: alert,
            area: table.column("Surface parcourue (m2)", "Surface parcourue (m²)", "Surface"))
    }

    private mutating func row() throws(RowProblem) -> Observation {
        guard let columns else { throw table.problem(nil, .fields, "a row before the header") }
        let year = text(columns.year)
        let number = text(columns.number)
        guard !year.isEmpty, !number.isEmpty else {
            throw table.problem(columns.number, .missing, "missing; a fire is named by year and number")
        }
        let alert = table.withField(columns.alert) { WildfireAdapter.time($0) }
        guard let parsed = alert else {
            throw table.problem(columns.alert, .time, "not a time written as yyyy-MM-dd HH:mm:ss or dd/MM/yyyy HH:mm; mend it")
        }
        guard var time = clock.time(of: parsed.civil) else {
            throw table.problem(
                columns.alert, .skippedHour, "this hour did not exist in \(clock.zone.name): summer time began; mend the time")
        }
        if parsed.dayOnly { time.certainty = .dayOnly }
        var place: PlaceTable.Place?
        if let column = columns.square { place = square(text(column)) }
        if place == nil, let column = columns.commune { place = context.places.place(text(column)) }
        guard let place else {
            throw table.problem(columns.square, .position, "not a DFCI square such as KD42A1, and the commune is in no table of places")
        }
        let department = columns.department.map { text($0) } ?? ""
        return Observation(
            observationID: SourceIdentifier.make("promethee", "\(year)-\(department)-\(number)"), phenomenonStart: time.instant,
            offsetMinutes: time.offsetMinutes, timeCertainty: time.certainty, latitude: place.latitude, longitude: place.longitude,
            accuracy: place.radius, originalCode: code,
            severity: try severity(columns.area), origin: .reported)
    }

    /// The middle of a square; the few that a file repeats are worked out once.
    private mutating func square(_ code: String) -> PlaceTable.Place? {
        if let held = squares[code] { return held }
        guard let centre = ForestFireSquare.centre(of: code) else { return nil }
        let place = PlaceTable.Place(latitude: centre.latitude, longitude: centre.longitude, radius: ForestFireSquare.accuracy)
        if squares.count >= WildfireAdapter.maximumSquares { squares = [:] }
        squares[code] = place
        return place
    }

    private mutating func text(_ column: Int) -> String { table.text(column) ?? "" }

    private mutating func severity(_ column: Int?) throws(RowProblem) -> Severity {
        guard let column, !table.range(column).isEmpty else { return .unknown }
        let plain = table.withField(column) { DecimalNumber.parse($0, comma: false) ?? DecimalNumber.parse($0, comma: true) }
        // `12 000`, with any kind of blank.
        let area = plain ?? DecimalNumber.parse(Array(text(column).filter { !$0.isWhitespace }.utf8).span, comma: true)
        guard let area, area >= 0 else { throw table.problem(column, .number, "not an area in m²; mend it, or leave it empty") }
        switch area {
        case ..<10_000: return .minor
        case ..<100_000: return .moderate
        case ..<1_000_000: return .severe
        default: return .extreme
        }
    }

    /// Empty: nothing is remembered between two documents.
    public var memory: [UInt8] { [] }

    /// Nothing was remembered.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {}
}

extension RowProblem {
    /// The same problem, so many lines further down.
    func moved(by lines: Int) -> RowProblem { RowProblem(line: line + lines, column: column, reason: reason, message: message) }
}
