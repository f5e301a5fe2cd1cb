import Domain

/// Which alerts of a polled feed stand, so that each counts once, a change replaces, and a restart repeats nothing.
struct AlertLedger: Sendable {
    /// Alerts that are remembered; beyond it the oldest are forgotten.
    static let capacity = 50_000

    private struct Entry: Sendable {
        /// Seconds since 1970 from which it is counted.
        var start: Int64
        var content: UInt64
        var version: UInt32
        /// The feed in which it stood last.
        var seen: Int64
    }

    private static let hash = SipHash128(key0: 0x7472_616e_7369_7431, key1: 0x616c_6572_742d_3031)
    private var entries: [UInt64: Entry] = [:]

    init() {}

    /// One period of an alert; says what is new in it.
    mutating func take(_ alert: TransitAlert, at now: Int64, _ context: SourceContext, into rows: inout RowQueue) {
        guard let period = alert.current(at: now) else {
            let message = "the alert has not begun; it counts once it has"
            return rows.append(.problem(RowProblem(line: alert.number, column: 0, reason: .planned, message: message)))
        }
        let place = alert.place(context)
        guard let place else {
            let message =
                "no place is known of the stops or routes in `alert.informed_entity`; give stops.txt, or places of `route:ID`, as a table of places"
            return rows.append(.problem(RowProblem(line: alert.number, column: 0, reason: .position, message: message)))
        }
        let key = AlertLedger.digest("\(alert.identifier)|\(period.start ?? 0)")
        let cause = TransitCodes.causes[Int(alert.cause)] ?? "OTHER_CAUSE"
        let effect = TransitCodes.effects[Int(alert.effect)] ?? "OTHER_EFFECT"
        let content = AlertLedger.digest("\(cause)|\(effect)|\(alert.severity)|\(place.latitude)|\(place.longitude)")
        var entry = entries[key] ?? Entry(start: period.start ?? now, content: content, version: 0, seen: now)
        let isNew = entry.version == 0
        entry.seen = now
        defer { entries[key] = entry }
        guard isNew || entry.content != content else { return }
        entry.version += 1
        entry.content = content
        let start = Instant(seconds: entry.start)
        rows.append(
            .observation(
                line: alert.number,
                Observation(
                    observationID: SourceIdentifier.make("alert", alert.identifier, "\(period.start ?? 0)"), version: entry.version,
                    operation: isNew ? .create : .replace, phenomenonStart: start,
                    offsetMinutes: context.zone.offsetMinutes(at: entry.start), resultTime: Instant(seconds: now),
                    latitude: place.latitude, longitude: place.longitude, accuracy: place.radius,
                    originalCode: context.code(
                        TransitCodes.codes(cause: cause, effect: effect), else: TransitCodes.categories(cause: cause)),
                    severity: TransitCodes.severity(alert.severity))))
    }

    /// Forgets alerts that have left the feed for a week, and the oldest where there are too many.
    mutating func forget(before now: Int64) {
        entries = entries.filter { $0.value.seen > now - 604_800 }
        guard entries.count > AlertLedger.capacity else { return }
        let excess = entries.count - AlertLedger.capacity
        for (key, _) in entries.sorted(by: { ($0.value.seen, $0.key) < ($1.value.seen, $1.key) }).prefix(excess) { entries[key] = nil }
    }

    private static func digest(_ text: String) -> UInt64 { hash.hash(Array(text.utf8)).low }

    func write(to writer: inout StateWriter) {
        writer.write(entries.count)
        for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
            writer.write(fixed: key)
            writer.write(signed: entry.start)
            writer.write(fixed: entry.content)
            writer.write(UInt64(entry.version))
            writer.write(signed: entry.seen)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 19)) {
            let key = try reader.fixed()
            entries[key] = Entry(
                start: try reader.signed(), content: try reader.fixed(), version: try reader.number(), seen: try reader.signed())
        }
    }
}

extension TransitAlert {
    /// The period that holds or held last at a time; nil where none has begun.
    fileprivate func current(at now: Int64) -> Period? {
        if periods.isEmpty { return Period(start: nil, end: nil) }
        return periods.filter { ($0.start ?? .min) <= now }.max { ($0.start ?? .min) < ($1.start ?? .min) }
    }

    /// The first stop, else the first route, whose place is known.
    fileprivate func place(_ context: SourceContext) -> PlaceTable.Place? {
        for stop in stops { if let place = context.places.place(stop) ?? context.timetable?.places.place(stop) { return place } }
        for route in routes {
            if let place = context.places.place("route:\(route)") ?? context.timetable?.place(ofRoute: route) { return place }
        }
        return nil
    }
}
