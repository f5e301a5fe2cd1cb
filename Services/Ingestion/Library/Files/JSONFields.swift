import Domain
import Foundation

/// From the keys of one JSON object to an observation.
struct JSONFields {
    let object: [String: Any]
    let line: Int
    var clock: WallClock
    let places: PlaceTable

    private static let keys: Set<String> = [
        "time", "end", "said", "lat", "lon", "accuracy", "category", "severity", "text", "id", "version", "operation", "status", "origin",
        "address", "area", "cell", "value", "unit", "lower", "upper", "source",
    ]

    mutating func observation() throws(RowProblem) -> Observation {
        guard object.keys.allSatisfy(JSONFields.keys.contains) else {
            throw problem(.unknownKey, "an unknown key; keys are \(JSONFields.keys.sorted().joined(separator: ", "))")
        }
        guard let time = try time("time", inOrder: true) else { throw problem(.missing, "`time` is missing; write it as ISO 8601") }
        var observation = Observation(
            observationID: try string("id"), phenomenonStart: time.instant, offsetMinutes: time.offsetMinutes, timeCertainty: time.certainty
        )
        observation.sourceID = try string("source")
        observation.version = try version()
        observation.operation = try word("operation", Operation.allCases) ?? (observation.version > 1 ? .replace : .create)
        if observation.operation == .withdraw {
            // What is withdrawn needs no more than its id and time.
            observation.version = max(observation.version, 1)
            return observation
        }
        observation.phenomenonEnd = try self.time("end", inOrder: false)?.instant
        observation.resultTime = try self.time("said", inOrder: false)?.instant
        observation.latitude = try number("lat")
        observation.longitude = try number("lon")
        observation.accuracy = Float(try number("accuracy") ?? 0)
        observation.originalCode = try string("category")
        observation.severity = try severity()
        observation.status = try word("status", Status.allCases) ?? .actual
        observation.origin = try word("origin", Origin.allCases) ?? .unspecified
        observation.areaCode = try string("area")
        observation.cellCode = try string("cell")
        if observation.latitude == nil, observation.longitude == nil, !places.isEmpty {
            if let place = places.place(try string("address")) ?? places.place(observation.areaCode) {
                observation.latitude = place.latitude
                observation.longitude = place.longitude
                observation.areaCode = ""
            }
        }
        observation.value = try number("value")
        observation.unit = try string("unit")
        observation.lower = try number("lower")
        observation.upper = try number("upper")
        observation.text = try string("text")
        return observation
    }

    private func problem(_ reason: RowProblem.Reason, _ message: String) -> RowProblem {
        RowProblem(line: line, column: 0, reason: reason, message: message)
    }

    private func value(_ key: String) -> Any? {
        guard let value = object[key], !(value is NSNull) else { return nil }
        return value
    }

    private func string(_ key: String) throws(RowProblem) -> String {
        guard let value = value(key) else { return "" }
        if let text = value as? String { return text }
        // Ids and codes are often written as whole numbers.
        if let number = value as? Int { return String(number) }
        throw problem(.json, "`\(key)` must be a string")
    }

    private func number(_ key: String) throws(RowProblem) -> Double? {
        guard let value = value(key) else { return nil }
        if let text = value as? String {
            if text.isEmpty { return nil }
            if let number = DecimalNumber.parse(Array(text.utf8).span, comma: false) { return number }
        } else if let number = value as? Double {
            return number
        }
        throw problem(.number, "`\(key)` must be a number with a decimal point; leave it out where it is not known")
    }

    private func version() throws(RowProblem) -> UInt32 {
        guard let number = try number("version") else { return 0 }
        guard let version = UInt32(exactly: number) else { throw problem(.version, "`version` must be a whole number") }
        return version
    }

    private func severity() throws(RowProblem) -> Severity {
        let text = try string("severity")
        if text.isEmpty { return .unknown }
        guard let severity = SeverityWord.parse(Array(text.utf8).span) else {
            throw problem(.severity, "`severity` must be unknown, minor, moderate, severe or extreme, or 0 to 4")
        }
        return severity
    }

    private func word<Value>(_ key: String, _ values: [Value]) throws(RowProblem) -> Value? {
        let text = try string(key)
        if text.isEmpty { return nil }
        guard let value = values.first(where: { "\($0)" == text.lowercased() }) else {
            throw problem(.json, "`\(key)` must be one of \(values.map { "\($0)" }.joined(separator: ", "))")
        }
        return value
    }

    private mutating func time(_ key: String, inOrder: Bool) throws(RowProblem) -> WallClock.Time? {
        let text = try string(key)
        if text.isEmpty { return nil }
        guard let parsed = TimePattern.iso.parse(Array(text.utf8).span) else {
            throw problem(.time, "`\(key)` must be ISO 8601, such as 2026-10-25T02:10:00+02:00")
        }
        if parsed.isUTC || parsed.offset != nil { return clock.time(of: parsed.civil, offset: parsed.offset) }
        var own = inOrder ? clock : WallClock(zone: clock.zone)
        guard var time = own.time(of: parsed.civil) else {
            throw problem(.skippedHour, "`\(key)`: this hour did not exist in \(clock.zone.name): summer time began; mend the time")
        }
        if inOrder { clock = own }
        if parsed.dayOnly { time.certainty = .dayOnly }
        return time
    }
}
