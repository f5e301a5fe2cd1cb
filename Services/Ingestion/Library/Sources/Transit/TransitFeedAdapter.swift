import Domain

/// GTFS-Realtime 1.0 and 2.0 (protobuf, `FULL_DATASET`): one `FeedMessage` a document, one document after another as a URL is polled.
///
/// | field | becomes | unit, meaning, clause (reference v2.0) |
/// |---|---|---|
/// | header.timestamp | resultTime, the slot | s since 1970; older than the last document, or than `staleAfter` before the wall clock: refused |
/// | header.incrementality | | DIFFERENTIAL is refused: parts cannot be counted |
/// | trip_update.stop_time_update.arrival/departure.delay, .time | reading `delay` | min, mean over the trips whose next stop it is; at the stop, or of the route where no place is known |
/// | the last stop's predicted times | reading `headway` | s, mean between the vehicles of a line and direction within two hours |
/// | trip.schedule_relationship CANCELED, DELETED | reading `cancelled` | {event}, trips of the route now cancelled |
/// | vehicle.position, .speed, .current_status | reading `stopped` | {vehicle}, not at a stop and not moving, by squares of 0.002° |
/// | alert.cause, .effect | incident, code `CAUSE/EFFECT`, `CAUSE` or `EFFECT` as the register maps it, else our category | |
/// | alert.active_period | phenomenonStart, one incident a period | a period that has not begun is passed over until it has |
/// | alert.informed_entity.stop_id, .route_id | latitude, longitude | looked up in the table of places, a route as `route:ID` or in the timetable |
/// | alert.severity_level | severity | |
/// | alert texts, url, images, tts | dropped | not decoded: may name persons, serve no count |
/// | vehicle.label, license_plate, bearing, odometer, occupancy | dropped | not decoded: no purpose |
/// | vehicle.id, trip ids | dropped | compared only |
///
/// Readings are means over what was polled in a slot: the first poll creates, each later one replaces (the version is the second within the
/// slot). A feed that says nothing (15 bytes) is well: nothing is going on.
public struct TransitFeedAdapter: FeedAdapter {
    /// Bytes of one document.
    public static let maximumDocument = 64 << 20
    /// Seconds by which a feed may lie behind the wall clock.
    public static let staleAfter: Int64 = 900

    private let context: SourceContext
    private let decoder: any TransitFeedDecoding
    private var document: [UInt8] = []
    private var finished = false
    private var tooLong = false
    private var queue = RowQueue()
    private var decoded = false
    private var ledger = AlertLedger()
    private var slot = TransitSlot()
    private var watch = VehicleWatch()
    /// `header.timestamp` of the last document.
    private var lastTimestamp: Int64 = 0

    /// An adapter; throws where the context has no decoder.
    public init(context: SourceContext) throws(FileProblem) {
        guard let decoder = context.transit else {
            throw FileProblem(description: "GTFS-Realtime needs the decoder of the module TransitFeeds; pass it in the context")
        }
        self.context = context
        self.decoder = decoder
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) {
        guard document.count + bytes.count <= Self.maximumDocument else {
            tooLong = true
            document = []
            return
        }
        if !tooLong { document.append(contentsOf: bytes) }
    }

    /// The document has no more bytes.
    public mutating func finish() { finished = true }

    /// The next row. Throws where the feed is no feed, is differential, stale, or older than the one before it.
    public mutating func next() throws(FileProblem) -> RowResult {
        if let row = queue.take() { return row }
        guard finished else { return .needsMore }
        if decoded {
            endDocument()
            return .end
        }
        decoded = true
        do throws(FileProblem) {
            try decode()
        } catch {
            endDocument()
            throw error
        }
        if let row = queue.take() { return row }
        endDocument()
        return .end
    }

    private mutating func endDocument() {
        document = []
        finished = false
        decoded = false
        tooLong = false
    }

    private mutating func decode() throws(FileProblem) {
        guard !tooLong else { throw FileProblem(description: "the feed is longer than \(Self.maximumDocument) bytes; split it by network") }
        guard !document.isEmpty else { throw FileProblem(description: "the feed is empty; even one that says nothing has a header") }
        var receiver = TransitFeedReceiver(places: context.places, timetable: context.timetable)
        try decoder.decode(document, into: &receiver)
        document = []
        let timestamp = try time(of: receiver)
        while let row = receiver.takeProblem() { queue.append(row) }
        let instant = Instant(seconds: timestamp)
        for alert in receiver.alerts { ledger.take(alert, at: timestamp, context, into: &queue) }
        ledger.forget(before: timestamp)
        watch.take(receiver.vehicles.values.sorted { $0.number < $1.number }, at: timestamp, into: &queue)
        slot.begin(context.slotStart(of: instant))
        slot.take(receiver, stopped: watch.stopped, at: instant, context, into: &queue)
        if receiver.withoutDelay > 0 {
            let message =
                "\(receiver.withoutDelay) trips say when they will come, not how late; give the GTFS timetable beside the feed to know"
            queue.append(.problem(RowProblem(line: 0, column: 0, reason: .ignored, message: message)))
        }
    }

    /// The feed's time, checked against the clock and the document before.
    private mutating func time(of receiver: TransitFeedReceiver) throws(FileProblem) -> Int64 {
        guard receiver.timestamp > 0 || context.now != nil else {
            throw FileProblem(description: "header.timestamp is missing or 0: what the feed says has no time; ask the operator to set it")
        }
        let timestamp = receiver.timestamp > 0 ? receiver.timestamp : context.now?.seconds ?? 0
        if let now = context.now?.seconds, timestamp < now - Self.staleAfter {
            throw FileProblem(
                description:
                    "the feed is stale: header.timestamp lies \((now - timestamp) / 60) minutes back, more than \(Self.staleAfter / 60); nothing of it is counted"
            )
        }
        if let now = context.now?.seconds, timestamp > now + Self.staleAfter {
            throw FileProblem(
                description:
                    "header.timestamp lies \((timestamp - now) / 60) minutes ahead of our clock; check both clocks (UTC on the wire)")
        }
        guard timestamp >= lastTimestamp else {
            throw FileProblem(
                description:
                    "header.timestamp lies \(lastTimestamp - timestamp) s before the document read last: an old copy, or a feed that was reset; nothing of it is counted"
            )
        }
        lastTimestamp = timestamp
        return timestamp
    }

    /// The last document's time, alerts that stand, the slot in the making, where vehicles stood.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "TRAN", version: 1)
        writer.write(signed: lastTimestamp)
        ledger.write(to: &writer)
        slot.write(to: &writer)
        watch.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        guard !memory.isEmpty else { return }
        var reader = try StateReader(memory, magic: "TRAN", newest: 1)
        lastTimestamp = try reader.signed()
        ledger = try AlertLedger(from: &reader)
        slot = try TransitSlot(from: &reader)
        watch = try VehicleWatch(from: &reader)
    }
}
