import Domain

/// The cases under way, each grown by its messages: what a later one leaves out stays. Known by a digest of their id; bounded.
struct CaseLedger: Sendable {
    /// Cases remembered, at least the latest half of them.
    static let capacity = 65_536

    /// What is known of a case.
    struct Case: Sendable {
        var identifier: String
        var start: WallClock.Time
        var place: PlaceTable.Place?
        var nomenclature = ""
        var category = ""
        var severity = Severity.unknown

        /// The incident as it now stands.
        func observation(_ context: SourceContext) -> Observation {
            let codes = nomenclature.isEmpty ? EventCategory.codes(category) : Nomenclature.codes(nomenclature)
            let ours = nomenclature.isEmpty ? EventCategory.category(category) : Nomenclature.category(nomenclature)
            return Observation(
                observationID: SourceIdentifier.make("case", identifier), phenomenonStart: start.instant,
                offsetMinutes: start.offsetMinutes, timeCertainty: start.certainty, latitude: place?.latitude, longitude: place?.longitude,
                accuracy: place?.radius ?? 0, originalCode: context.code(codes, else: ours), severity: severity, origin: .reported)
        }
    }

    // Two generations: when the young one is full it becomes the old one, and the old one goes.
    private var young: [String: Case] = [:]
    private var old: [String: Case] = [:]
    private var revisions = RevisionMemory()

    init() {}

    /// The case with what a message adds; nil where no message has said when it began.
    mutating func merge(_ message: CaseMessage) -> Case? {
        let key = SourceIdentifier.make("case", message.identifier)
        var entry: Case
        if let held = young[key] ?? old[key] {
            entry = held
        } else {
            guard let start = message.start else { return nil }
            entry = Case(identifier: message.identifier, start: start)
        }
        if let start = message.start { entry.start = start }
        if let place = message.place { entry.place = place }
        if !message.nomenclature.isEmpty { entry.nomenclature = message.nomenclature }
        if !message.category.isEmpty { entry.category = message.category }
        if message.severity != .unknown { entry.severity = message.severity }
        if young.count >= CaseLedger.capacity / 2, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = entry
        return entry
    }

    /// Gives an observation its version and operation; false where exactly this was said.
    mutating func revise(_ observation: inout Observation) -> Bool { revisions.revise(&observation) }

    /// What withdraws a case that was said; nil where it was not.
    mutating func withdrawal(of identifier: String, at time: Instant, offsetMinutes: Int32?) -> Observation? {
        revisions.withdrawal(of: identifier, at: time, offsetMinutes: offsetMinutes, version: 1)
    }

    func place(of identifier: String) -> PlaceTable.Place? {
        let key = SourceIdentifier.make("case", identifier)
        return (young[key] ?? old[key])?.place
    }

    func write(to writer: inout StateWriter) {
        for generation in [old, young] {
            writer.write(generation.count)
            for (key, entry) in generation.sorted(by: { $0.key < $1.key }) {
                writer.write(key)
                writer.write(entry.identifier)
                writer.write(signed: entry.start.instant.milliseconds)
                writer.write(signed: Int64(entry.start.offsetMinutes))
                writer.write(byte: entry.start.certainty.rawValue)
                writer.write(optional: entry.place?.latitude)
                writer.write(optional: entry.place?.longitude)
                writer.write(Double(entry.place?.radius ?? 0))
                writer.write(entry.nomenclature)
                writer.write(entry.category)
                writer.write(byte: entry.severity.rawValue)
            }
        }
        revisions.write(to: &writer)
    }

    init(from reader: inout StateReader) throws(StateError) {
        old = try CaseLedger.generation(&reader)
        young = try CaseLedger.generation(&reader)
        revisions = try RevisionMemory(from: &reader)
    }

    private static func generation(_ reader: inout StateReader) throws(StateError) -> [String: Case] {
        var generation: [String: Case] = [:]
        for _ in 0..<(try reader.count(bytesEach: 18)) {
            let key = try reader.string()
            let identifier = try reader.string()
            let instant = Instant(milliseconds: try reader.signed())
            let offset = try reader.signed()
            guard let minutes = Int32(exactly: offset) else { throw reader.malformed() }
            let certainty = try reader.choice(TimeCertainty.self)
            let latitude = try reader.optional()
            let longitude = try reader.optional()
            let radius = Float(try reader.double())
            var entry = Case(
                identifier: identifier, start: WallClock.Time(instant: instant, offsetMinutes: minutes, certainty: certainty))
            if let latitude, let longitude { entry.place = PlaceTable.Place(latitude: latitude, longitude: longitude, radius: radius) }
            entry.nomenclature = try reader.string()
            entry.category = try reader.string()
            entry.severity = try reader.choice(Severity.self)
            generation[key] = entry
        }
        return generation
    }
}
