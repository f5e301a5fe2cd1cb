import Domain
import Schema

/// Gathers the rows of a document into batches that `Push` takes, and what it cannot gather into reports.
struct BatchMaker {
    /// Observations of a batch: half of what `Push` takes.
    private static let batchCount = 512
    /// Bytes of a batch, with room to spare below the 1 MiB that `Push` takes.
    private static let batchBytes = 640 << 10
    /// Refusals of one document that are told one by one; the rest is counted here.
    private static let letters = 1_000
    /// Letters of one report.
    private static let reportCount = 500

    let territory: String
    let source: String
    let document: String

    private var observations: [Observation] = []
    private var lines: [Int] = []
    private var bytes = 0
    private var letters: [DeadLetterEntry] = []
    private var told = 0
    private(set) var records: [SpoolRecord] = []
    /// Of what waits to be written.
    private(set) var recordBytes = 0
    /// The latest event.
    private(set) var latest: Instant?

    init(territory: String, source: String, document: String) {
        self.territory = territory
        self.source = source
        self.document = document
    }

    mutating func add(_ observation: Observation, line: Int) {
        let size = Self.size(of: observation)
        if !observations.isEmpty, bytes + size > Self.batchBytes { closeBatch() }
        if let time = observation.phenomenonStart { latest = max(latest ?? time, time) }
        observations.append(observation)
        lines.append(line)
        bytes += size
        if observations.count >= Self.batchCount { closeBatch() }
    }

    mutating func add(_ letter: DeadLetterEntry) {
        guard told < Self.letters else { return }
        told += 1
        letters.append(letter)
        if letters.count >= Self.reportCount { closeReport() }
    }

    /// Says how far the source has reported.
    mutating func report(until: Instant) {
        closeBatch()
        append(
            .batch(
                document: "", lines: [],
                bytes: ObservationBatch(
                    territory: territory, sourceID: source, observations: [], reportedUntil: until
                ).encoded()))
    }

    /// Everything so far, as records; begins anew.
    mutating func take() -> [SpoolRecord] {
        closeBatch()
        closeReport()
        defer {
            records = []
            recordBytes = 0
        }
        return records
    }

    private mutating func closeBatch() {
        guard !observations.isEmpty else { return }
        let batch = ObservationBatch(territory: territory, sourceID: source, observations: observations)
        append(.batch(document: document, lines: lines, bytes: batch.encoded()))
        observations = []
        lines = []
        bytes = 0
    }

    private mutating func closeReport() {
        guard !letters.isEmpty else { return }
        append(.report(DeadLetterReport(territory: territory, source: source, letters: letters).encoded()))
        letters = []
    }

    private mutating func append(_ record: SpoolRecord) {
        records.append(record)
        if case .batch(_, let lines, let bytes) = record { recordBytes += bytes.count + lines.count * 2 }
    }

    /// At least the bytes that an observation takes on the wire.
    private static func size(of observation: Observation) -> Int {
        let strings =
            observation.observationID.utf8.count + observation.cellCode.utf8.count + observation.areaCode.utf8.count
            + observation.originalCode.utf8.count + observation.codeSystem.utf8.count + observation.unit.utf8.count
        return strings + observation.text.utf8.count + observation.polygon.count * 8 + 208
    }
}
