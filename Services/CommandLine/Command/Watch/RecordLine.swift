import Domain
import Schema

/// One item of a record, as a person and as a program reads it.
struct RecordLine {
    let type: RecordType
    let text: String
    let json: JSON

    /// The items of a record; throws where its payload is not what its type says.
    static func all(in record: Record, _ places: Places) throws -> [RecordLine] {
        switch record.type {
        case .incidents:
            try IncidentBatch(decoding: record.payload).incidents.map {
                RecordLine(type: .incidents, text: text($0, places), json: .object(pairs($0, places)))
            }
        case .readings:
            try ReadingBatch(decoding: record.payload).readings.map {
                RecordLine(type: .readings, text: text($0, places), json: .object(pairs($0, places)))
            }
        case .retractions:
            try RetractionBatch(decoding: record.payload).retractions.map { retraction(of: $0, places) }
        case .signal: [signal(try Signal(decoding: record.payload), places)]
        case .forecast: [forecast(try Forecast(decoding: record.payload), places)]
        case .alert: [alert(try Alert(decoding: record.payload), places)]
        case .action: [action(try AlertAction(decoding: record.payload))]
        default: []
        }
    }

    static func name(_ category: Category) -> String { say(category.english, category.french) }

    private static func text(_ incident: Incident, _ places: Places) -> String {
        let time = Times.text(incident.slot.start)
        return "\(time)  \(name(incident.category))  \(incident.severity)  \(places.name(incident.cell))  \(incident.kind.name)"
    }

    private static func pairs(_ incident: Incident, _ places: Places) -> [(key: String, value: JSON)] {
        [
            ("kind", .string(incident.kind.name)), ("category", .string(incident.category.code)), ("cell", places.json(incident.cell)),
            ("slot", .string(Times.text(incident.slot.start))), ("slot-length", .whole(incident.slot.length)),
            ("severity", .string("\(incident.severity)")), ("time-certainty", .string("\(incident.timeCertainty)")),
            ("origin", .string("\(incident.origin)")),
        ]
    }

    private static func text(_ reading: Reading, _ places: Places) -> String {
        let value =
            reading.value.map(Numbers.short)
            ?? "\(reading.lower.map(Numbers.short) ?? "?")…\(reading.upper.map(Numbers.short) ?? "?")"
        let place = reading.cell.map(places.name) ?? say("whole territory", "tout le territoire")
        return "\(Times.text(reading.slot.start))  \(name(reading.category))  \(value) \(reading.unit)  \(place)  \(reading.kind.name)"
    }

    private static func pairs(_ reading: Reading, _ places: Places) -> [(key: String, value: JSON)] {
        [
            ("kind", .string(reading.kind.name)), ("category", .string(reading.category.code)),
            ("cell", reading.cell.map(places.json) ?? .null), ("slot", .string(Times.text(reading.slot.start))),
            ("slot-length", .whole(reading.slot.length)), ("said", reading.saidSlot.map { .string(Times.text($0)) } ?? .null),
            ("value", .optional(reading.value)), ("lower", .optional(reading.lower)), ("upper", .optional(reading.upper)),
            ("unit", .string(reading.unit)), ("quality", .string("\(reading.quality)")),
        ]
    }

    private static func retraction(of retraction: Retraction, _ places: Places) -> RecordLine {
        let word = say("taken back: ", "retiré : ")
        let place: [(key: String, value: JSON)] = [
            ("retracted-sequence", .whole(retraction.sequence)), ("retracted-index", .whole(retraction.index)),
        ]
        return switch retraction.retracted {
        case .incident(let incident):
            RecordLine(
                type: .retractions, text: word + text(incident, places),
                json: .object(place + [("incident", .object(pairs(incident, places)))]))
        case .reading(let reading):
            RecordLine(
                type: .retractions, text: word + text(reading, places),
                json: .object(place + [("reading", .object(pairs(reading, places)))]))
        }
    }

    private static func signal(_ signal: Signal, _ places: Places) -> RecordLine {
        let sentence = say(signal.english, signal.french)
        return RecordLine(
            type: .signal,
            text:
                "\(Times.text(signal.start))  \(name(signal.category))  \(places.names(signal.cells))  p = \(Numbers.short(signal.pValue))  \(sentence)",
            json: .object([
                ("identifier", .string(signal.identifier)), ("kind", .string("\(signal.kind)")),
                ("category", .string(signal.category.code)),
                ("cells", .array(signal.cells.map(places.json))), ("start", .string(Times.text(signal.start))),
                ("end", .string(Times.text(signal.end))), ("observed", .number(signal.observed)), ("expected", .number(signal.expected)),
                ("p-value", .number(signal.pValue)), ("severity", .string("\(signal.severity)")),
                ("sources", .strings(signal.sources.map(\.name))), ("fr", .string(signal.french)), ("en", .string(signal.english)),
                ("situation", .string(signal.situation)),
            ]))
    }

    private static func forecast(_ forecast: Forecast, _ places: Places) -> RecordLine {
        let total = forecast.cells.reduce(0) { $0 + $1.expected }
        let top = forecast.cells.max { $0.expected < $1.expected }
        let most =
            top.map { say("most in \(places.name($0.cell))", "surtout \(places.name($0.cell))") + " (\(Numbers.short($0.expected)))" } ?? ""
        let window = "\(Times.text(forecast.windowStart)) – \(Times.text(forecast.windowEnd))"
        let expected = say("\(Numbers.short(total)) expected", "\(Numbers.short(total)) attendus")
        let cells = forecast.cells.map { cell -> JSON in
            .object([("cell", places.json(cell.cell)), ("expected", .number(cell.expected))])
        }
        return RecordLine(
            type: .forecast, text: "\(window)  \(name(forecast.category))  \(expected)  \(most)",
            json: .object([
                ("issued", .string(Times.text(forecast.issuedAt))), ("window-start", .string(Times.text(forecast.windowStart))),
                ("window-end", .string(Times.text(forecast.windowEnd))), ("category", .string(forecast.category.code)),
                ("total", .number(total)), ("elsewhere", .number(forecast.elsewhere)), ("dispersion", .number(forecast.dispersion)),
                ("model", .string(forecast.model)), ("trained-from", .string(Times.text(forecast.trainedFrom))),
                ("trained-until", .string(Times.text(forecast.trainedUntil))), ("sources", .strings(forecast.sources.map(\.name))),
                ("silent-sources", .strings(forecast.silentSources.map(\.name))), ("cells", .array(cells)),
            ]))
    }
}
