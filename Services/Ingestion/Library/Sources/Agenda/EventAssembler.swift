import Domain

/// From the fields of an event, whatever table or object they stand in, to an observation.
struct EventAssembler: Sendable {
    let context: SourceContext
    private let places: EventPlaces
    private var positions = EventPositions()
    /// What the words for states mean, each worked out once.
    private var statuses: [String: EventStatus] = [:]
    private var times: EventTimes
    /// The codes of natures and kinds, each worked out once.
    private var codes: [String: String] = [:]
    // Rows of one kind follow one another.
    private var lastStatus: (word: String, status: EventStatus)?
    private var lastCode: (nature: String, kind: String, code: String)?

    init(_ context: SourceContext) {
        self.context = context
        places = EventPlaces(context)
        times = EventTimes(context.zone)
    }

    /// An event; nil where it is a draft. `fallback` names an event that has no id.
    mutating func observation(
        _ prefix: String, _ shape: EventGeometry.Shape?, fallback: String, _ field: (EventField) -> String
    ) throws(EventProblem) -> Observation? {
        let status = status(field(.status))
        if status == .draft { return nil }
        let name = field(.identifier)
        let identifier = SourceIdentifier.make(prefix, name.isEmpty ? fallback : name)
        let span = try times(field)
        var observation = Observation(
            observationID: identifier, phenomenonStart: span.start.instant, phenomenonEnd: span.end,
            offsetMinutes: span.start.offsetMinutes, timeCertainty: span.start.certainty)
        if status == .cancelled {
            observation.operation = .withdraw
            observation.version = 1
            observation.phenomenonEnd = nil
            return observation
        }
        let said = field(.said)
        if !said.isEmpty { observation.resultTime = FeedTime.read(said, context.zone)?.instant }
        observation.originalCode = code(field(.nature), field(.kind))
        observation.unit = "{person}"
        observation.value = try attendance(field(.attendance))
        try place(&observation, shape, field)
        return observation
    }

    /// A field without the blanks around it, at most 512 bytes of it.
    static func bounded(_ text: String) -> String {
        text.utf8.count <= 512 ? text.trimmingBlanks : String(text.prefix(128)).trimmingBlanks
    }

    private mutating func status(_ word: String) -> EventStatus {
        if let lastStatus, lastStatus.word == word { return lastStatus.status }
        let status = statuses[word] ?? EventStatus(word)
        if statuses.count < 256 { statuses[word] = status }
        lastStatus = (word, status)
        return status
    }

    private mutating func code(_ nature: String, _ kind: String) -> String {
        if let lastCode, lastCode.nature == nature, lastCode.kind == kind { return lastCode.code }
        let code = foundCode(nature, kind)
        lastCode = (nature, kind, code)
        return code
    }

    private mutating func foundCode(_ nature: String, _ kind: String) -> String {
        let key = nature.isEmpty ? kind : "\(nature)\u{1f}\(kind)"
        if let known = codes[key] { return known }
        let code = context.code([nature, kind].filter { !$0.isEmpty }, else: [.plannedEvent])
        if codes.count < 1_024 { codes[key] = code }
        return code
    }

    // MARK: Times

    private mutating func times(_ field: (EventField) -> String) throws(EventProblem) -> (start: WallClock.Time, end: Instant?) {
        let day = field(.day)
        let first = field(.start)
        let startText = first.isEmpty ? day : first
        guard !startText.isEmpty else { throw EventProblem(.start, .missing, "is missing; say when it begins") }
        guard let start = time(startText, field(.startClock)) else {
            throw EventProblem(.start, .time, "is no time such as 2026-11-28 or 28/11/2026 14:00, or one that summer time skipped")
        }
        let last = field(.end)
        let endText = last.isEmpty ? (day.isEmpty ? startText : day) : last
        if last.isEmpty, field(.endClock).isEmpty {
            return (start, start.certainty == .dayOnly ? nextDay(start) : nil)
        }
        guard let end = time(endText, field(.endClock)) else {
            throw EventProblem(.end, .time, "is no time such as 2026-11-28 17:30; mend it")
        }
        // The last day is meant to the end.
        var instant = end.certainty == .dayOnly ? nextDay(end) : end.instant
        if instant < start.instant, last.isEmpty {
            // Past midnight: 22:00 to 02:00.
            instant = instant.advanced(byMilliseconds: 86_400_000)
        }
        guard instant >= start.instant else { throw EventProblem(.end, .time, "lies before the start; mend it") }
        return (start, instant)
    }

    private func nextDay(_ time: WallClock.Time) -> Instant {
        let local = CalendarTime.local(time.instant.seconds, context.zone)
        return Instant(seconds: CalendarTime.seconds(local + 86_400, context.zone))
    }

    /// A day or a time, and the clock beside it where the day has none.
    private mutating func time(_ text: String, _ clock: String) -> WallClock.Time? { times.read(text, clock) }

    private func attendance(_ text: String) throws(EventProblem) -> Double? {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let digits = isPlain ? text : text.filter { !$0.isWhitespace && $0 != "\u{a0}" && $0 != "\u{202f}" }
        if digits.isEmpty { return nil }
        guard let number = DecimalNumber.parse(digits.utf8.span, comma: false), (0...10_000_000).contains(number) else {
            throw EventProblem(.attendance, .number, "is no number of persons; leave it empty where it is not known")
        }
        return number
    }

    // MARK: Places

    private mutating func place(
        _ observation: inout Observation, _ shape: EventGeometry.Shape?, _ field: (EventField) -> String
    ) throws(EventProblem) {
        if let shape {
            switch shape {
            case .point(let latitude, let longitude): (observation.latitude, observation.longitude) = (latitude, longitude)
            case .ring(let ring): observation.polygon = ring
            }
        } else if let position = try position(field) {
            (observation.latitude, observation.longitude) = position
        } else {
            // A modification that says no place anew: what was said of it holds.
            if !positions.place(observation.observationID, in: &observation) { places.set(field(.place), in: &observation) }
            return
        }
        positions.note(observation.observationID, observation)
    }

    private func position(_ field: (EventField) -> String) throws(EventProblem) -> (Double, Double)? {
        var (north, east) = (field(.latitude), field(.longitude))
        if north.isEmpty || east.isEmpty {
            let parts = field(.coordinates).split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            (north, east) = (String(parts[0]).trimmingBlanks, String(parts[1]).trimmingBlanks)
            if north.isEmpty || east.isEmpty { return nil }
        }
        func number(_ text: String) -> Double? {
            let bytes = text.utf8.span
            return DecimalNumber.parse(bytes, comma: false) ?? DecimalNumber.parse(bytes, comma: true)
        }
        guard let latitude = number(north), let longitude = number(east), (-90...90).contains(latitude), (-180...180).contains(longitude)
        else {
            throw EventProblem(.latitude, .position, "and longitude must be degrees of WGS 84")
        }
        return (latitude, longitude)
    }

    func write(to writer: inout StateWriter) { positions.write(to: &writer) }

    mutating func read(from reader: inout StateReader) throws(StateError) { try positions.read(from: &reader) }
}

/// What is wrong with a field of an event.
struct EventProblem: Error, Sendable {
    let field: EventField
    let reason: RowProblem.Reason
    let message: String

    init(_ field: EventField, _ reason: RowProblem.Reason, _ message: String) {
        self.field = field
        self.reason = reason
        self.message = message
    }
}
