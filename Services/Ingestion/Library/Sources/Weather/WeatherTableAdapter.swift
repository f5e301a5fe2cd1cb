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
    private var measure = Int.max
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
            if let layout, let row = measured(layout) { return row }
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
                measure = .max
                layout = WeatherLayout(table)
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
        measure = 0
    }

    /// The next measure of the row at hand that says something new and need not wait.
    private mutating func measured(_ layout: WeatherLayout) -> RowResult? {
        while measure < layout.measures.count {
            measure += 1
            do throws(RowProblem) {
                guard let time, var observation = try observation(layout.measures[measure - 1], layout, time, station),
                    revisions.revise(&observation)
                else { continue }
                if let row = voice.say(.observation(line: table.line, observation), station: station, to: &queue) { return row }
            } catch {
                return .problem(error)
            }
            if !queue.isEmpty { return queue.take() }
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

    private mutating func observation(
        _ measure: WeatherLayout.Measure, _ layout: WeatherLayout, _ time: WallClock.Time, _ station: String
    ) throws(RowProblem) -> Observation? {
        if table.range(measure.column).isEmpty || table.field(measure.column, is: "mq") { return nil }
        guard let number = table.withField(measure.column, { DecimalNumber.parse($0, comma: false) }) else {
            throw table.problem(measure.column, .number, "not a number with a decimal point; leave it empty (or mq) where it is missing")
        }
        var observation = Observation(
            observationID: identifier(station, layout, measure), phenomenonStart: time.instant, offsetMinutes: time.offsetMinutes,
            timeCertainty: time.certainty, originalCode: reading.code(measure.category))
        guard WeatherReading.set(number, measure.scale, in: &observation) else {
            throw table.problem(measure.column, .unit, "no such value exists on Earth in the unit of this layout; check the unit")
        }
        if measure.seconds > 0 {
            let span = measure.seconds * 1_000
            if layout.clock == .day {
                observation.phenomenonEnd = time.instant.advanced(byMilliseconds: span)
            } else {
                observation.phenomenonStart = time.instant.advanced(byMilliseconds: -span)
                observation.phenomenonEnd = time.instant
            }
        }
        if let flag = measure.flag { observation.quality = quality(flag) }
        return observation
    }

    private func quality(_ column: Int) -> Quality {
        if table.field(column, is: "1") || table.field(column, is: "0") { return .good }
        return table.field(column, is: "2") ? .uncertain : .unspecified
    }

    /// `07650-20250101000000-t`.
    private mutating func identifier(_ station: String, _ layout: WeatherLayout, _ measure: WeatherLayout.Measure) -> String {
        stamp.removeAll(keepingCapacity: true)
        if !station.isEmpty {
            stamp.append(contentsOf: station.utf8)
            stamp.append(UInt8(ascii: "-"))
        }
        stamp.append(contentsOf: table.scanner.buffer[table.range(layout.time)].prefix(32))
        stamp.append(UInt8(ascii: "-"))
        stamp.append(contentsOf: measure.tag.utf8)
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
