import Domain

/// Aerodrome reports (METAR, SPECI) as readings of temperature and wind: bulletins of the WMO's network, NOAA's files by the hour, plain
/// lists. A report ends at `=` or where the next one begins; lines fold.
///
/// | group (WMO-No. 306 FM 15) | becomes | unit, meaning |
/// |---|---|---|
/// | `CCCC` | part of the id; `areaCode` unless the station speaks for the territory (`StationVoice`) | ICAO location indicator |
/// | `YYGGggZ` | phenomenonStart | UTC; the month is the latest that puts it no more than a day after the reference: the line `2019/07/01 11:45` above it (NOAA), else the context's `now` |
/// | `dddffGfmfmKT`, `MPS`, `KMH` | wind | mean of 10 minutes → m/s; `P99` → at least; `/////` missing |
/// | `T'T'/T'dT'd` | temperature | °C; `M` below zero; `//` missing |
/// | `COR`, `AMD`, a bulletin's `CCA`, `AAA` | operation replace, version 2 (B: 3 …) | what the correction leaves out is withdrawn |
/// | `NIL`; `AUTO` | nothing; nothing changes | |
///
/// Dropped, for no category of ours holds them: direction, gusts, visibility (metres, SM), weather, clouds, CAVOK, pressure (Q hPa,
/// A inches), dew point, trend (TEMPO, BECMG: forecasts, whose winds are not taken for observed ones) and remarks.
public struct METARAdapter: FeedAdapter {
    /// Bytes of the longest line, and of the longest report.
    static let maximumLine = 4_096

    private let context: SourceContext
    private let reading: WeatherReading
    private let clock: WallClock
    private var lines = LineScanner(maximum: METARAdapter.maximumLine)
    private var voice: StationVoice
    private var revisions = RevisionMemory()
    private var queue = RowQueue()
    private var isEnding = false
    /// The report that is being gathered.
    private var words: [Substring] = []
    private var begins = 0
    private var length = 0
    /// Of the line above, as NOAA writes it.
    private var dated: Instant?
    /// What the bulletin's heading says of all its reports: 2 for CCA, 3 for CCB …; 0 where it corrects nothing.
    private var correction: UInt32 = 0

    /// An adapter for a weather source; `now` of the context tells the month.
    public init(context: SourceContext) {
        self.context = context
        reading = WeatherReading(context)
        clock = WallClock(zone: context.zone)
        voice = StationVoice(context.places)
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { lines.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { lines.finish() }

    /// The next row. Never throws: a report that cannot be read is a problem of its line.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            if isEnding {
                isEnding = false
                return .end
            }
            switch lines.next() {
            case .needsMore: return .needsMore
            case .tooLong(let line):
                return .problem(
                    RowProblem(
                        line: line, column: 0, reason: .tooLong,
                        message: "the line is longer than \(METARAdapter.maximumLine) bytes; it is no METAR"))
            case .line(let line, let bytes): take(line, String(decoding: bytes, as: UTF8.self))
            case .end:
                report()
                voice.end(to: &queue)
                lines.reset()
                dated = nil
                correction = 0
                isEnding = true
            }
        }
    }

    private mutating func take(_ line: Int, _ text: String) {
        let isFolded = text.utf8.first == 0x20 || text.utf8.first == 0x09
        var first = true
        // Bytes, not characters: reports are ASCII, and what is not is no group.
        for piece in text.utf8.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false) {
            if !first { report() }
            let found = piece.split { $0 <= 0x20 }.map { Substring($0) }
            if first, !(isFolded && !words.isEmpty), startsAnew(found) { report() }
            first = false
            if words.isEmpty, heading(found) { continue }
            if found.isEmpty { continue }
            if words.isEmpty { begins = line }
            length += piece.count
            if length > METARAdapter.maximumLine {
                queue.append(problem(.tooLong, "a report is longer than \(METARAdapter.maximumLine) bytes; end it with `=`"))
                words = []
                length = 0
                continue
            }
            words += found
        }
    }

    /// Whether a line begins something new rather than going on with the report above.
    private func startsAnew(_ found: [Substring]) -> Bool {
        guard let word = found.first else { return true }
        if word == "METAR" || word == "SPECI" || METARAdapter.date(found) != nil || METARAdapter.bulletin(found) != nil { return true }
        return found.count >= 2 && METARReport.isStation(word) && (METARReport.time(found[1]) != nil || found[1] == "NIL")
    }

    /// Takes a line that is no report: a date, a bulletin's heading, `METAR` alone.
    private mutating func heading(_ found: [Substring]) -> Bool {
        if let date = METARAdapter.date(found) {
            dated = date
            return true
        }
        if let letters = METARAdapter.bulletin(found) {
            correction = METARAdapter.version(of: letters)
            return true
        }
        // A bulletin's number.
        return found.count == 1 && found[0].utf8.count <= 5 && found[0].utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func report() {
        defer {
            words = []
            length = 0
        }
        if words.isEmpty || words == ["METAR"] || words == ["SPECI"] { return }
        guard let report = METARReport(groups: words) else {
            queue.append(problem(.fields, "not a report: METAR, a location of four letters, ddhhmmZ, then its groups"))
            return
        }
        guard !report.isNil, let time = report.time else { return }
        guard let reference = dated ?? context.now else {
            queue.append(problem(.time, "the month is not known: a report says the day alone; tell when it was fetched"))
            return
        }
        guard let instant = METARAdapter.instant(time, before: reference) else {
            queue.append(problem(.time, "no month has this day shortly before the reference; check the clock"))
            return
        }
        let version = max(correction, report.isCorrection ? 2 : 0)
        for (category, measure, tag) in [(Category.temperature, report.temperature, "t"), (.wind, report.wind, "ff")] {
            guard let row = row(category, measure, "\(report.station)-\(instant.seconds)-\(tag)", instant, version),
                let said = voice.say(row, station: report.station, to: &queue)
            else { continue }
            queue.append(said)
        }
    }

    private mutating func row(
        _ category: Category, _ measure: METARReport.Measure, _ identifier: String, _ instant: Instant, _ version: UInt32
    ) -> RowResult? {
        let offset = context.zone.offsetMinutes(at: instant.seconds)
        var observation = Observation(
            observationID: identifier, version: version, operation: version > 0 ? .replace : .create, phenomenonStart: instant,
            offsetMinutes: offset, originalCode: reading.code(category))
        switch measure {
        case .missing:
            guard version > 0 else { return nil }
            return revisions.withdrawal(of: identifier, at: instant, offsetMinutes: offset, version: version).map {
                .observation(line: begins, $0)
            }
        case .known(let value):
            guard WeatherReading.set(value, category == .wind ? .wind : .celsius, in: &observation) else {
                return problem(.unit, "no such \(category == .wind ? "wind" : "temperature") exists on Earth; check the group")
            }
        case .atLeast(let value):
            observation.lower = value
            observation.unit = "m/s"
        }
        return revisions.revise(&observation) ? .observation(line: begins, observation) : nil
    }

    private func problem(_ reason: RowProblem.Reason, _ message: String) -> RowResult {
        .problem(RowProblem(line: begins, column: 0, reason: reason, message: message))
    }

    /// The latest instant of that day of a month that lies no more than a day after the reference: clocks differ, reports do not wait.
    static func instant(_ time: (day: Int, hour: Int, minute: Int), before reference: Instant) -> Instant? {
        let today = CivilDay(wallSeconds: reference.seconds)
        // A month is at most 31 days, and a day of it is at most two months back.
        for back in -1...62 {
            let day = today.advanced(by: -back)
            guard day.date.day == time.day else { continue }
            return Instant(seconds: Int64(day.number) * 86_400 + Int64(time.hour * 3_600 + time.minute * 60))
        }
        return nil
    }

    /// `2019/07/01 11:45`.
    private static func date(_ found: [Substring]) -> Instant? {
        guard found.count == 2 else { return nil }
        let text = found[0].split(separator: "/").joined(separator: "-") + "T" + found[1]
        guard found[0].utf8.count == 10, found[0].contains("/"), let parsed = TimePattern.iso.parse(Array(text.utf8).span) else {
            return nil
        }
        return Instant(seconds: parsed.civil.localSeconds)
    }

    /// The BBB letters of a bulletin's heading `TTAAii CCCC YYGGgg BBB`, empty where there are none; nil where it is no heading.
    private static func bulletin(_ found: [Substring]) -> Substring? {
        guard found.count == 3 || found.count == 4, found[0].utf8.count == 6, METARReport.isStation(found[1]), found[2].utf8.count == 6,
            found[2].utf8.allSatisfy({ (0x30...0x39).contains($0) }), found[0].utf8.dropFirst(4).allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return found.count == 4 ? found[3] : ""
    }

    /// CCA and AAA are the second version, CCB the third …
    private static func version(of letters: Substring) -> UInt32 {
        guard letters.utf8.count == 3, letters.hasPrefix("CC") || letters.hasPrefix("AA"), let last = letters.utf8.last,
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(last)
        else { return 0 }
        return UInt32(last - UInt8(ascii: "A")) + 2
    }

    /// What was said lately, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAME", version: 1)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAME", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        try reader.finish()
    }
}
