import Domain

/// Counts of emergency visits as CSV: Santé publique France's surveillance (SurSaUD, by department, day and age class), or tables by
/// establishment.
///
/// | column (any case, accents, blanks or underscores) | becomes | unit, meaning |
/// |---|---|---|
/// | `finess`, `etablissement` | latitude, longitude through the table of places; else areaCode | |
/// | `dep` | nothing where the table of places knows it: the whole territory; else areaCode | |
/// | `date_de_passage`, `date`, `jour`; `heure`, `tranche` | phenomenonStart, phenomenonEnd, timeCertainty | the wall clock's; without an hour the day |
/// | `nbre_pass_tot`, `passages`, `visites` | value | `{visit}`; below 10, or `<10`: the interval 0 ... 9; empty is not zero: nothing |
/// | `sursaud_cl_age_corona`, `age` | 0 and nothing: all ages; others counted under `age:0-14` … where the register maps that code | A <15, B 15-44, C 45-64, D 65-74, E 75+; their sum differs a little from 0 |
///
/// Dropped: causes and sexes in columns of their own, SOS Médecins acts. Refused by the header: tables that hold patients (birth, sex, name,
/// postal code, time of entry): counts alone are taken.
public struct VisitTableAdapter: FeedAdapter {
    private struct Layout {
        var place: Int
        var isDepartment: Bool
        var day: Int
        var hour: Int?
        var age: Int?
        var visits: Int
    }

    private let context: SourceContext
    private let threshold: Int
    private var table = HeaderedTable()
    private var layout: Layout?
    private var slots: PresenceSlots
    private var revisions = RevisionMemory()
    /// The code of all ages together.
    private let allAges: String
    // A table names the same few places and classes of age row after row.
    private var places = FieldCache<NamedPlace>()
    private var groups = FieldCache<Group>()

    /// A place by its name, and where it is; shared by its rows.
    private final class NamedPlace: Sendable {
        let name: String
        let known: PlaceTable.Place?

        init(_ name: String, _ known: PlaceTable.Place?) {
            self.name = name
            self.known = known
        }
    }

    /// What a class of ages counts under.
    private enum Group: Sendable {
        case all
        case code(String)
        /// The register maps no reading to it.
        case dropped
    }

    /// An adapter for a table of counts; those below `threshold` are told as an interval.
    public init(context: SourceContext, threshold: Int = RPUAdapter.defaultThreshold) {
        self.context = context
        self.threshold = threshold
        slots = PresenceSlots(context.zone)
        allAges = context.code([], else: [.emergencyVisits])
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { table.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { table.finish() }

    /// The next row. Throws where the header holds patients, or lacks what is needed.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            switch try table.next() {
            case .needsMore: return .needsMore
            case .end: return .end
            case .problem(let problem): return .problem(problem)
            case .header:
                do throws(FileProblem) {
                    layout = try header()
                } catch {
                    table.reset()
                    throw error
                }
            case .row(let line):
                guard let layout else { continue }
                do throws(RowProblem) {
                    if let row = try row(line, layout) { return row }
                } catch {
                    return .problem(error)
                }
            }
        }
    }

    private static let personal: Set<String> = [
        "naissance", "datenaissance", "datedenaissance", "nom", "prenom", "sexe", "ipp", "nip", "ins", "nir", "entree", "sortie", "commune",
        "patient", "idpatient", "numpatient", "birthdate", "name",
    ]

    private func header() throws(FileProblem) -> Layout {
        let names = table.names.map(EventField.fold)
        if let index = names.firstIndex(where: Self.personal.contains) {
            throw FileProblem(
                description: "the column `\(table.names[index].prefix(40))` tells of single patients (GDPR art. 9): only counts are taken; "
                    + "push the RPU as XML, which is counted here, or a table of counts")
        }
        func find(_ candidates: String...) -> Int? { candidates.lazy.compactMap { names.firstIndex(of: $0) }.first }
        let establishment = find("finess", "etablissement", "hopital", "site", "establishment")
        guard let place = establishment ?? find("dep", "departement", "department"), let day = find("datedepassage", "date", "jour", "day"),
            let visits = find("nbrepasstot", "passages", "nbpassages", "nombrepassages", "visites", "visits", "nombre", "count")
        else {
            let has = table.names.prefix(12).map { String($0.prefix(40)) }.joined(separator: ", ")
            throw FileProblem(
                description: "the header must name an establishment or a department, a day and a number of visits; it has \(has)")
        }
        return Layout(
            place: place, isDepartment: establishment == nil, day: day, hour: find("heure", "tranchehoraire", "tranche", "hour"),
            age: find("sursaudclagecorona", "age", "classeage", "trancheage", "ageband"), visits: visits)
    }

    private mutating func row(_ line: Int, _ layout: Layout) throws(RowProblem) -> RowResult? {
        guard let volume = volume(layout.visits) else {
            throw table.problem(layout.visits, .number, "not a number of visits, nor `<10`; leave it empty where it is not known")
        }
        if volume == .missing { return nil }
        let place = try place(layout.place)
        var code = allAges
        var group = ""
        if let column = layout.age {
            switch self.group(column) {
            case .all: break
            case .dropped: return nil
            case .code(let age): (code, group) = (age, age)
            }
        }
        let isDay = layout.hour.map { table.range($0).isEmpty } ?? true
        let slot: PresenceSlots.Slot
        do throws(SlotProblem) {
            slot = try table.withRow { row throws(SlotProblem) in try slots.slot(row[layout.day], layout.hour.map { row[$0] }) }
        } catch {
            throw table.problem(error == .hours ? layout.hour : layout.day, .time, "not a day such as 2020-03-17, or an hour; mend it")
        }
        var observation = Observation(
            observationID: SourceIdentifier.make(
                "visits", place.name, group.isEmpty ? "\(slot.start.seconds)" : "\(slot.start.seconds):\(group)"),
            phenomenonStart: slot.start, phenomenonEnd: slot.end, offsetMinutes: slot.offsetMinutes,
            timeCertainty: isDay ? .dayOnly : slot.certainty, originalCode: code, unit: "{visit}")
        switch volume {
        case .known(let value) where value >= Double(threshold): observation.value = value
        case .suppressed(let upper): (observation.lower, observation.upper) = (0, upper.map { max($0, Double(threshold - 1)) })
        default: (observation.lower, observation.upper) = (0, Double(threshold - 1))
        }
        if let known = place.known {
            if !layout.isDepartment { (observation.latitude, observation.longitude) = (known.latitude, known.longitude) }
        } else {
            observation.areaCode = place.name
        }
        return revisions.revise(&observation) ? .observation(line: line, observation) : nil
    }

    private mutating func volume(_ column: Int) -> PresenceVolume? {
        if let plain = table.withField(column, { PresenceVolume.digits($0) ?? PresenceVolume.below($0) }) { return plain }
        return PresenceVolume(table.text(column) ?? "?")
    }

    private mutating func place(_ column: Int) throws(RowProblem) -> NamedPlace {
        if let held = table.withRow({ row in places.value(row[column]) }) { return held }
        guard let name = table.text(column), !name.isEmpty, name.utf8.count <= ObservationLimits.code else {
            throw table.problem(column, .missing, "the row names no place; mend it")
        }
        let place = NamedPlace(name, context.places.place(name))
        if !table.isDoubled(column) { places.hold(table.scanner.buffer[table.range(column)], place) }
        return place
    }

    private mutating func group(_ column: Int) -> Group {
        if let held = table.withRow({ row in groups.value(row[column]) }) { return held }
        var group = Group.all
        if let code = table.text(column).flatMap(VisitTableAdapter.group) {
            group = context.mappings[code] == nil ? .dropped : .code(code)
        }
        if !table.isDoubled(column) { groups.hold(table.scanner.buffer[table.range(column)], group) }
        return group
    }

    /// The code of an age class; nil for all ages.
    private static func group(_ text: String) -> String? {
        let classes = ["A": "0-14", "B": "15-44", "C": "45-64", "D": "65-74", "E": "75+"]
        if text.isEmpty || text == "0" || text.lowercased() == "tous" || text.lowercased() == "all" { return nil }
        return "age:\(classes[text] ?? String(text.prefix(32)))"
    }

    /// What was said lately, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAVT", version: 1)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAVT", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        try reader.finish()
    }
}
