import Domain

extension ReadingSum {
    func write(to writer: inout StateWriter) {
        writer.write(signed: sum)
        writer.write(signed: count)
    }

    init(from reader: inout StateReader) throws(StateError) {
        let sum = try reader.signed()
        self.init(sum: sum, count: try reader.signed())
    }
}

extension Surroundings {
    func write(to writer: inout StateWriter) {
        let keys = waiting.keys.sorted {
            ($0.from, $0.measure.rawValue, $0.day, $0.isPlan ? 1 : 0) < ($1.from, $1.measure.rawValue, $1.day, $1.isPlan ? 1 : 0)
        }
        writer.write(keys.count)
        for key in keys {
            writer.write(signed: key.from)
            writer.write(key.measure.rawValue)
            writer.write(signed: Int64(key.day))
            writer.write(key.isPlan ? 1 : 0)
            (waiting[key] ?? ReadingSum()).write(to: &writer)
        }
        for measure in Measure.allCases {
            let known = (days[measure] ?? [:]).sorted { $0.key < $1.key }
            writer.write(days[measure] == nil ? 0 : known.count + 1)
            for (day, values) in known {
                writer.write(signed: Int64(day))
                values.measured.write(to: &writer)
                writer.write(values.said.count)
                for saying in values.said {
                    writer.write(signed: saying.from)
                    saying.values.write(to: &writer)
                }
            }
            writer.write(usual[measure.rawValue].values)
        }
        writer.write(gatherings.count)
        for gathering in gatherings {
            writer.write(signed: gathering.from)
            writer.write(signed: gathering.start)
            writer.write(signed: gathering.end)
            writer.write(gathering.cell.map { Int($0.level) + 1 } ?? 0)
            writer.write(signed: Int64(gathering.cell?.column ?? 0))
            writer.write(signed: Int64(gathering.cell?.row ?? 0))
            gathering.attendance.write(to: &writer)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        var waiting: [Key: ReadingSum] = [:]
        for _ in 0..<(try reader.count(bytesEach: 6)) {
            let from = try reader.signed()
            guard let measure = Measure(rawValue: try reader.int()) else { throw reader.malformed() }
            let day = Int(try reader.signed())
            let isPlan = try reader.unsigned() == 1
            waiting[Key(from: from, measure: measure, day: day, isPlan: isPlan)] = try ReadingSum(from: &reader)
        }
        var days: [Measure: [Int: DayMeasures]] = [:]
        var usual: [Usual] = []
        for measure in Measure.allCases {
            let count = try reader.count()
            if count > 0 { days[measure] = [:] }
            for _ in 0..<max(0, count - 1) {
                let day = Int(try reader.signed())
                let measured = try ReadingSum(from: &reader)
                var said: [DayMeasures.Saying] = []
                for _ in 0..<(try reader.count(bytesEach: 3)) {
                    let from = try reader.signed()
                    said.append(DayMeasures.Saying(from: from, values: try ReadingSum(from: &reader)))
                }
                days[measure]?[day] = DayMeasures(measured: measured, said: said)
            }
            guard let known = Usual(values: try reader.doubles()) else { throw reader.malformed() }
            usual.append(known)
        }
        var gatherings: [Gathering] = []
        for _ in 0..<(try reader.count(bytesEach: 8)) {
            let from = try reader.signed()
            let start = try reader.signed()
            let end = try reader.signed()
            let level = try reader.int()
            let column: Int32 = try reader.number()
            let row: Int32 = try reader.number()
            gatherings.append(
                Gathering(
                    from: from, cell: level == 0 ? nil : Cell(level: UInt8(clamping: level - 1), column: column, row: row), start: start,
                    end: end, attendance: try ReadingSum(from: &reader)))
        }
        self.init(waiting: waiting, days: days, gatherings: gatherings, usual: usual)
    }
}

extension SurroundingEffects {
    func write(to writer: inout StateWriter) {
        for rows in [days, places] {
            writer.write(rows.count)
            for row in rows {
                writer.write(signed: Int64(row.day))
                writer.write(row.expected)
                writer.write(row.observed)
                writer.write(floats: row.features)
            }
        }
        writer.write(beta)
    }

    init(from reader: inout StateReader) throws(StateError) {
        let features = DayContext.Feature.allCases.count
        var both: [[RidgePoisson.Row]] = []
        for _ in 0..<2 {
            var rows: [RidgePoisson.Row] = []
            for _ in 0..<(try reader.count(bytesEach: 18)) {
                let day = Int(try reader.signed())
                let expected = try reader.double()
                let observed = try reader.double()
                let values = try reader.floats()
                guard values.count == features else { throw reader.malformed() }
                rows.append(RidgePoisson.Row(day: day, expected: expected, observed: observed, features: values))
            }
            both.append(rows)
        }
        self.init(days: both[0], places: both[1], beta: try reader.doubles(exactly: features))
    }
}
