import Domain

/// An operator's counts of people present (in the manner of Flux Vision): zone, slot, class and volume, one reading a row and part of a zone.
///
/// | column (any case, accents, blanks or underscores) | becomes | unit, meaning |
/// |---|---|---|
/// | `Date`, `jour` | phenomenonStart | dd/MM/yyyy, yyyyMMdd or ISO; the territory's wall clock |
/// | `TrancheHoraire`, `heure`, `slot` | phenomenonStart, phenomenonEnd | `13h-14h`; a slot that the clock shows twice: the first time it is met the first hour, then the second |
/// | `Zone` | latitude, longitude of its parts (`ZoneShares`), else of the table of places; else areaCode | the operator's zones straddle cells: volumes are shared out by area or weight |
/// | `Categorie` (Resident, Excursionniste, Touriste …), `Provenance` | part of the id; the class is originalCode where the register maps it, else `presence` | |
/// | `Volume` | value | `{person}`; already extrapolated from the operator's share of the market: never scaled again |
/// | `VolumeBrut` with `Coefficient` or a declared scale | value | where only what was observed is told |
/// | `<20`, `moins de 20`, `NC` | lower 0, upper 19 (no upper where it says none) | suppressed: censored, never 0 |
/// | `Qualite` | quality | nominal → good, estime → uncertain |
///
/// Refused by the header: whatever tells devices or people apart (`imsi`, `msisdn`, `device_id`, `hash` …), for this system holds counts
/// alone; and changes in per cent (Google's mobility reports), which are no counts. What is delivered again replaces.
public struct MobilePresenceAdapter: FeedAdapter {
    /// Rows of a doubled hour that are told apart.
    static let maximumDoubled = 65_536

    private let context: SourceContext
    private let shares: ZoneShares
    private let scale: Double?
    private var table = HeaderedTable()
    private var layout: PresenceLayout?
    private var slots: PresenceSlots
    private var texts = FieldCache<String>()
    private var zones = FieldCache<PresenceZone>()
    private var kinds = FieldCache<PresenceKind>()
    /// Of tables that tell no classes.
    private let noKind: PresenceKind
    private var doubled: Set<String> = []
    private var revisions = RevisionMemory()
    private var queue = RowQueue()
    // Kept to spare allocations: the beginning of ids of the slot at hand, and the id at hand.
    private var stampSeconds = Int64.min
    private var stamp: [UInt8] = []
    private var bytes: [UInt8] = []

    /// An adapter for an operator's deliveries. `shares` spreads zones over cells; `scale` is the factor from what was observed to everybody,
    /// where a table tells only what was observed and not how to scale it.
    public init(context: SourceContext, shares: ZoneShares = .empty, scale: Double? = nil) {
        self.context = context
        self.shares = shares
        self.scale = scale
        slots = PresenceSlots(context.zone)
        noKind = PresenceKind("", context.code([], else: [.presence]))
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { table.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { table.finish() }

    /// The next row. Throws where the header tells devices apart, or lacks what is needed.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            switch try table.next() {
            case .needsMore: return .needsMore
            case .problem(let problem): return .problem(problem)
            case .end:
                doubled = []
                return .end
            case .header:
                do throws(FileProblem) {
                    layout = try PresenceLayout(table.names, hasScale: scale != nil)
                } catch {
                    table.reset()
                    throw error
                }
            case .row(let line):
                guard let layout else { continue }
                do throws(RowProblem) {
                    if let row = try take(line, layout) { return row }
                } catch {
                    return .problem(error)
                }
            }
        }
    }

    // MARK: Rows

    /// The row's reading; those of a zone of several parts wait in the queue. Nil where there is none, or nothing new.
    private mutating func take(_ line: Int, _ layout: PresenceLayout) throws(RowProblem) -> RowResult? {
        guard let volume = try volume(layout) else { return nil }
        let zone = try zone(layout.zone)
        guard !zone.name.isEmpty else { throw table.problem(layout.zone, .missing, "the row names no zone; mend it") }
        let kind = try layout.kind.map { column throws(RowProblem) in try self.kind(column) } ?? noKind
        var origin = ""
        if let column = layout.origin { origin = try text(column) }
        var slot = try slot(layout)
        if slot.isDoubled, doubled.count < MobilePresenceAdapter.maximumDoubled {
            // What was told of the hour already is told of it the second time.
            let isFirst = doubled.insert("\(slot.start.seconds)\u{1f}\(zone.name)\u{1f}\(kind.name)\u{1f}\(origin)").inserted
            if !isFirst { slot = slots.second(slot) }
        }
        let factor = try factor(layout)
        let quality = if let column = layout.quality { quality(column) } else { Quality.unspecified }
        for (index, part) in zone.parts.enumerated() {
            // Made here and moved out once: a reading is large, and to copy one costs more than to read it.
            var reading = Observation(
                observationID: identifier(slot.start, zone.name, kind.name, origin, zone.parts.count > 1 ? index : nil),
                phenomenonStart: slot.start, phenomenonEnd: slot.end, offsetMinutes: slot.offsetMinutes, timeCertainty: slot.certainty,
                originalCode: kind.code, unit: "{person}", quality: quality)
            if part.weight > 0 {
                reading.latitude = part.latitude
                reading.longitude = part.longitude
            } else {
                reading.areaCode = zone.area
            }
            let weight = (part.weight > 0 ? part.weight : 1) * factor
            switch volume {
            case .known(let value): reading.value = value * weight
            case .suppressed(let upper):
                reading.lower = 0
                reading.upper = upper.map { $0 * weight }
            case .missing: continue
            }
            guard revisions.revise(&reading) else { continue }
            // One part is the rule: its reading need not pass through the queue.
            if zone.parts.count == 1 { return .observation(line: line, reading) }
            queue.append(.observation(line: line, reading))
        }
        return nil
    }

    /// `presence:1784325600:VIEUX-PORT:Resident:Locale`, and the part of the zone where it has several.
    private mutating func identifier(_ start: Instant, _ zone: String, _ kind: String, _ origin: String, _ part: Int?) -> String {
        if stampSeconds != start.seconds {
            stampSeconds = start.seconds
            stamp = Array("presence:\(start.seconds):".utf8)
        }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: stamp)
        bytes.append(contentsOf: zone.utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: kind.utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: origin.utf8)
        if let part { bytes.append(contentsOf: ":\(part)".utf8) }
        guard bytes.count <= ObservationLimits.identifier, !bytes.contains(0) else {
            return SourceIdentifier.make("presence", String(decoding: bytes, as: UTF8.self))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func volume(_ layout: PresenceLayout) throws(RowProblem) -> PresenceVolume? {
        if let plain = table.withField(layout.volume, { PresenceVolume.digits($0) ?? PresenceVolume.below($0) }) { return plain }
        let isByComma = table.scanner.delimiter == UInt8(ascii: ",")
        guard let volume = PresenceVolume(table.text(layout.volume) ?? "?", groupsByComma: isByComma) else {
            throw table.problem(layout.volume, .number, "not a number of people, nor `<20`; leave it empty where it is not known")
        }
        return volume == .missing ? nil : volume
    }

    private mutating func factor(_ layout: PresenceLayout) throws(RowProblem) -> Double {
        guard let column = layout.factor else { return scale ?? 1 }
        let factor = table.withField(column) { DecimalNumber.parse($0, comma: false) ?? DecimalNumber.parse($0, comma: true) }
        guard let factor, factor > 0, factor < 10_000 else {
            throw table.problem(column, .number, "not a factor greater than 0; what was observed cannot be scaled")
        }
        return factor
    }

    private mutating func slot(_ layout: PresenceLayout) throws(RowProblem) -> PresenceSlots.Slot {
        do throws(SlotProblem) {
            guard let start = layout.slot, let end = layout.slotEnd else {
                return try table.withRow { row throws(SlotProblem) in try slots.slot(row[layout.day], layout.slot.map { row[$0] }) }
            }
            return try table.withRow { row throws(SlotProblem) in
                bytes.removeAll(keepingCapacity: true)
                bytes.append(contentsOf: row[start])
                bytes.append(UInt8(ascii: "-"))
                bytes.append(contentsOf: row[end])
                return try bytes.withUnsafeBufferPointer { hours throws(SlotProblem) in try slots.slot(row[layout.day], hours) }
            }
        } catch {
            switch error {
            case .clock:
                throw table.problem(
                    layout.day, .time, "the day holds a clock and no column tells the slot; give it in a column TrancheHoraire (13h-14h)")
            case .day: throw table.problem(layout.day, .time, "not a day such as 18/07/2026 or 2026-07-18; mend it")
            case .hours: throw table.problem(layout.slot, .time, "not a slot such as 13h-14h; mend it")
            case .skipped:
                throw table.problem(
                    layout.slot, .skippedHour, "this hour did not exist in \(context.zone.name): summer time began; mend it")
            }
        }
    }

    private mutating func text(_ column: Int) throws(RowProblem) -> String {
        if let known = table.withRow({ row in texts.value(row[column]) }) { return known }
        let range = table.range(column)
        if range.isEmpty { return "" }
        guard range.count <= 256, let text = table.text(column) else {
            throw table.problem(column, .encoding, "longer than 256 bytes, or neither UTF-8 nor Windows-1252; mend it")
        }
        texts.hold(table.scanner.buffer[range], text)
        return text
    }

    private mutating func zone(_ column: Int) throws(RowProblem) -> PresenceZone {
        if let known = table.withRow({ row in zones.value(row[column]) }) { return known }
        let range = table.range(column)
        let name = try text(column)
        var parts = shares.parts(name) ?? []
        if parts.isEmpty {
            let place = context.places.place(name)
            parts = [ZoneShares.Part(latitude: place?.latitude ?? 0, longitude: place?.longitude ?? 0, weight: place == nil ? 0 : 1)]
        }
        let zone = PresenceZone(name, parts)
        zones.hold(table.scanner.buffer[range], zone)
        return zone
    }

    private mutating func kind(_ column: Int) throws(RowProblem) -> PresenceKind {
        if let known = table.withRow({ row in kinds.value(row[column]) }) { return known }
        let range = table.range(column)
        let name = try text(column)
        let kind = PresenceKind(name, context.code(name.isEmpty ? [] : [name], else: [.presence]))
        kinds.hold(table.scanner.buffer[range], kind)
        return kind
    }

    private mutating func quality(_ column: Int) -> Quality {
        table.withRow { row in
            let word = row[column]
            if TableRow.same(word, "nominal") || TableRow.same(word, "good") { return .good }
            return word.isEmpty ? .unspecified : .uncertain
        }
    }

    /// What was said lately, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAMP", version: 1)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAMP", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        try reader.finish()
    }
}
