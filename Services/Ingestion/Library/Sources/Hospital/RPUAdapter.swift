import Domain

/// Emergency visits in the national layout of the RPU (OSCOUR network; arrêté du 24 juillet 2013, FEDORU's guide) as counts: of an
/// establishment and an hour, and of its groups where the register maps them. A patient's line ends here.
///
/// | element | becomes | unit, meaning |
/// |---|---|---|
/// | `ETABLISSEMENT/FINESS` | latitude, longitude through the table of places; else areaCode | |
/// | `ETABLISSEMENT/EXTRACT` | resultTime | local; an older extraction that comes late changes nothing |
/// | `DATEDEBUT`, `DATEFIN` | the hours that are told, those without a visit among them | each delivery replaces what was said of its days (the last seven come again every day) |
/// | `PATIENT/ENTREE` dd/MM/yyyy HH:mm | phenomenonStart, phenomenonEnd | the hour of the wall clock |
/// | all patients of an hour | value | `{visit}`; below the threshold (10) the interval 0 ... 9, for a number so small may tell who |
/// | `DP` (ICD-10), else `MOTIF` | counted under `cause:injury` … where the register maps that code | 10 groups (`VisitGroups.Cause`) |
/// | `NAISSANCE` at `ENTREE` | counted under `age:75+` … where the register maps that code | 6 bands (`VisitGroups.Age`); both: `cause:injury age:75+` |
///
/// Dropped without being kept anywhere: CP, COMMUNE, SEXE, MODE_ENTREE, PROVENANCE, TRANSPORT, GRAVITE, LISTE_DA, LISTE_ACTES, SORTIE
/// (empty: still there, counted all the same), MODE_SORTIE, DESTINATION, ORIENT. ISO-8859-1 and UTF-8.
public struct RPUAdapter: FeedAdapter {
    /// Counts from here on are told.
    public static let defaultThreshold = 10

    private let context: SourceContext
    private let threshold: Int
    private var reader = XMLRecordReader(records: ["ETABLISSEMENT", "PATIENT"])
    private var establishment: Establishment?
    private var counts = VisitCounts()
    private var revisions = RevisionMemory()
    private var said = SaidTimes()
    private var queue = RowQueue()
    private var isEnding = false

    private struct Establishment: Sendable {
        var number: String
        var extracted: Instant?
        /// Days since 1970 of the wall clock, first and last.
        var days: ClosedRange<Int64>?
        var line: Int
    }

    /// An adapter for a hospital's deliveries; counts below `threshold` are told as an interval.
    public init(context: SourceContext, threshold: Int = RPUAdapter.defaultThreshold) {
        self.context = context
        self.threshold = threshold
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { reader.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { reader.finish() }

    /// The next row. Throws where the document is not well-formed XML: nothing of it is told then, for half a day's count is no count.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            if isEnding {
                isEnding = false
                return .end
            }
            let step: XMLRecordReader.Step
            do throws(FileProblem) {
                step = try reader.next()
            } catch {
                (establishment, counts) = (nil, VisitCounts())
                throw error
            }
            switch step {
            case .needsMore: return .needsMore
            case .problem(let problem): return .problem(problem)
            case .record(let fragment):
                if fragment.root.name == "PATIENT" { patient(fragment.root) } else { begin(fragment.root) }
            case .end:
                issue()
                isEnding = true
            }
        }
    }

    private mutating func begin(_ node: XMLNode) {
        issue()
        let number = node.text("FINESS")
        guard !number.isEmpty, number.utf8.count <= 32 else {
            queue.append(problem(node.line, .missing, "`ETABLISSEMENT` has no `FINESS`; its patients are not counted"))
            return
        }
        let first = RPUAdapter.civil(node.text("DATEDEBUT"))
        let last = RPUAdapter.civil(node.text("DATEFIN"))
        var days: ClosedRange<Int64>?
        if let first, let last {
            let (from, to) = (first.localSeconds / 86_400, last.localSeconds / 86_400)
            guard from <= to, to - from <= 366 else {
                queue.append(problem(node.line, .time, "`DATEFIN` lies before `DATEDEBUT`, or more than a year after it; mend it"))
                return
            }
            days = from...to
        }
        var clock = WallClock(zone: context.zone)
        let extracted = RPUAdapter.civil(node.text("EXTRACT")).flatMap { clock.time(of: $0)?.instant }
        establishment = Establishment(number: number, extracted: extracted, days: days, line: node.line)
    }

    private mutating func patient(_ node: XMLNode) {
        guard let establishment else {
            queue.append(problem(node.line, .missing, "a `PATIENT` without an `ETABLISSEMENT` before it is not counted"))
            return
        }
        guard let entry = node.child("ENTREE").flatMap({ RPUAdapter.entry($0.text) }) else {
            queue.append(problem(node.line, .time, "`ENTREE` is no time such as 20/06/2026 21:15; the visit is not counted"))
            return
        }
        var clock = WallClock(zone: context.zone)
        let hour = CivilTime(year: entry.year, month: entry.month, day: entry.day, hour: entry.hour)
        guard let time = clock.time(of: hour) else {
            queue.append(
                problem(node.line, .skippedHour, "`ENTREE`: this hour did not exist in \(context.zone.name): summer time began; mend it"))
            return
        }
        if let days = establishment.days, !days.contains(hour.localSeconds / 86_400) {
            queue.append(problem(node.line, .time, "`ENTREE` lies outside of `DATEDEBUT` … `DATEFIN`; the visit is not counted"))
            return
        }
        let cause = VisitGroups.cause(diagnosis: node.child("DP")?.bytes ?? [], reason: node.child("MOTIF")?.bytes ?? [])
        let birth = node.child("NAISSANCE").flatMap { RPUAdapter.civil($0.text) }
        let age = VisitGroups.age(years: birth.map { VisitGroups.years(from: $0, to: entry) })
        let row = VisitGroups.Cause.allCases.firstIndex(of: cause) ?? 0
        let column = VisitGroups.Age.allCases.firstIndex(of: age) ?? 0
        if !counts.count(time.instant, row, column) {
            queue.append(problem(node.line, .limit, "the document holds more than \(VisitCounts.maximumHours) hours; split it"))
        }
    }

    /// Tells what was counted of an establishment.
    private mutating func issue() {
        defer { (establishment, counts) = (nil, VisitCounts()) }
        guard let establishment else { return }
        var hours = counts.hours.keys.sorted()
        if let days = establishment.days {
            let from = CalendarTime.seconds(days.lowerBound * 86_400, context.zone)
            let to = CalendarTime.seconds((days.upperBound + 1) * 86_400, context.zone)
            // An extraction cannot tell of hours that were not over.
            let until = establishment.extracted.map { min(to, $0.seconds - $0.seconds % 3_600) } ?? to
            let known = Set(hours)
            hours = (hours + stride(from: from, to: until, by: 3_600).map { Instant(seconds: $0) }.filter { !known.contains($0) }).sorted()
        }
        for hour in hours {
            issue(establishment, hour, "", context.code([], else: [.emergencyVisits]), counts.visits(hour))
            guard !context.mappings.isEmpty else { continue }
            for (row, cause) in VisitGroups.Cause.allCases.enumerated() {
                issueMapped(establishment, hour, "cause:\(cause.rawValue)", counts.visits(hour, cause: row))
                for (column, age) in VisitGroups.Age.allCases.enumerated() {
                    issueMapped(
                        establishment, hour, "cause:\(cause.rawValue) age:\(age.rawValue)", counts.visits(hour, cause: row, age: column))
                }
            }
            for (column, age) in VisitGroups.Age.allCases.enumerated() {
                issueMapped(establishment, hour, "age:\(age.rawValue)", counts.visits(hour, age: column))
            }
        }
    }

    private mutating func issueMapped(_ establishment: Establishment, _ hour: Instant, _ group: String, _ visits: Int) {
        guard context.mappings[group] != nil else { return }
        issue(establishment, hour, group, group, visits)
    }

    private mutating func issue(_ establishment: Establishment, _ hour: Instant, _ group: String, _ code: String, _ visits: Int) {
        var observation = Observation(
            observationID: SourceIdentifier.make("rpu", establishment.number, "\(hour.seconds)\(group.isEmpty ? "" : ":\(group)")"),
            phenomenonStart: hour, phenomenonEnd: hour.advanced(byMilliseconds: 3_600_000),
            offsetMinutes: context.zone.offsetMinutes(at: hour.seconds), resultTime: establishment.extracted, originalCode: code,
            unit: "{visit}")
        if visits >= threshold {
            observation.value = Double(visits)
        } else {
            (observation.lower, observation.upper) = (0, Double(threshold - 1))
        }
        if let place = context.places.place(establishment.number) {
            (observation.latitude, observation.longitude) = (place.latitude, place.longitude)
        } else {
            observation.areaCode = establishment.number
        }
        guard said.isNewer(observation.observationID, observation.resultTime) else { return }
        if revisions.revise(&observation) { queue.append(.observation(line: establishment.line, observation)) }
    }

    private func problem(_ line: Int, _ reason: RowProblem.Reason, _ message: String) -> RowResult {
        .problem(RowProblem(line: line, column: 0, reason: reason, message: message))
    }

    private static let patterns =
        ["d/M/yyyy HH:mm", "d/M/yyyy HH:mm:ss", "d/M/yyyy", "d/M/yyyy HHhmm"].compactMap { TimePattern($0) } + [.iso]

    /// The wall clock of a text, such as `20/06/2026 21:15`, `21/06/2026 04:00:00` or `20/06/2026`.
    private static func civil(_ text: String) -> CivilTime? { parse(text)?.civil }

    /// The same of an arrival; nil where it says the day alone, which is not its first hour.
    private static func entry(_ text: String) -> CivilTime? {
        guard let parsed = parse(text), !parsed.dayOnly else { return nil }
        return parsed.civil
    }

    private static func parse(_ text: String) -> TimePattern.Parsed? {
        let bytes = Array(text.utf8)
        for pattern in patterns { if let parsed = pattern.parse(bytes.span) { return parsed } }
        return nil
    }

    /// What was said lately, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QARP", version: 1)
        revisions.write(to: &writer)
        said.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QARP", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        said = try SaidTimes(from: &reader)
        try reader.finish()
    }
}
