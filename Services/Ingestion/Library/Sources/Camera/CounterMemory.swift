import Domain

/// Cumulative counters of cameras: what each said last, so that only what came since is counted.
struct CounterMemory: Sendable {
    /// What a new value of a counter means.
    enum Step: Equatable {
        /// So many since the value before.
        case increment(Double)
        /// The first value ever seen, or the state at subscription: nothing is known of before.
        case baseline
        /// The same message once more, or one older than what was seen.
        case old
    }

    private struct Entry: Sendable {
        var value: Double
        var time: Int64
    }

    private var entries: [String: Entry] = [:]

    init() {}

    /// Takes a counter's value. A value lower than the one before means that the counter began anew (at midnight, or with the camera): all of
    /// it came since.
    mutating func take(_ value: Double, of counter: String, at instant: Instant, isState: Bool) -> Step {
        guard let last = entries[counter] else {
            if entries.count >= CameraLimits.counters, let oldest = entries.min(by: { ($0.value.time, $0.key) < ($1.value.time, $1.key) }) {
                entries[oldest.key] = nil
            }
            entries[counter] = Entry(value: value, time: instant.milliseconds)
            return .baseline
        }
        guard instant.milliseconds > last.time else { return .old }
        entries[counter] = Entry(value: value, time: instant.milliseconds)
        // After a new subscription the state tells what was missed, unless the counter began anew meanwhile.
        if isState, value < last.value { return .baseline }
        return .increment(value < last.value ? value : value - last.value)
    }

    func write(to writer: inout StateWriter) {
        writer.write(entries.count)
        for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
            writer.write(key)
            writer.write(entry.value)
            writer.write(signed: entry.time)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 10)) {
            let key = try reader.string()
            entries[key] = Entry(value: try reader.double(), time: try reader.signed())
        }
    }
}
