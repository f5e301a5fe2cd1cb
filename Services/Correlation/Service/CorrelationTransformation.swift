import Correlation
import Domain
import Runtime
import Schema

/// The detectors between anonymization's feed and their own journal: incidents and readings in, signals out.
struct CorrelationTransformation: Transformation {
    private var machine: CorrelationMachine
    private var inputs = InputLog()
    private var watermark = Instant(milliseconds: 0)

    init(_ machine: CorrelationMachine) { self.machine = machine }

    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws {
        let signals = try absorb(record)
        inputs.note(record)
        for signal in signals { output.append(.signal, time: Instant(seconds: signal.end), signal.encoded()) }
        if record.type == .watermark || record.type == .register { output.append(record.type, time: watermark, record.payload) }
    }

    /// What the machine says to a record. Decodes all of it before the machine changes, so that a bad one changes nothing.
    private mutating func absorb(_ record: Record) throws -> [Signal] {
        switch record.type {
        case .incidents:
            return try IncidentBatch(decoding: record.payload).incidents.flatMap { machine.absorb($0) }
        case .readings:
            return try ReadingBatch(decoding: record.payload).readings.flatMap { machine.absorb($0) }
        case .retractions:
            return try RetractionBatch(decoding: record.payload).retractions.flatMap { retraction -> [Signal] in
                switch retraction.retracted {
                case .incident(let incident): return machine.retract(incident)
                case .reading(let reading): return machine.retract(reading)
                }
            }
        case .watermark:
            let mark = try Watermark(decoding: record.payload)
            watermark = mark.time
            return machine.advance(to: mark)
        case .register: machine.register(try Register(decoding: record.payload))
        default: break
        }
        return []
    }

    mutating func takeDelta() -> [UInt8] { inputs.take() }

    func snapshot() -> [UInt8] { machine.snapshot() }

    mutating func restore(snapshot: [UInt8]) throws { try machine.restore(snapshot: snapshot) }

    mutating func replay(delta: [UInt8]) throws { try InputLog.replay(delta) { _ = try absorb($0) } }
}
