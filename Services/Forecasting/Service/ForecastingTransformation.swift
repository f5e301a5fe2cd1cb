import Domain
import Forecasting
import Runtime
import Schema

/// The model between anonymization's feed and its own journal: incidents and readings in, forecasts out on the watermark.
struct ForecastingTransformation: Transformation {
    private var machine: ForecastingMachine
    private var inputs = InputLog()
    private var watermark = Instant(milliseconds: 0)

    init(_ machine: ForecastingMachine) { self.machine = machine }

    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws {
        try absorb(record) { output.append(.forecast, time: Instant(seconds: $0.windowEnd), $0.encoded()) }
        inputs.note(record)
        if record.type == .watermark || record.type == .register { output.append(record.type, time: watermark, record.payload) }
    }

    /// Gives the machine a record. Decodes all of it before the machine changes, so that a bad one changes nothing.
    private mutating func absorb(_ record: Record, issue: (Forecast) -> Void) throws {
        switch record.type {
        case .incidents:
            for incident in try IncidentBatch(decoding: record.payload).incidents { machine.absorb(incident) }
        case .readings:
            for reading in try ReadingBatch(decoding: record.payload).readings { machine.absorb(reading) }
        case .retractions:
            for retraction in try RetractionBatch(decoding: record.payload).retractions {
                switch retraction.retracted {
                case .incident(let incident): machine.retract(incident)
                case .reading(let reading): machine.retract(reading)
                }
            }
        case .watermark:
            let mark = try Watermark(decoding: record.payload)
            watermark = mark.time
            machine.advance(to: mark, issue)
        case .register: machine.register(try Register(decoding: record.payload))
        default: break
        }
    }

    mutating func takeDelta() -> [UInt8] { inputs.take() }

    func snapshot() -> [UInt8] { machine.snapshot() }

    mutating func restore(snapshot: [UInt8]) throws { try machine.restore(snapshot: snapshot) }

    mutating func replay(delta: [UInt8]) throws { try InputLog.replay(delta) { try absorb($0) { _ in } } }
}
