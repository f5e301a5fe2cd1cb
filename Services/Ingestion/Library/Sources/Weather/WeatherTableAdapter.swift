import Domain

/// Météo-France's tables as readings of temperature, wind and rain: SYNOP essentials (WMO stations, every 3 hours), basic climatology
/// (hourly and daily), and opendatasoft's export of the former. The layout is found in the header.
///
/// | column (SYNOP; hourly; daily; export) | becomes | unit, meaning |
/// |---|---|---|
/// | `numer_sta`; `NUM_POSTE`; same; `ID OMM station` | part of the id; `areaCode` unless the station speaks for the territory (`StationVoice`) | WMO or Météo-France number |
/// | `date` yyyyMMddHHmmss; `AAAAMMJJHH`; `AAAAMMJJ` or `DATE`; `Date` | phenomenonStart | UTC; a day of the wall clock for daily tables; with its offset in exports |
/// | `t`; `T`; `TM`; `Température (°C)` or `Temperature` | temperature | kelvin in SYNOP, °C elsewhere, either in exports → `Cel` |
/// | `ff`; `FF`; `FFM`; `Vitesse du vent moyen 10 mn` | wind | m/s, mean of 10 minutes (of the day) |
/// | `rr3`, else `rr1`; `RR1`; `RR`; the same in words | rain | mm over the hours that END at the time; -0.1 = traces → 0 ... 0.1 |
/// | -; `QT`, `QFF`, `QRR1`; `QTM`… | quality | 0, 1 validated → good; 2 doubtful → uncertain; 9 filtered only → unspecified |
/// | `mq`, empty | nothing | missing is not zero |
///
/// Dropped, for no category of ours holds them: pressure (Pa), dew point (K even in the export), humidity, gusts, direction, visibility,
/// clouds, present weather, extremes and their hours (HTN, HTX: HHMM); position and altitude of the station. Sums other than the one above
/// (rr6, rr12, rr24) would count the same rain twice. A table fetched again yields only what is new; a value that changed replaces.
///
/// Sources: Météo-France, "Données SYNOP essentielles OMM: description des paramètres"; "Données climatologiques de base: descriptif".
public struct WeatherTableAdapter: FeedAdapter {
    private let context: SourceContext
    private let reading: WeatherReading
    private var table = HeaderedTable()
    private var layout: WeatherLayout?
    private var clock: WallClock
    private var voice: StationVoice
    private var revisions = RevisionMemory()
    private var queue = RowQueue()
    private var isEnding = false
    /// Of the row at hand: its time, its station, and how many of its measures were read.
    private var time: WallClock.Time?
    private var station = ""
    private var columns: [WeatherLayout.Measure] = []
    private var isDaily = false
    private var measure = 0
    private var measures = 0
    private var stations = CodeCache()
    private var stamp: [UInt8] = []

    /// An adapter for a weather source.
    public init(context: SourceContext) {
        self.context = context
        reading = WeatherReading(context)
        clock = WallClock(zone: context.zone)
        voice = StationVoice(context.places)
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { table.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { table.finish() }

    /// The next row. Throws where the header is none of the layouts above.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            if measure < measures {
                if let row = measured() { return row }
                continue
            }
            if isEnding {
                isEnding = false
                layout = nil
                return .end
            }
            switch try table.next() {
            case .needsMore: return .needsMore
            case .end:
                voice.end(to: &queue)
                isEnding = true
            case .problem(let problem): return .problem(problem)
            case .header:
                measures = 0
                layout = WeatherLayout(table)
                columns = layout?.measures ?? []
                isDaily = layout?.clock == .day
                guard layout != nil else {
                    let has = table.names.prefix(12).map { String($0.prefix(40)) }.joined(separator: ", ")
                    table.reset()
                    voice.end(to: &queue)
                    throw FileProblem(
                        description: "the header is none of SYNOP essentials, hourly or daily climatology or their export; it has \(has)")
                }
            case .row:
                guard let layout else { continue }
                do throws(RowProblem) {
                    try begin(layout)
                } catch {
                    return .problem(error)
                }
            }
        }
    }

    /// Reads what all measures of a row share; false where it cannot be read.
    private mutating func begin(_ layout: WeatherLayout) throws(RowProblem) {
        time = try self.time(layout)
        station = try self.station(layout)
        (measure, measures) = (0, layout.measures.count)
        stamp.removeAll(keepingCapacity: true)
        if !station.isEmpty {
            stamp.append(contentsOf: station.utf8)
            stamp.append(UInt8(ascii: "-"))
        }
        table.withRow { row in stamp.append(contentsOf: row[layout.time].prefix(32)) }
        stamp.append(UInt8(ascii: "-"))
    }

    /// The next measure of the row at hand that says something new, or is a problem; nil where there is none, or one that must wait.
    private mutating func measured() -> RowResult? {
        guard let time else { return nil }
        while measure < measures {
            let next = columns[measure]
            measure += 1
            let (field, quality) = table.withRow { row in WeatherTableAdapter.read(row, next) }
            let number: Double
            switch field {
            case .missing: continue
            case .number(let read): number = read
            case .unreadable:
                return .problem(
                    table.problem(next.column, .number, "not a number with a decimal point; leave it empty (or mq) where it is missing"))
            }
            // Made here and moved out once: a reading is large, and to copy one costs more than to read it.
            var reading = Observation(
                observationID: identifier(next.tag), phenomenonStart: time.instant, offsetMinutes: time.offsetMinutes,
                timeCertainty: time.certainty, originalCode: self.reading.code(next.category), quality: quality)
            guard WeatherReading.set(number, next.scale, in: &reading) else {
                return .problem(
                    table.problem(next.column, .unit, "no such value exists on Earth in the unit of this layout; check the unit"))
            }
            if next.seconds > 0 {
                let span = next.seconds * 1_000
                if isDaily {
                    reading.phenomenonEnd = time.instant.advanced(byMilliseconds: span)
                } else {
                    reading.phenomenonStart = time.instant.advanced(byMilliseconds: -span)
                    reading.phenomenonEnd = time.instant
                }
            }
            guard revisions.revise(&reading) else { continue }
            switch voice.verdict(station) {
            case .speaks: break
            case .named: reading.areaCode = station
            case nil: return voice.say(.observation(line: table.line, reading), station: station, to: &queue)
            }
            return .observation(line: table.line, reading)
        }
        return nil
    }

    private mutating func station(_ layout: WeatherLayout) throws(RowProblem) -> String {
        guard let column = layout.station else { return "" }
        let range = table.range(column)
        guard !range.isEmpty else { throw table.problem(column, .missing, "the row says no station; mend it") }
        if let known = stations.code(table.scanner.buffer.span.extracting(range)) { return known }
        guard range.count <= 32, let text = table.text(column) else {
            throw table.problem(column, .encoding, "not a station's number; mend it")
        }
        stations.hold(table.scanner.buffer[range], text)
        return text
    }

    private mutating func time(_ layout: WeatherLayout) throws(RowProblem) -> WallClock.Time {
        let text = table.scanner.buffer[table.range(layout.time)]
        switch layout.clock {
        case .digits:
            guard let civil = WeatherTime.digits(text) else {
                throw table.problem(layout.time, .time, "not a time written as yyyyMMddHHmmss or yyyyMMddHH in UTC; mend it")
            }
            return clock.time(of: civil, offset: nil)
        case .iso:
            guard let parsed = TimePattern.iso.parse(text.span) else {
                throw table.problem(layout.time, .time, "not a time of ISO 8601; mend it")
            }
            return clock.time(of: parsed.civil, offset: parsed.offset)
        case .day:
            guard var civil = WeatherTime.day(text) else { throw table.problem(layout.time, .time, "not a day; mend it") }
            civil.hour = 0
            // Midnight is skipped in no zone of ours; where one skips it the day begins an hour later.
            var time = clock.time(of: civil) ?? clock.shiftedTime(of: civil)
            time.certainty = .dayOnly
            return time
        }
    }

    /// What a field of a measure says.
    private enum Field { case missing, number(Double), unreadable }

    private static func read(_ row: TableRow, _ measure: WeatherLayout.Measure) -> (Field, Quality) {
        let bytes = row[measure.column]
        if bytes.isEmpty || TableRow.same(bytes, "mq") { return (.missing, .unspecified) }
        guard let number = DecimalNumber.parse(bytes.span, comma: false) else { return (.unreadable, .unspecified) }
        guard let flag = measure.flag else { return (.number(number), .unspecified) }
        let mark = row[flag]
        guard mark.count == 1 else { return (.number(number), .unspecified) }
        switch mark[0] {
        case UInt8(ascii: "0"), UInt8(ascii: "1"): return (.number(number), .good)
        case UInt8(ascii: "2"): return (.number(number), .uncertain)
        default: return (.number(number), .unspecified)
        }
    }

    /// `07650-20250101000000-t`: what the row's measures share stands in `stamp` already.
    private mutating func identifier(_ tag: StaticString) -> String {
        let shared = stamp.count
        tag.withUTF8Buffer { stamp.append(contentsOf: $0) }
        defer { stamp.removeLast(stamp.count - shared) }
        return String(decoding: stamp, as: UTF8.self)
    }

    /// What was said lately, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAWT", version: 1)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAWT", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        try reader.finish()
    }
}
