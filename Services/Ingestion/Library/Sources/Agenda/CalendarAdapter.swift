import Domain

/// A calendar (iCalendar, RFC 5545) as planned events: one for each time an event takes place within the horizon.
///
/// | property (RFC 5545 clause) | becomes | unit, meaning |
/// |---|---|---|
/// | `UID` (3.8.4.7), and the time that the rule said | observationID | a time that is moved keeps its id |
/// | `DTSTART` (3.8.2.4) with `TZID`, UTC or floating | phenomenonStart, timeCertainty | floating: the territory's wall clock; a DATE: dayOnly |
/// | `DTEND`, `DURATION` | phenomenonEnd | exclusive; a DATE without either lasts its day |
/// | `RRULE`, `RDATE`, `EXDATE` (3.8.5) | one observation a time | from 400 days before `now` to 400 days after, at most 2,000 an event |
/// | `RECURRENCE-ID`, `SEQUENCE`, `DTSTAMP` | operation replace, version | the highest SEQUENCE holds; RANGE is told and not followed |
/// | `STATUS:CANCELLED`, EXDATE of what was said | operation withdraw | |
/// | `GEO` (3.8.1.6) | latitude, longitude | WGS 84 |
/// | `LOCATION` where there is no GEO | latitude, longitude through the table of places, by the text or the postal code in it; else areaCode | nowhere at all: the whole territory (holidays) |
/// | `CATEGORIES` | originalCode where the register maps one; else `planned-event` | |
/// | `X-EXPECTED-ATTENDANCE` (ours) | value | `{person}` |
///
/// Never looked at: SUMMARY, DESCRIPTION, COMMENT, ORGANIZER, ATTENDEE, CONTACT (people, opinions: GDPR art. 9), alarms, URLs. Events of
/// CLASS PRIVATE or CONFIDENTIAL, tasks, journals and free-busy times become nothing. VTIMEZONE is used where IANA does not know the TZID.
public struct CalendarAdapter: FeedAdapter {
    /// Events of one document.
    static let maximumEvents = 50_000
    /// Seconds that a calendar is read back and ahead: what ingestion takes of a plan.
    static let reach: Int64 = 400 * 86_400

    private let context: SourceContext
    private var scanner = ContentLineScanner()
    private var zones: CalendarZones
    private var places: EventPlaces
    private var events: [CalendarEvent] = []
    private var event: CalendarEvent?
    private var components: [String] = []
    private var observances: [CalendarZones.Observance] = []
    private var zoneName = ""
    private var latest: Int64 = 0
    private var isFull = false
    private var hasCalendar = false
    private var revisions = RevisionMemory()
    private var ledger = IssueLedger()
    private var queue = RowQueue()
    /// UIDs that wait to be expanded, once the document was read.
    private var groups: [[CalendarEvent]] = []
    private var isEnding = false

    /// An adapter for an agenda; `now` of the context is the middle of the horizon, else the latest DTSTAMP is.
    public init(context: SourceContext) {
        self.context = context
        zones = CalendarZones(home: context.zone)
        places = EventPlaces(context)
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { scanner.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { scanner.finish() }

    /// The next row. Throws where the document is no calendar.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            if isEnding {
                if let group = groups.popLast() {
                    issue(group)
                    continue
                }
                reset()
                return .end
            }
            switch scanner.next() {
            case .needsMore: return .needsMore
            case .problem(let problem):
                // What is no calendar at all is not read line by line.
                guard hasCalendar else { throw refusal() }
                return .problem(problem)
            case .line(let line):
                guard hasCalendar || (line.name == "BEGIN" && line.value.uppercased() == "VCALENDAR") else { throw refusal() }
                hasCalendar = true
                take(line)
            case .end:
                guard hasCalendar else { throw refusal() }
                if !components.isEmpty {
                    queue.append(
                        .problem(
                            RowProblem(
                                line: event?.line ?? 0, column: 0, reason: .fields,
                                message: "the calendar ends within a component; fetch it again whole")))
                }
                group()
                isEnding = true
            }
        }
    }

    private mutating func refusal() -> FileProblem {
        reset()
        return FileProblem(description: "the document is no calendar: it must begin with BEGIN:VCALENDAR (RFC 5545)")
    }

    private mutating func reset() {
        scanner.reset()
        zones = CalendarZones(home: context.zone)
        (events, groups, components, observances) = ([], [], [], [])
        event = nil
        (latest, isFull, hasCalendar, isEnding) = (0, false, false, false)
    }

    // MARK: Reading

    private mutating func take(_ line: ContentLine) {
        switch line.name {
        case "BEGIN":
            guard components.count < 16 else { return }
            components.append(line.value.uppercased())
            switch components.last {
            case "VEVENT":
                event = CalendarEvent()
                event?.line = line.line
            case "VTIMEZONE": (observances, zoneName) = ([], "")
            case "STANDARD", "DAYLIGHT": observances.append(CalendarZones.Observance(start: 0, from: 0, to: 0))
            default: break
            }
        case "END":
            let name = line.value.uppercased()
            guard let place = components.lastIndex(of: name) else { return }
            components.removeSubrange(place...)
            if name == "VEVENT" { endEvent() }
            if name == "VTIMEZONE" { zones.define(zoneName, observances) }
        default:
            switch components.last {
            case "VEVENT": event?.take(line, &zones)
            case "VTIMEZONE": if line.name == "TZID" { zoneName = line.value }
            case "STANDARD", "DAYLIGHT": takeObservance(line)
            default: break
            }
        }
    }

    private mutating func takeObservance(_ line: ContentLine) {
        guard !observances.isEmpty, observances.count <= 256 else { return }
        let last = observances.count - 1
        switch line.name {
        case "DTSTART": observances[last].start = CalendarTime(Substring(line.value), zone: context.zone)?.local ?? 0
        case "TZOFFSETFROM": observances[last].from = CalendarZones.offset(line.value) ?? 0
        case "TZOFFSETTO": observances[last].to = CalendarZones.offset(line.value) ?? 0
        case "RRULE": observances[last].rule = try? RecurrenceRule(line.value)
        case "RDATE":
            let dates = line.value.split(separator: ",").prefix(256).compactMap { CalendarTime($0, zone: context.zone)?.local }
            observances[last].dates += dates
        default: break
        }
    }

    private mutating func endEvent() {
        guard let event else { return }
        self.event = nil
        func refuse(_ reason: RowProblem.Reason, _ message: String) {
            queue.append(.problem(RowProblem(line: event.line, column: 0, reason: reason, message: message)))
        }
        if let problem = event.problem { return queue.append(.problem(problem)) }
        if event.isPrivate { return }
        if event.uid.isEmpty { return refuse(.missing, "the event has no `UID`, which must be there (RFC 5545, 3.6.1)") }
        if event.start == nil, !event.isCancelled { return refuse(.missing, "the event has no `DTSTART`") }
        if let start = event.start?.seconds, let end = event.end?.seconds, end < start {
            return refuse(.time, "the event's `DTEND` lies before its `DTSTART`; mend it")
        }
        guard events.count < CalendarAdapter.maximumEvents else {
            if !isFull {
                refuse(.limit, "the calendar has more than \(CalendarAdapter.maximumEvents) events; the rest is not read: split it")
            }
            isFull = true
            return
        }
        latest = max(latest, event.stamped)
        events.append(event)
    }

    /// Puts the events of a UID together, in the order of the document, popped from the end.
    private mutating func group() {
        var places: [String: Int] = [:]
        var groups: [[CalendarEvent]] = []
        for event in events {
            if let place = places[event.uid] {
                // A series told twice: the newer one holds.
                if event.recurrence == nil, let held = groups[place].firstIndex(where: { $0.recurrence == nil }) {
                    if CalendarExpansion.supersedes(event, groups[place][held]) { groups[place][held] = event }
                } else {
                    groups[place].append(event)
                }
            } else {
                places[event.uid] = groups.count
                groups.append([event])
            }
        }
        events = []
        self.groups = groups.reversed()
    }

    // MARK: Issuing

    private mutating func issue(_ group: [CalendarEvent]) {
        let middle = context.now?.seconds ?? (latest > 0 ? latest : group.compactMap { $0.start?.seconds }.max() ?? 0)
        let horizon = (middle - CalendarAdapter.reach)..<(middle + CalendarAdapter.reach)
        let uid = group[0].uid
        let result = CalendarExpansion(horizon: horizon).expand(group)
        if result.isCut {
            queue.append(
                .problem(
                    RowProblem(
                        line: group[0].line, column: 0, reason: .limit,
                        message:
                            "the event takes place more than \(CalendarExpansion.maximumTimes) times within the horizon; the rest is not read"
                    )))
        }
        var entries: [IssueLedger.Entry] = []
        for occurrence in result.occurrences {
            let event = group[occurrence.event]
            let observation = observation(occurrence, event, uid)
            if event.isCancelled {
                withdraw(observation.observationID, occurrence.start, event)
            } else {
                entries.append(entry(observation))
                var observation = observation
                if revisions.revise(&observation) { queue.append(.observation(line: event.line, observation)) }
            }
        }
        for original in result.cancelled {
            let event = group.first { $0.recurrence?.seconds == original } ?? group[0]
            // An exception to a rule is no news where the time was never said; a cancellation may have been said by another's program.
            let identifier = CalendarAdapter.identifier(uid, original)
            if event.isCancelled { withdraw(identifier, original, event) } else { withdrawKnown(identifier, original, event.line) }
        }
        // What the calendar said of this event and says no longer, as far as it lies within the horizon.
        for old in ledger.entries(uid) ?? [] where horizon.contains(old.start.seconds) {
            if entries.contains(where: { $0.identifier == old.identifier }) { continue }
            withdrawKnown(old.identifier, old.start.seconds, group[0].line)
        }
        ledger.note(uid, entries)
    }

    private func entry(_ observation: Observation) -> IssueLedger.Entry {
        IssueLedger.Entry(
            identifier: observation.observationID, start: observation.phenomenonStart ?? .distantPast,
            offsetMinutes: observation.offsetMinutes ?? 0)
    }

    private mutating func withdraw(_ identifier: String, _ start: Int64, _ event: CalendarEvent) {
        var observation = Observation(
            observationID: identifier, version: max(event.sequence, 1), operation: .withdraw, phenomenonStart: Instant(seconds: start),
            offsetMinutes: context.zone.offsetMinutes(at: start))
        if revisions.revise(&observation) { queue.append(.observation(line: event.line, observation)) }
    }

    private mutating func withdrawKnown(_ identifier: String, _ start: Int64, _ line: Int) {
        let offset = context.zone.offsetMinutes(at: start)
        guard let observation = revisions.withdrawal(of: identifier, at: Instant(seconds: start), offsetMinutes: offset) else { return }
        queue.append(.observation(line: line, observation))
    }

    private static func identifier(_ uid: String, _ original: Int64?) -> String {
        SourceIdentifier.make("ical", uid, original.map(String.init) ?? "")
    }

    private func observation(_ occurrence: CalendarExpansion.Occurrence, _ event: CalendarEvent, _ uid: String) -> Observation {
        var observation = Observation(
            observationID: CalendarAdapter.identifier(uid, occurrence.original), version: event.sequence,
            operation: event.sequence > 0 ? .replace : .create, phenomenonStart: Instant(seconds: occurrence.start),
            phenomenonEnd: occurrence.end.map { Instant(seconds: $0) }, offsetMinutes: context.zone.offsetMinutes(at: occurrence.start),
            timeCertainty: occurrence.isDay ? .dayOnly : .exact, resultTime: event.stamped > 0 ? Instant(seconds: event.stamped) : nil,
            originalCode: context.code(event.categories, else: [.plannedEvent]), value: event.attendance, unit: "{person}")
        if let position = event.position {
            (observation.latitude, observation.longitude) = position
        } else {
            places.set(event.location, in: &observation)
        }
        return observation
    }

    /// What was said of which event, as hashes and ids.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAIC", version: 1)
        ledger.write(to: &writer)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAIC", newest: 1)
        ledger = try IssueLedger(from: &reader)
        revisions = try RevisionMemory(from: &reader)
        try reader.finish()
    }
}
