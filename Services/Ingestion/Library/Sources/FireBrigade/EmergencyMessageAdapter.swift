import Domain

/// Messages of the French emergency hub (15/18/112): RC-EDA, EMSI and RC-RI, in XML and in JSON, alone or in their EDXL-DE envelope, one a
/// document, one a line, or in an array.
///
/// | message, element | becomes | meaning, clause |
/// |---|---|---|
/// | EDXL-DE distributionStatus (2.0 §3.2.1), CONTEXT.MODE, message status | | Exercise, EXERCS, Test: never counted; System: passed over |
/// | distributionKind, MSGTYPE, message kind | operation | Cancel withdraws the case; Ack and Error are passed over |
/// | RC-EDA createCase caseId; EMSI EVENT/MAIN_EVENT_ID, ID | observationID | the case, the same in all messages |
/// | creation; EMSI OCC_DATIME, else DECL_DATIME, OBS_DATIME, CREATION | phenomenonStart | with its offset; `initialAlert/reception` is not used: it may lie months before |
/// | dateTimeSent, sentAt, CONTEXT/CREATION | resultTime | |
/// | qualification/whatsHappen/code | originalCode | national nomenclature, as the register maps it or its chapters, else our category |
/// | EMSI ETYPE/CATEGORY | originalCode | ISO 22351 dictionary, where no RC-EDA told better |
/// | location, else initialAlert/location: geometry/point/coord lat, lon, precision | latitude, longitude, accuracy | degrees; EXACTE 10 m, ADRESSE 25 m, RUE 150 m, VILLE 3 km |
/// | detailedAddress, city/inseeCode; EMSI ADDRESS | latitude, longitude | looked up in the table of places where there are no coordinates, then dropped |
/// | EMSI EGEO/POSITION/COORD, else MISSION/POSITION | latitude, longitude | EPSG-4326; the centre of several points |
/// | whatsHappen C02.13, C02.14, C06.01, C06.06 | **refused** | suicide, sexual assault, a person's status: never taken in |
/// | RC-RI resource/state/status, EMSI RESOURCE/STATUS | reading `resources-engaged` | {vehicle} now engaged in the case, where the register maps the code |
/// | riskThreat, locationKind | dropped | no purpose yet |
/// | initialAlert/caller, callTaker, notes, freetext, medicalNote, healthMotive, victims, mainVictim, patient, attachment, contacts | dropped, never read | persons and health: serve no count |
///
/// A case grows by messages of the same id: what a later one leaves out stays, what it changes replaces, and a closure undoes nothing.
public struct EmergencyMessageAdapter: FeedAdapter {
    private let context: SourceContext
    private var reader: FeedNodeReader
    private var ledger = CaseLedger()
    private var queue = RowQueue()

    private static let payloads = [
        "createCase", "createCaseHealth", "createCaseHealthUpdate", "emsi", "resourcesInfoCisu", "resourcesInfo", "resourcesStatus",
    ]
    /// XML elements that hold a whole message.
    private static let records: Set<String> = Set(payloads).union(["edxlDistribution", "EDXLDistribution", "edxl", "message"])

    /// An adapter of a source.
    public init(context: SourceContext) {
        self.context = context
        reader = FeedNodeReader(records: EmergencyMessageAdapter.records)
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { reader.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { reader.finish() }

    /// The next row. Throws where an XML document cannot be read.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            switch try reader.next() {
            case .needsMore: return .needsMore
            case .end: return .end
            case .problem(let problem): return .problem(problem)
            case .node(let node): take(node)
            }
        }
    }

    private mutating func take(_ node: FeedNode) {
        var envelope = MessageEnvelope()
        envelope.read(node)
        var budget = 4_096
        let own = node.name
        let payload: (name: String, node: FeedNode)?
        if EmergencyMessageAdapter.payloads.contains(own) {
            payload = (own, node)
        } else {
            payload = node.first(of: EmergencyMessageAdapter.payloads, budget: &budget)
            if let message = node.first(of: ["message"], budget: &budget)?.node { envelope.read(message) }
        }
        if payload?.name == "emsi", let context = payload?.node.child("CONTEXT") { envelope.read(emsi: context) }
        if let verdict = envelope.verdict { return problem(node, verdict.reason, verdict.message) }
        guard let payload else {
            return problem(node, .ignored, "the message holds no case and no resources that are read (RC-EDA, EMSI, RC-RI)")
        }
        switch payload.name {
        case "emsi": take(emsi: payload.node, envelope)
        case "resourcesInfoCisu", "resourcesInfo", "resourcesStatus": take(resources: payload.node, envelope)
        default: take(createCase: payload.node, envelope)
        }
    }

    private mutating func take(createCase node: FeedNode, _ envelope: MessageEnvelope) {
        let message = CaseMessage(createCase: node, context)
        take(message, node, envelope)
    }

    private mutating func take(emsi node: FeedNode, _ envelope: MessageEnvelope) {
        guard let event = node.child("EVENT") else { return problem(node, .missing, "`EVENT` is missing; an EMSI message needs one") }
        let message = CaseMessage(emsi: node, event: event, context)
        take(message, event, envelope)
        let engaged = node.children("RESOURCE").filter { $0.text("STATUS").hasPrefix("IN_USE") }
        if !engaged.isEmpty {
            let count = engaged.reduce(0) { $0 + max($1.number("QUANTITY") ?? 1, 0) }
            engage(message.identifier, count, at: envelope.sent, node)
        }
    }

    private mutating func take(_ message: CaseMessage, _ node: FeedNode, _ envelope: MessageEnvelope) {
        guard !message.identifier.isEmpty else {
            return problem(node, .missing, "`caseId` (or EVENT `ID`) is missing; a case cannot be told from others")
        }
        guard let merged = ledger.merge(message) else {
            return problem(node, .time, "`creation` (or an EVENT time) is missing or no dateTime with an offset; mend it")
        }
        var observation = merged.observation(context)
        if Nomenclature.category(merged.nomenclature).use == .refused { return refuse(observation, node) }
        observation.resultTime = envelope.sent?.instant
        if envelope.cancels {
            observation = Observation(
                observationID: observation.observationID, version: 1, operation: .withdraw, phenomenonStart: observation.phenomenonStart,
                offsetMinutes: observation.offsetMinutes)
        } else if observation.latitude == nil {
            return problem(
                node, .position,
                "the case has no position yet and its address is in no table of places; it counts when an update brings one")
        }
        guard ledger.revise(&observation) else {
            return problem(node, .duplicate, "the message says nothing new of its case")
        }
        queue.append(.observation(line: node.line, observation))
    }

    /// A kind of fact that is never taken in; a case that only now turns out to be one is withdrawn.
    private mutating func refuse(_ observation: Observation, _ node: FeedNode) {
        if let start = observation.phenomenonStart,
            let withdrawal = ledger.withdrawal(of: observation.observationID, at: start, offsetMinutes: observation.offsetMinutes)
        {
            queue.append(.observation(line: node.line, withdrawal))
        }
        problem(node, .refusedKind, "a kind of fact that is never taken in (sexual assault, suicide, a person's status)")
    }

    private mutating func take(resources node: FeedNode, _ envelope: MessageEnvelope) {
        let identifier = node.text("caseId")
        guard !identifier.isEmpty else { return problem(node, .missing, "`caseId` is missing; resources belong to a case") }
        let resources = node.children("resource")
        guard !resources.isEmpty else { return problem(node, .missing, "`resource` is missing; there is nothing to count") }
        var latest: WallClock.Time?
        var engaged = 0.0
        for resource in resources {
            let state = resource.children("state").max { ($0.text("datetime"), $0.line) < ($1.text("datetime"), $1.line) }
            let time = FeedTime.read(state?.text("datetime"), context.zone) ?? FeedTime.read(resource.text("datetime"), context.zone)
            if let time, latest.map({ $0.instant < time.instant }) ?? true { latest = time }
            if EmergencyMessageAdapter.isEngaged(state?.text("status") ?? "") { engaged += 1 }
        }
        engage(identifier, engaged, at: envelope.sent ?? latest, node)
    }

    /// RC-RI `state/status`: everything from the alert of a vehicle to its way back.
    private static func isEngaged(_ status: String) -> Bool {
        !["DISPONIBLE", "DISPO", "INDISPONIBLE", "INDISPO", "RET-BASE", "RETBASE", "R_BASE", "ANNULE", "FINMED", "INCONNU", ""].contains(
            status)
    }

    private mutating func engage(_ identifier: String, _ count: Double, at time: WallClock.Time?, _ node: FeedNode) {
        let code = "resources-engaged"
        guard context.mappings[code]?.use == .reading else {
            return problem(node, .ignored, "\(Int(count)) resources engaged; map `\(code)` to a reading in the register to keep them")
        }
        guard let time else { return problem(node, .time, "no time says when the resources were engaged; mend `datetime`") }
        let start = context.slotStart(of: time.instant)
        let place = ledger.place(of: identifier)
        var observation = Observation(
            observationID: SourceIdentifier.make("resources", identifier, "\(start.seconds)"), phenomenonStart: start,
            phenomenonEnd: start.advanced(byMilliseconds: Int64(context.slotLength) * 1_000), offsetMinutes: time.offsetMinutes,
            resultTime: time.instant, latitude: place?.latitude, longitude: place?.longitude, originalCode: code, value: count,
            unit: "{vehicle}")
        if ledger.revise(&observation) { queue.append(.observation(line: node.line, observation)) }
    }

    private mutating func problem(_ node: FeedNode, _ reason: RowProblem.Reason, _ message: String) {
        queue.append(.problem(RowProblem(line: node.line, column: 0, reason: reason, message: message)))
    }

    /// The cases under way, without anything that says whose they are.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "CISU", version: 1)
        ledger.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        guard !memory.isEmpty else { return }
        var reader = try StateReader(memory, magic: "CISU", newest: 1)
        ledger = try CaseLedger(from: &reader)
    }
}
