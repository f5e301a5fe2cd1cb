import Domain
import Journal
import Logging
import Schema

@testable import Runtime

/// Runs a stage over memory until its upstream heard that everything was dealt with, or until the process dies.
struct StageRun {
    let disk: MemoryDisk
    let plan: CrashPlan
    var upstreams: [StageUpstream]
    var options = StageRun.options
    var readiness = Readiness()
    var metrics = MetricsRegistry()
    var facts = FeedFacts()

    /// No waiting: a wait only lets others run.
    static let options = StageOptions(
        credit: 1 << 20, intake: 2_000, transaction: 4_000, snapshot: 300,
        sleep: { _ in
            try Task.checkCancellation()
            await Task.yield()
        })

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs; throws what the stage throws, the death of its process aside.
    func run() async throws {
        let stage = Stage(
            journal: MemoryJournal(disk, plan: plan), consumer: "tally", upstreams: upstreams, transformation: Tally(), facts: facts,
            readiness: readiness, metrics: metrics, options: options, logger: Self.logger)
        let task = Task { try await stage.run() }
        plan.onEnd { task.cancel() }
        do { try await task.value } catch is CancellationError {} catch {
            if !plan.hasCrashed { throw error }
        }
    }

    /// Numbered records: some of types that nobody asked for, some bad, some watermarks.
    static func records(_ count: Int, seed: UInt64 = 1, bad: Bool = true) -> [Record] {
        var generator = FixedGenerator(state: seed)
        return (1...count).map { index in
            let number = bad && index % 11 == 0 ? 13 : UInt8.random(in: 14...250, using: &generator)
            let type: RecordType = index % 10 == 0 ? .watermark : index % 7 == 0 ? .text : .observations
            return Record(sequence: UInt64(index), type: type, payload: [number])
        }
    }

    static let types: [RecordType] = [.observations, .watermark, .register]

    /// One upstream, named as ingestion.
    static func upstream(_ feed: MemoryUpstream) -> StageUpstream { StageUpstream(name: "ingestion", feed: feed, types: types) }
}
