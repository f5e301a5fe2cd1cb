import Domain

/// Warnings in the Common Alerting Protocol (CAP 1.2, 1.1, 1.0) as readings of vigilance: one for each danger, region and day of onset.
///
/// | element (CAP-v1.2 clause) | becomes | unit, meaning |
/// |---|---|---|
/// | `sender` (3.2.1), `awareness_type` or `eventCode` or `event`, region, local day of `onset` | observationID | Météo-France issues the same warning again under a new `identifier` and without `references`: this is what stays the same |
/// | `sent` | resultTime | when it was said; an older message that comes late is passed |
/// | `status` | status | Exercise, Test; System and Draft become nothing |
/// | `msgType`, `references` | operation, version | Alert creates (or replaces what has the same id), Update replaces and withdraws what it no longer says, Cancel withdraws; Ack and Error become nothing |
/// | `awareness_level` "2; yellow; Moderate" (MeteoAlarm), else `severity` | value | `1`: 1 green … 4 red (Minor 1 … Extreme 4); nil where Unknown |
/// | `severity` (3.2.2) | severity | |
/// | `onset`, else `effective`, else `sent` | phenomenonStart | offset required |
/// | `expires` | phenomenonEnd | a day after the start where missing |
/// | `polygon` (3.2.4) | polygon | latitude first, WGS 84, closed |
/// | `circle` | latitude, longitude, accuracy | radius km → m |
/// | `geocode`, else `areaDesc` | nothing where the table of places knows the code: it covers the territory; else areaCode | MeteoAlarm: NUTS3 of the OLD list (FR824 = Bouches-du-Rhône, FRL04 since 2016) |
///
/// Several `info` with the same danger, time and areas are languages: one reading. Dropped: all texts (`headline`, `description`,
/// `instruction`, `note`), `urgency`, `certainty`, `resource`, `contact`, `altitude`, `ceiling`; signatures are not verified (the
/// connector's TLS is). What the schema does not allow is told with line and element and becomes nothing.
public struct CAPAdapter: FeedAdapter {
    private let context: SourceContext
    private var reader = XMLRecordReader(records: ["alert"])
    private var ledger = IssueLedger()
    private var revisions = RevisionMemory()
    /// When what is known of an id was said: seconds.
    private var said = SaidTimes()
    private var queue = RowQueue()
    private var isEnding = false
    private var hadAlert = false

    /// An adapter for a source of warnings.
    public init(context: SourceContext) { self.context = context }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { reader.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { reader.finish() }

    /// The next row. Throws where the document is not well-formed XML, or holds no alert at all.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            if isEnding {
                isEnding = false
                return .end
            }
            let root = reader.rootName
            switch try reader.next() {
            case .needsMore: return .needsMore
            case .problem(let problem):
                hadAlert = true
                return .problem(problem)
            case .record(let fragment):
                hadAlert = true
                take(fragment.root)
            case .end:
                // A collection (Atom, EDXL-DE) may be empty.
                guard hadAlert || ["feed", "rss", "EDXLDistribution", "alerts"].contains(root) else {
                    throw FileProblem(description: "the document holds no CAP `alert`; its element is `\(root.prefix(40))`")
                }
                hadAlert = false
                isEnding = true
            }
        }
    }

    private mutating func take(_ node: XMLNode) {
        let alert: CAPAlert
        do throws(RowProblem) {
            alert = try CAPAlert(node, context)
        } catch {
            queue.append(.problem(error))
            return
        }
        for problem in alert.areaProblems { queue.append(.problem(problem)) }
        guard let status = CAPAdapter.statuses[alert.status], alert.messageType != "Ack", alert.messageType != "Error" else { return }
        let name = "\(alert.sender),\(alert.identifier)"
        var stale: [IssueLedger.Entry] = []
        for reference in alert.references { stale += ledger.entries(reference) ?? [] }
        let isCancelled = alert.messageType == "Cancel"
        var entries: [IssueLedger.Entry] = []
        for info in alert.infos {
            for area in info.areas {
                let observation = observation(alert, info, area, status)
                guard !entries.contains(where: { $0.identifier == observation.observationID }) else { continue }
                entries.append(
                    IssueLedger.Entry(
                        identifier: observation.observationID, start: info.start, offsetMinutes: observation.offsetMinutes ?? 0))
                if !isCancelled { issue(observation, info.line) }
            }
        }
        if isCancelled {
            for entry in stale + entries { withdraw(entry, alert) }
            if stale.isEmpty, entries.isEmpty {
                queue.append(
                    .problem(
                        RowProblem(
                            line: alert.line, column: 0, reason: .ignored,
                            message: "cancels alerts that were not seen; there is nothing to undo")))
            }
        } else {
            for entry in stale where !entries.contains(where: { $0.identifier == entry.identifier }) { withdraw(entry, alert) }
            ledger.note(name, entries)
        }
    }

    private static let statuses: [String: Status] = ["Actual": .actual, "Exercise": .exercise, "Test": .test]

    private mutating func issue(_ observation: Observation, _ line: Int) {
        var observation = observation
        guard said.isNewer(observation.observationID, observation.resultTime) else { return }
        if revisions.revise(&observation) { queue.append(.observation(line: line, observation)) }
    }

    private mutating func withdraw(_ entry: IssueLedger.Entry, _ alert: CAPAlert) {
        guard said.isNewer(entry.identifier, alert.sent),
            var observation = revisions.withdrawal(of: entry.identifier, at: entry.start, offsetMinutes: entry.offsetMinutes)
        else { return }
        observation.resultTime = alert.sent
        queue.append(.observation(line: alert.line, observation))
    }

    private func observation(_ alert: CAPAlert, _ info: CAPAlert.Info, _ area: CAPArea, _ status: Status) -> Observation {
        let offset = context.zone.offsetMinutes(at: info.start.seconds)
        let day = CivilDay(wallSeconds: info.start.seconds + Int64(offset) * 60).date
        var place = area.region
        if let first = area.ring.first { place += "@\(first),\(area.ring[1])" }
        let identifier = SourceIdentifier.make(
            "cap", alert.sender, "\(info.type):\(place):\(day.year)-\(day.month)-\(day.day)")
        var observation = Observation(
            observationID: identifier, phenomenonStart: info.start, phenomenonEnd: info.end, offsetMinutes: offset, resultTime: alert.sent,
            originalCode: context.code(info.codes, else: [.vigilance]), severity: info.severity, status: status, value: info.level,
            unit: "1")
        observation.polygon = area.ring
        if let circle = area.circle {
            observation.latitude = circle.latitude
            observation.longitude = circle.longitude
            observation.accuracy = Float(circle.radius)
        }
        if area.ring.isEmpty, area.circle == nil, context.places.place(area.region) == nil { observation.areaCode = area.region }
        return observation
    }

    /// Which alerts became which readings, and what was said of each, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QACP", version: 1)
        ledger.write(to: &writer)
        revisions.write(to: &writer)
        said.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QACP", newest: 1)
        ledger = try IssueLedger(from: &reader)
        revisions = try RevisionMemory(from: &reader)
        said = try SaidTimes(from: &reader)
        try reader.finish()
    }
}
