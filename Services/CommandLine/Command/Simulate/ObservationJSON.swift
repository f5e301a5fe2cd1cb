import Domain

/// An observation as a line that `quietude push` reads back.
enum ObservationJSON {
    static func line(source: String, _ observation: Observation) -> String {
        var pairs: [(key: String, value: JSON)] = [("source", .string(source)), ("id", .string(observation.observationID))]
        if observation.version > 0 { pairs.append(("version", .whole(observation.version))) }
        if observation.operation != .create { pairs.append(("operation", .string("\(observation.operation)"))) }
        let offset = observation.offsetMinutes ?? 0
        func time(_ key: String, _ instant: Instant?) {
            if let instant { pairs.append((key, .string(Times.local(instant, offsetMinutes: offset)))) }
        }
        time("time", observation.phenomenonStart)
        time("end", observation.phenomenonEnd)
        time("said", observation.resultTime)
        func number(_ key: String, _ value: Double?) {
            if let value { pairs.append((key, .number(value))) }
        }
        func text(_ key: String, _ value: String) {
            if !value.isEmpty { pairs.append((key, .string(value))) }
        }
        number("lat", observation.latitude)
        number("lon", observation.longitude)
        if observation.accuracy > 0 { number("accuracy", Double(observation.accuracy)) }
        text("category", observation.originalCode)
        if observation.severity != .unknown { text("severity", "\(observation.severity)") }
        if observation.status != .actual { text("status", "\(observation.status)") }
        if observation.origin != .unspecified { text("origin", "\(observation.origin)") }
        number("value", observation.value)
        text("unit", observation.unit)
        number("lower", observation.lower)
        number("upper", observation.upper)
        text("text", observation.text)
        return JSON.object(pairs).text
    }
}
