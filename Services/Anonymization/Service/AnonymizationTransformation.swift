import Anonymization
import Domain
import Projection
import Runtime
import Schema

/// The anonymizer between ingestion's feed and its own journal: observations in; incidents, readings and retractions out, and beside them,
/// where the register lets a source keep them, redacted notes under seal.
///
/// Not a checked `Sendable` because of the arena and of PROJ's context: both are made here and used by nobody but the one stage that owns
/// this value, which applies one record after the other.
struct AnonymizationTransformation: Transformation, @unchecked Sendable {
    /// A batch came before any register: ingestion never sends one so.
    struct NoRegister: Error, CustomStringConvertible {
        var description: String { "observations came before a register" }
    }

    private var anonymizer: Anonymizer
    private var projection: LAEAProjection?
    private var watermark = Instant(milliseconds: 0)
    private let arena = Arena()
    private let metrics: AnonymizationMetrics
    private let territory: String
    private var audit: AuditKeeping
    private var notes: NoteKeeping
    private let keys: DayKeys
    private var hasTidiedKeys = false

    init(
        _ anonymizer: Anonymizer, audit: AuditKeeping, notes: NoteKeeping, keys: DayKeys, metrics: AnonymizationMetrics, territory: String
    ) {
        self.anonymizer = anonymizer
        self.audit = audit
        self.notes = notes
        self.keys = keys
        self.metrics = metrics
        self.territory = territory
    }

    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws {
        switch record.type {
        case .observations: try anonymize(record.payload, into: &output)
        case .watermark:
            let mark = try Watermark(decoding: record.payload)
            watermark = mark.time
            anonymizer.advance(to: mark.time)
            for key in anonymizer.takeDestroyed() { audit.destroyed(key, at: mark.time) }
            audit.advance(to: mark.time)
            output.append(.watermark, time: mark.time, record.payload)
        case .register:
            audit.take(try take(record.payload), at: watermark)
            output.append(.register, time: watermark, record.payload)
        default: break
        }
    }

    private mutating func anonymize(_ payload: [UInt8], into output: inout TransformationOutput) throws {
        guard let projection else { throw NoRegister() }
        let first = output.nextSequence
        try withObservationBatch(payload, arena: arena) { view in
            let source = view.sourceID
            let batch = anonymizer.anonymize(count: view.count, source: source, projecting: projection, nextSequence: first) { view[$0] }
            metrics.count(batch.counts, territory: territory)
            audit.count(batch.counts, source: source)
            append(batch, into: &output)
            // After the incidents that they belong to, whose places they name.
            notes.append(batch.notes, firstSequence: first, into: &output) { view[$0].textBytes }
        }
    }

    private func append(_ batch: AnonymizedBatch, into output: inout TransformationOutput) {
        if !batch.retractions.isEmpty {
            output.append(.retractions, time: batch.retractionTime, RetractionBatch(retractions: batch.retractions).encoded())
        }
        if !batch.incidents.isEmpty {
            output.append(.incidents, time: batch.incidentTime, IncidentBatch(incidents: batch.incidents).encoded())
        }
        if !batch.readings.isEmpty {
            output.append(.readings, time: batch.readingTime, ReadingBatch(readings: batch.readings).encoded())
        }
    }

    @discardableResult
    private mutating func take(_ payload: [UInt8]) throws -> Register {
        let register = try Register(decoding: payload)
        projection = try LAEAProjection(grid: register.territory.grid)
        anonymizer.register(register, record: payload)
        notes.take(register)
        return register
    }

    mutating func takeDelta() -> [UInt8] { StateFrame.pack(anonymizer.takeDelta(), audit.takeDelta()) }

    mutating func committed() {
        audit.committed()
        // Given up in a transaction that is whole: nothing that is to come needs them.
        for key in anonymizer.doomedKeys where keys.destroy(key) { anonymizer.confirmDestroyed(key) }
        guard !hasTidiedKeys else { return }
        hasTidiedKeys = true
        for key in keys.texts.names where !anonymizer.keepsNotes(under: key) { _ = keys.destroy(DayKey(.text, key)) }
    }

    func snapshot() -> [UInt8] { StateFrame.pack(anonymizer.snapshot(), audit.snapshot()) }

    mutating func restore(snapshot: [UInt8]) throws {
        let parts = try StateFrame.unpack(snapshot)
        try anonymizer.restore(snapshot: parts.anonymizer)
        if !parts.audit.isEmpty { try audit.restore(snapshot: parts.audit) }
        try takeRestoredRegister()
    }

    mutating func replay(delta: [UInt8]) throws {
        let parts = try StateFrame.unpack(delta)
        let before = anonymizer.registerRecord
        try anonymizer.replay(delta: parts.anonymizer)
        try audit.replay(delta: parts.audit)
        if anonymizer.registerRecord != before { try takeRestoredRegister() }
    }

    private mutating func takeRestoredRegister() throws {
        guard !anonymizer.registerRecord.isEmpty else { return }
        audit.recall(try take(anonymizer.registerRecord))
    }
}
