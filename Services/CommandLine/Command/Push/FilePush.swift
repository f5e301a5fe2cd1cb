import Domain
import Ingestion
import Schema
import Transport

/// Pushes the rows of one file for one source: several batches on the way at once, every row accounted for.
struct FilePush {
    /// How the source says how far it has reported.
    enum Reporting {
        /// Not at all: ingestion works it out.
        case none
        /// Once, when all is durable.
        case atEnd
        /// As the file goes, which must be in order of time.
        case asItGoes
    }

    /// Batches on the way at once.
    static let window = 8

    let pusher: Pusher
    /// Source of rows that name none; nil where every row must.
    let source: String?
    let batchSize: Int
    let reporting: Reporting
    var minimisation: Minimisation?
    /// Only these rows are sent; nil for all.
    var refused: RefusedRows?

    private struct Batch: Sendable {
        let number: Int
        let source: String
        var observations: [Observation] = []
        var lines: [Int] = []
    }

    private struct Answer: Sendable {
        let number: Int
        let lines: [Int]
        let receipt: PushReceipt
    }

    /// What became of a file.
    struct Outcome {
        var tally = PushTally()
        /// The latest event time that was sent, by source.
        var latest: [String: Instant] = [:]
        /// Why the file could not be read to its end.
        var unreadable: (any Error)?
    }

    /// Sends it all, or all that can be read of it.
    func run(_ rows: inout InputRows) async throws -> Outcome {
        var tally = PushTally()
        var latest: [String: Instant] = [:]
        var unreadable: (any Error)?
        var progress = ProgressLine()
        var open: [String: Batch] = [:]
        var number = 0
        var flight = InFlight()
        try await withThrowingTaskGroup(of: Answer.self) { group in
            func take(_ answer: Answer) {
                flight.answered(answer.number)
                tally.add(answer.receipt, lines: answer.lines)
            }
            func send(_ batch: Batch) async throws {
                while flight.count >= Self.window {
                    if let answer = try await group.next() { take(answer) }
                }
                let first = batch.observations.lazy.compactMap(\.phenomenonStart).min() ?? .distantPast
                let reported: Instant? = if case .asItGoes = reporting { flight.reported(before: first) } else { nil }
                flight.sent(batch.number, earliest: first)
                let pusher = pusher
                group.addTask {
                    let receipt = try await pusher.push(batch.source, batch.observations, reportedUntil: reported)
                    return Answer(number: batch.number, lines: batch.lines, receipt: receipt)
                }
            }
            func next() -> RowResult? {
                do { return try rows.next() } catch {
                    unreadable = error
                    return nil
                }
            }
            while let row = next() {
                switch row {
                case .observation(let line, var observation):
                    tally.read()
                    minimisation?.keepAllowed(&observation)
                    guard let source = observation.sourceID.isEmpty ? source : observation.sourceID else {
                        tally.refuse("no-source", line: line, sentence: PushTally.noSource)
                        continue
                    }
                    observation.sourceID = ""
                    if let refused, !refused.contains(observation) {
                        tally.passOver("not-refused", line: line, sentence: PushTally.notRefused)
                        continue
                    }
                    if let time = observation.phenomenonStart { latest[source] = max(latest[source] ?? time, time) }
                    if open[source] == nil {
                        open[source] = Batch(number: number, source: source)
                        number += 1
                    }
                    open[source]?.observations.append(observation)
                    open[source]?.lines.append(line)
                    if let full = open[source], full.observations.count >= batchSize {
                        open[source] = nil
                        try await send(full)
                    }
                case .problem(let problem):
                    tally.read()
                    if PushTally.isPassedOver(problem.reason) {
                        tally.passOver(problem)
                    } else {
                        tally.refuse(problem.reason.rawValue, line: problem.line, sentence: problem.message)
                    }
                case .needsMore, .end: break
                }
                progress.show(part: rows.progress, "\(Numbers.grouped(tally.answered)) / \(Numbers.grouped(tally.rows))")
            }
            for batch in open.values.sorted(by: { $0.number < $1.number }) { try await send(batch) }
            while let answer = try await group.next() {
                take(answer)
                progress.show(part: 1, "\(Numbers.grouped(tally.answered)) / \(Numbers.grouped(tally.rows))")
            }
        }
        progress.clear()
        return Outcome(tally: tally, latest: latest, unreadable: unreadable)
    }

    /// Whether the rows of a file come in order of time; reads it through.
    static func isInOrder(_ rows: inout InputRows) -> Bool {
        var last = Instant.distantPast
        // What cannot be read is said when it is pushed.
        while let row = try? rows.next() {
            guard case .observation(_, let observation) = row, let time = observation.phenomenonStart else { continue }
            if time < last { return false }
            last = time
        }
        return true
    }
}
