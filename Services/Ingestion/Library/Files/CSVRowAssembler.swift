import Domain

/// From the fields of a row to an observation.
struct CSVRowAssembler: Sendable {
    private let map: ColumnMap
    private let layout: CSVLayout
    private let unknown: [[UInt8]]
    private let withdrawnValues: [String]
    private let places: PlaceTable
    private var clock: WallClock
    private var decoding: TextDecoding
    private var codes = CodeCache()
    /// The date's and the clock's column joined; kept to spare an allocation a row.
    private var joined: [UInt8] = []

    init(map: ColumnMap, layout: CSVLayout, zone: ZoneTable, decoding: TextDecoding, places: PlaceTable) {
        self.map = map
        self.layout = layout
        self.decoding = decoding
        self.places = places
        unknown = map.unknown.map { Array($0.utf8) }
        withdrawnValues = map.withdrawn?.values ?? []
        clock = WallClock(zone: zone)
    }

    mutating func observation(_ scanner: CSVScanner, line: Int) throws(RowProblem) -> Observation {
        let row = CSVRow(buffer: scanner.buffer, fields: scanner.fields, bytes: scanner.row, line: line)
        try checkCount(row)
        let time = try time(row)
        var observation = Observation(
            observationID: try identifier(row), phenomenonStart: time.instant, offsetMinutes: time.offsetMinutes,
            timeCertainty: time.certainty)
        try version(row, &observation)
        // What is withdrawn needs no more than its id and time: the rest stays where it is.
        if observation.operation == .withdraw { return observation }
        try position(row, &observation)
        if let column = layout.category { observation.originalCode = try code(row, column) }
        if let column = layout.severity, let range = row.nonEmpty(column) {
            guard let severity = SeverityWord.parse(row.buffer.span.extracting(range)) else {
                throw row.problem(column, .severity, "write unknown, minor, moderate, severe or extreme, or 0 to 4")
            }
            observation.severity = severity
        }
        if let column = layout.said {
            if let range = row.nonEmpty(column) { observation.resultTime = try saidTime(row, column, range) }
        }
        if let column = layout.value { observation.value = try number(row, column) }
        if let column = layout.unit { observation.unit = try text(row, column) }
        if let column = layout.area { observation.areaCode = try text(row, column) }
        if observation.latitude == nil, observation.longitude == nil, !places.isEmpty { try place(row, &observation) }
        if let column = layout.cell { observation.cellCode = try text(row, column) }
        if let column = layout.text { observation.text = try text(row, column) }
        return observation
    }

    private func checkCount(_ row: CSVRow) throws(RowProblem) {
        let expected = layout.names.count
        let count = row.fields.count
        if count == expected { return }
        // A delimiter too many at the end does no harm.
        if count > expected, (expected..<count).allSatisfy({ row.trimmed($0).isEmpty }) { return }
        throw RowProblem(
            line: row.line, column: 0, reason: .fields, message: "the row has \(count) fields, the header \(expected); mend the row")
    }

    private mutating func time(_ row: CSVRow) throws(RowProblem) -> WallClock.Time {
        let column = layout.time[0]
        let parsed: TimePattern.Parsed?
        if layout.time.count == 1 {
            parsed = map.timePattern.parse(row.buffer.span.extracting(row.trimmed(column)))
        } else {
            joined.removeAll(keepingCapacity: true)
            for (order, part) in layout.time.enumerated() {
                if order > 0 { joined.append(UInt8(ascii: " ")) }
                joined.append(contentsOf: row.buffer[row.trimmed(part)])
            }
            parsed = map.timePattern.parse(joined.span)
        }
        guard let parsed else {
            throw row.problem(column, .time, "not a time written as \(map.timePattern.text); declare `time-format`, or mend it")
        }
        var time = try time(of: parsed, row, column, with: &clock)
        if parsed.dayOnly { time.certainty = .dayOnly }
        return time
    }

    private func time(
        of parsed: TimePattern.Parsed, _ row: CSVRow, _ column: Int, with clock: inout WallClock
    ) throws(RowProblem) -> WallClock.Time {
        if parsed.isUTC || parsed.offset != nil { return clock.time(of: parsed.civil, offset: parsed.offset) }
        if let time = clock.time(of: parsed.civil) { return time }
        if map.skippedHour == .shifted { return clock.shiftedTime(of: parsed.civil) }
        throw row.problem(
            column, .skippedHour,
            "this hour did not exist in \(clock.zone.name): summer time began; mend the time, or declare `skipped-hour: shifted`")
    }

    /// When it was said: read by a clock of its own, for these times are in another order.
    private func saidTime(_ row: CSVRow, _ column: Int, _ range: Range<Int>) throws(RowProblem) -> Instant {
        guard let parsed = map.timePattern.parse(row.buffer.span.extracting(range)) else {
            throw row.problem(column, .time, "not a time written as \(map.timePattern.text); mend it, or leave it empty")
        }
        var clock = WallClock(zone: clock.zone)
        return try time(of: parsed, row, column, with: &clock).instant
    }

    private mutating func identifier(_ row: CSVRow) throws(RowProblem) -> String {
        if let column = layout.identifier, !row.trimmed(column).isEmpty { return try text(row, column) }
        if let column = layout.withdrawn, withdrawnValues.contains(try text(row, column)) {
            throw row.problem(layout.identifier ?? column, .missing, "a withdrawn row must say the id it withdraws")
        }
        return RowIdentifier.make(row: row.buffer.span.extracting(row.bytes), line: row.line)
    }

    private mutating func version(_ row: CSVRow, _ observation: inout Observation) throws(RowProblem) {
        if let column = layout.version, let range = row.nonEmpty(column) {
            var number: UInt32 = 0
            for index in range {
                let digit = row.buffer[index] &- UInt8(ascii: "0")
                guard digit < 10, index - range.lowerBound < 9 else {
                    throw row.problem(column, .version, "write a whole number, 1 for the first version")
                }
                number = number * 10 + UInt32(digit)
            }
            observation.version = number
            if number > 1 { observation.operation = .replace }
        }
        if let column = layout.withdrawn, withdrawnValues.contains(try text(row, column)) {
            observation.operation = .withdraw
            observation.version = max(observation.version, 1)
        }
    }

    private func position(_ row: CSVRow, _ observation: inout Observation) throws(RowProblem) {
        guard let latitude = layout.latitude, let longitude = layout.longitude else { return }
        observation.latitude = try number(row, latitude)
        observation.longitude = try number(row, longitude)
        guard map.projection == .lambert93, let north = observation.latitude, let east = observation.longitude else { return }
        guard let degrees = Lambert93.degrees(x: east, y: north) else {
            let swapped = Lambert93.degrees(x: north, y: east) != nil
            throw row.problem(
                latitude, .position, swapped ? "X and Y of Lambert 93 are swapped; swap them" : "not metres of Lambert 93 within France")
        }
        (observation.latitude, observation.longitude) = degrees
    }

    /// The position of the address, else of the zone; where neither is known the zone's name goes on alone.
    private mutating func place(_ row: CSVRow, _ observation: inout Observation) throws(RowProblem) {
        var found: PlaceTable.Place?
        if let column = layout.address { found = places.place(try text(row, column)) }
        if found == nil, !observation.areaCode.isEmpty { found = places.place(observation.areaCode) }
        guard let found else { return }
        observation.latitude = found.latitude
        observation.longitude = found.longitude
        observation.areaCode = ""
    }

    private mutating func code(_ row: CSVRow, _ column: Int) throws(RowProblem) -> String {
        let range = row.trimmed(column)
        if let code = codes.code(row.buffer.span.extracting(range)) { return code }
        let code = try text(row, column)
        codes.hold(row.buffer[range], code)
        return code
    }

    private func number(_ row: CSVRow, _ column: Int) throws(RowProblem) -> Double? {
        guard let range = row.nonEmpty(column) else { return nil }
        for word in unknown where word.elementsEqual(row.buffer[range]) { return nil }
        guard let number = DecimalNumber.parse(row.buffer.span.extracting(range), comma: map.decimalComma) else {
            let mark = map.decimalComma ? "a decimal comma" : "a decimal point (or declare `decimal: comma`)"
            throw row.problem(column, .number, "not a number with \(mark); mend it, or leave it empty where it is not known")
        }
        return number
    }

    private mutating func text(_ row: CSVRow, _ column: Int) throws(RowProblem) -> String {
        guard let range = row.nonEmpty(column) else { return "" }
        guard let text = decoding.text(row.buffer.span.extracting(range), doubled: row.fields[column].doubled) else {
            throw row.problem(column, .encoding, "not UTF-8; declare `encoding: windows-1252`, or convert the file")
        }
        return text
    }
}
