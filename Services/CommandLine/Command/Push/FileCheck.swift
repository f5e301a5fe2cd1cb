import Domain
import Ingestion
import Schema

/// `push --check`: a dry run. Each row is read by the adapter and judged by the very checks that ingestion runs, and nothing is sent.
struct FileCheck {
    /// Lines that are told one by one; the rest is counted.
    static let shownLines = 100
    private static let batchSize = 256
    /// Ids remembered to tell duplicates.
    private static let rememberedIDs = 1_000_000

    let settings: PushSettings
    let validators: TerritoryValidator
    /// When the file would arrive.
    let arrival: Instant
    /// Told of each row that would be refused: its line and why.
    let tell: (String) -> Void

    /// What would become of the file.
    struct Outcome {
        var tally = PushTally()
        /// What would be counted in the end, by category: corrections replace and withdrawals undo.
        var categories: [String: Int] = [:]
        /// The category of each id that stands.
        fileprivate(set) var standing: [String: String] = [:]
        var withdrawals = 0
        var replacements = 0
        var unreadable: (any Error)?
        var told = 0
    }

    private struct Waiting {
        var line: Int
        var observation: Observation
    }

    /// Reads it all, or all that can be read of it.
    func run() throws -> Outcome {
        var outcome = Outcome()
        var seen = Set<SeenObservation>()
        var waiting: [String: [Waiting]] = [:]
        let arena = Arena(capacity: 1 << 20)
        var rows = try settings.rows()
        let minimisation = settings.minimisation
        func next() -> RowResult? {
            do { return try rows.next() } catch {
                outcome.unreadable = error
                return nil
            }
        }
        while let row = next() {
            switch row {
            case .observation(let line, var observation):
                outcome.tally.read()
                minimisation?.keepAllowed(&observation)
                guard let source = observation.sourceID.isEmpty ? settings.source : observation.sourceID else {
                    refuse("no-source", line, PushTally.noSource, &outcome)
                    continue
                }
                observation.sourceID = ""
                if seen.count < Self.rememberedIDs, !seen.insert(SeenObservation(source, observation)).inserted {
                    outcome.tally.duplicate()
                    continue
                }
                waiting[source, default: []].append(Waiting(line: line, observation: observation))
                if let full = waiting[source], full.count >= Self.batchSize {
                    waiting[source] = nil
                    try judge(full, of: source, arena, &outcome)
                }
            case .problem(let problem):
                outcome.tally.read()
                if PushTally.isPassedOver(problem.reason) {
                    outcome.tally.passOver(problem)
                } else {
                    refuse(problem.reason.rawValue, problem.line, problem.message, &outcome, column: problem.column)
                }
            case .needsMore, .end: break
            }
        }
        for (source, rest) in waiting.sorted(by: { $0.key < $1.key }) { try judge(rest, of: source, arena, &outcome) }
        return outcome
    }

    private func judge(_ rows: [Waiting], of source: String, _ arena: Arena, _ outcome: inout Outcome) throws {
        let validator: ObservationValidator
        do throws(ObservationRefusal) {
            validator = try validators.validator(ofSource: source, at: arrival)
        } catch {
            for row in rows { refuse(error.reason.rawValue, row.line, error.message, &outcome) }
            return
        }
        let batch = ObservationBatch(territory: settings.territory, sourceID: source, observations: rows.map(\.observation))
        let refusals = try withObservationBatch(batch.encoded(), arena: arena) { view in
            (0..<view.count).map { validator.refusal(of: view[$0], arrival: arrival) }
        }
        for (row, refusal) in zip(rows, refusals) {
            if let refusal {
                refuse(refusal.reason.rawValue, row.line, refusal.message, &outcome)
                continue
            }
            outcome.tally.accept()
            switch row.observation.operation {
            case .create: break
            case .replace: outcome.replacements += 1
            case .withdraw: outcome.withdrawals += 1
            }
            let key = "\(source)|\(row.observation.observationID)"
            if let former = outcome.standing[key] { outcome.categories[former, default: 0] -= 1 }
            outcome.standing[key] = nil
            guard row.observation.operation != .withdraw else { continue }
            let category = category(of: row.observation, source)
            outcome.categories[category, default: 0] += 1
            if outcome.standing.count < Self.rememberedIDs { outcome.standing[key] = category }
        }
    }

    private func category(of observation: Observation, _ source: String) -> String {
        guard source == settings.source, let entry = settings.entry else { return observation.originalCode }
        guard let category = entry.mappings[observation.originalCode] else {
            return say("other (not mapped: \(observation.originalCode))", "other (sans correspondance : \(observation.originalCode))")
        }
        return category.code
    }

    private func refuse(_ reason: String, _ line: Int, _ sentence: String, _ outcome: inout Outcome, column: Int = 0) {
        outcome.tally.refuse(reason, line: line, sentence: sentence)
        guard outcome.told < Self.shownLines else { return }
        outcome.told += 1
        if line == 0 { return tell("\(reason): \(sentence)") }
        let place = column == 0 ? "\(line)" : say("\(line), column \(column)", "\(line), colonne \(column)")
        tell(say("line \(place): \(reason): \(sentence)", "ligne \(place) : \(reason) : \(sentence)"))
    }
}

/// What makes two rows the same for ingestion: the id of what is created, id, version and operation of what corrects.
private struct SeenObservation: Hashable {
    private let source: String
    private let identifier: String
    private let version: UInt32
    private let operation: Operation

    init(_ source: String, _ observation: Observation) {
        self.source = source
        identifier = observation.observationID
        version = observation.operation == .create ? 0 : observation.version
        operation = observation.operation
    }
}
