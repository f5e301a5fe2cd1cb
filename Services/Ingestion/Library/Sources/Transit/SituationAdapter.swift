import Domain

/// SIRI-SX 2.0 and 2.1 (CEN/TS 15531-5, XML): the situations of a `SituationExchangeDelivery`, polled or pushed, one document after another.
///
/// | element of `PtSituationElement` | becomes | meaning, clause |
/// |---|---|---|
/// | ParticipantRef, SituationNumber | observationID | the situation's identity (5.5.2) |
/// | Version, VersionedAtTime | version, operation, resultTime | a higher version, or other content, replaces |
/// | ValidityPeriod/StartTime | phenomenonStart | one incident a period; one that has not begun is passed over until it has |
/// | MiscellaneousReason, PersonnelReason, EquipmentReason, EnvironmentReason, AlertCause | originalCode | the reason as it is written, where the register maps it, else our category |
/// | Affects/StopPoints/AffectedStopPoint/Location, StopPointRef, Places, Networks/AffectedNetwork/AffectedLine/LineRef | latitude, longitude | coordinates, else the table of places (a line as `route:ID`) |
/// | Severity | severity | noImpact…verySlight minor, slight, normal moderate, severe severe, verySevere extreme |
/// | Progress | | draft and approvedDraft are not published yet, closed ends it, which does not undo it |
/// | Verification, Reality | | `technicalExercise`, `securityExercise`, `test` never count; `unverified` does |
/// | Summary, Description, Detail, Advice, InfoLinks, Images, Source/Name, Source/Phone | dropped | free text and persons: serve no count |
public struct SituationAdapter: FeedAdapter {
    private let context: SourceContext
    private var reader = XMLRecordReader(records: ["PtSituationElement"])
    private var revisions = RevisionMemory()
    private var queue = RowQueue()

    /// An adapter of a source.
    public init(context: SourceContext) { self.context = context }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { reader.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { reader.finish() }

    /// The next row. Throws where the document is not XML, or not SIRI.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            switch try reader.next() {
            case .needsMore: return .needsMore
            case .end: return .end
            case .problem(let problem): return .problem(problem)
            case .record(let fragment):
                guard reader.rootName != "PtSituationElement" || reader.rootNamespace.isEmpty || reader.rootNamespace.contains("siri")
                else {
                    throw FileProblem(description: "the document is not SIRI; its elements lie in another namespace")
                }
                take(fragment.root)
            }
        }
    }

    private mutating func take(_ situation: XMLNode) {
        let number = situation.text("SituationNumber")
        guard !number.isEmpty else {
            return problem(situation, .missing, "`SituationNumber` is missing; a situation cannot be told from others")
        }
        switch situation.text("Progress") {
        case "draft", "approvedDraft", "pendingApproval":
            return problem(situation, .ignored, "`Progress` says that it is not published yet; it counts once it is")
        default: break
        }
        for name in ["Reality", "Verification"] where ["technicalExercise", "securityExercise", "test"].contains(situation.text(name)) {
            return problem(situation, .exercise, "`\(name)` says that it is an exercise or a test; those never count")
        }
        let periods = Array(situation.children("ValidityPeriod"))
        guard !periods.isEmpty else { return problem(situation, .missing, "`ValidityPeriod` is missing; it cannot be placed in time") }
        guard let place = place(situation) else {
            return problem(
                situation, .position, "no place is known of what `Affects` names; give stops, or `route:ID` for lines, as a table of places"
            )
        }
        for period in periods { take(situation, number, period, place) }
    }

    private mutating func take(_ situation: XMLNode, _ number: String, _ period: XMLNode, _ place: PlaceTable.Place) {
        guard let start = FeedTime.read(period.text("StartTime"), context.zone) else {
            return problem(period, .time, "`ValidityPeriod/StartTime` is missing or not a dateTime; mend it")
        }
        let said =
            FeedTime.read(situation.text("VersionedAtTime"), context.zone) ?? FeedTime.read(situation.text("CreationTime"), context.zone)
        if let now = context.now, start.instant > now.advanced(byMilliseconds: ObservationLimits.lead) {
            return problem(period, .planned, "the situation has not begun; it counts once it has")
        }
        let identifier = SourceIdentifier.make("situation", "\(situation.text("ParticipantRef"))|\(number)", "\(start.instant.seconds)")
        var observation = Observation(
            observationID: identifier, version: UInt32(situation.text("Version")) ?? 0, phenomenonStart: start.instant,
            offsetMinutes: start.offsetMinutes, timeCertainty: start.certainty, resultTime: said?.instant, latitude: place.latitude,
            longitude: place.longitude, accuracy: place.radius, originalCode: code(situation),
            severity: SituationAdapter.severity(situation.text("Severity")))
        guard revisions.revise(&observation) else { return }
        queue.append(.observation(line: situation.line, observation))
    }

    private mutating func problem(_ node: XMLNode, _ reason: RowProblem.Reason, _ message: String) {
        queue.append(.problem(RowProblem(line: node.line, column: 0, reason: reason, message: message)))
    }

    private static let reasons = [
        "AlertCause", "MiscellaneousReason", "PersonnelReason", "EquipmentReason", "EnvironmentReason", "UndefinedReason",
        "MiscellaneousSubReason", "PersonnelSubReason", "EquipmentSubReason", "EnvironmentSubReason",
    ]

    private func code(_ situation: XMLNode) -> String {
        var words = SituationAdapter.reasons.compactMap { name in situation.child(name).map(\.text) }.filter { !$0.isEmpty }
        let condition = situation.at("Consequences", "Consequence", "Condition")?.text ?? ""
        let categories = SituationAdapter.categories(words.joined(separator: " "))
        if let reason = words.first, !condition.isEmpty { words.insert("\(reason)/\(condition)", at: 0) }
        if !condition.isEmpty { words.append(condition) }
        return context.code(words, else: categories)
    }

    private static func categories(_ reasons: String) -> [Category] {
        let lowered = reasons.lowercased()
        func says(_ words: String...) -> Bool { words.contains { lowered.contains($0) } }
        if says("roadworks", "maintenance", "construction", "repair") { return [.obstruction, .transitIncident] }
        if says("demonstration", "march", "procession") { return [.gathering, .transitIncident] }
        return [.transitIncident]
    }

    private static func severity(_ word: String) -> Severity {
        switch word {
        case "noImpact", "verySlight", "slight": .minor
        case "normal": .moderate
        case "severe": .severe
        case "verySevere": .extreme
        default: .unknown
        }
    }

    /// The first place that is known: coordinates before references, stops before lines.
    private func place(_ situation: XMLNode) -> PlaceTable.Place? {
        guard let affects = situation.child("Affects") else { return nil }
        var budget = TransitAlert.maximumSelectors
        if let place = coordinates(in: affects, &budget) { return place }
        budget = TransitAlert.maximumSelectors
        if let place = reference(in: affects, ["StopPointRef", "StopPlaceRef", "PlaceRef"], prefix: "", &budget) { return place }
        budget = TransitAlert.maximumSelectors
        return reference(in: affects, ["LineRef"], prefix: "route:", &budget)
    }

    private func coordinates(in node: XMLNode, _ budget: inout Int) -> PlaceTable.Place? {
        budget -= 1
        guard budget > 0 else { return nil }
        if let longitude = Double(node.text("Longitude")), let latitude = Double(node.text("Latitude")), abs(latitude) <= 90,
            abs(longitude) <= 180, latitude != 0 || longitude != 0
        {
            return PlaceTable.Place(latitude: latitude, longitude: longitude, radius: Float(node.text("Precision")) ?? 0)
        }
        for child in node.children { if let place = coordinates(in: child, &budget) { return place } }
        return nil
    }

    private func reference(in node: XMLNode, _ names: Set<String>, prefix: String, _ budget: inout Int) -> PlaceTable.Place? {
        budget -= 1
        guard budget > 0 else { return nil }
        if names.contains(node.name) {
            if let place = context.places.place(prefix + node.text) { return place }
            return prefix.isEmpty ? nil : context.timetable?.place(ofRoute: node.text)
        }
        for child in node.children { if let place = reference(in: child, names, prefix: prefix, &budget) { return place } }
        return nil
    }

    /// Which situations were said, and what of them.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "SIRI", version: 1)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        guard !memory.isEmpty else { return }
        var reader = try StateReader(memory, magic: "SIRI", newest: 1)
        revisions = try RevisionMemory(from: &reader)
    }
}
