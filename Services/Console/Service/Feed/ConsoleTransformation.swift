import Domain
import Runtime
import Schema

/// Keeps what comes down the feeds in the console's own journal: the store that its picture is made of, anew at each start.
///
/// Beside it only the register in force is remembered; the journal's records and cursors, moved in one transaction, are all there is.
struct ConsoleTransformation: Transformation {
    private var retention: Int64
    private var watermark = Instant(milliseconds: 0)

    /// Seconds for which forecasts are kept after their windows.
    private static let forecastSeconds: Int64 = 2 * 86_400

    /// - Parameter retention: seconds for which the journal keeps records; the register's where nil.
    init(retention: Int64?) {
        self.retention = retention ?? 63_072_000
        isFixed = retention != nil
    }

    private let isFixed: Bool
    private var textRetention: [SourceKind: Int64] = [:]
    /// The register in force, encoded.
    private var register: [UInt8]?
    private var changed: [UInt8]?

    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws {
        try apply(record, from: "anonymization", into: &output)
    }

    mutating func apply(_ record: Record, from upstream: String, into output: inout TransformationOutput) throws {
        guard let time = try time(of: record, from: upstream) else { return }
        output.append(record.type, time: time, record.payload)
    }

    /// Event time of a record, which decides how long it is kept; nil for one that is not. What cannot be read is refused here, once.
    private mutating func time(of record: Record, from upstream: String) throws -> Instant? {
        switch record.type {
        case .incidents:
            let batch = try IncidentBatch(decoding: record.payload)
            return batch.incidents.map { Instant(seconds: $0.slot.end) }.max()
        case .readings:
            let batch = try ReadingBatch(decoding: record.payload)
            return batch.readings.map { Instant(seconds: $0.slot.end) }.max()
        case .retractions:
            let batch = try RetractionBatch(decoding: record.payload)
            // Never before what it takes back.
            return batch.retractions.map { max(watermark, Instant(seconds: $0.slotEnd)) }.max()
        case .signal: return Instant(seconds: try Signal(decoding: record.payload).end)
        case .forecast:
            return Instant(seconds: try Forecast(decoding: record.payload).windowEnd + Self.forecastSeconds - retention)
        case .alert:
            let alert = try Alert(decoding: record.payload)
            return Instant(seconds: max(alert.expires, alert.sent))
        case .action: return Instant(seconds: try AlertAction(decoding: record.payload).time)
        // Texts go when the register says so, long before incidents.
        case .text:
            let batch = try TextBatch(decoding: record.payload)
            return batch.texts.map { Instant(seconds: $0.slot.end + (textRetention[$0.kind] ?? 0) - retention) }.max()
        // The same watermark and register come down every feed.
        case .watermark where upstream == "anonymization":
            watermark = try Watermark(decoding: record.payload).time
            return watermark
        case .register where upstream == "anonymization":
            take(try Register(decoding: record.payload))
            register = record.payload
            changed = record.payload
            return watermark
        default: return nil
        }
    }

    /// The register's spans decide how long what comes after it is kept, so they are remembered.
    mutating func takeDelta() -> [UInt8] {
        guard let changed else { return [] }
        self.changed = nil
        return changed
    }

    func snapshot() -> [UInt8] { register ?? [] }

    mutating func restore(snapshot: [UInt8]) throws { try replay(delta: snapshot) }

    mutating func replay(delta: [UInt8]) throws {
        guard !delta.isEmpty else { return }
        take(try Register(decoding: delta))
        register = delta
    }

    private mutating func take(_ register: Register) {
        if !isFixed { retention = Int64(register.territory.incidentRetention) }
        textRetention = Dictionary(register.sources.filter(\.keepsText).map { ($0.kind, Int64($0.textRetention)) }) { max($0, $1) }
    }
}

extension Retraction {
    /// End of the slot that it speaks of, seconds since 1970.
    fileprivate var slotEnd: Int64 {
        switch retracted {
        case .incident(let incident): incident.slot.end
        case .reading(let reading): reading.slot.end
        }
    }
}
