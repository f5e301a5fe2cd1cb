import Domain
import Journal
import Schema
import Testing
import Transport

@testable import Runtime

@Suite("A stage")
struct StageTests {
    private func straightRun(_ records: [Record]) async throws -> MemoryDisk {
        let disk = MemoryDisk(identity: 9)
        let plan = CrashPlan(after: nil)
        try await StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(MemoryUpstream(records, plan: plan))]).run()
        return disk
    }

    /// What a stage that starts now would remember.
    private func remembered(_ disk: MemoryDisk) throws -> [UInt8] {
        var tally = Tally()
        let entry = disk.content.withLock { $0.state["stage"] } ?? StateEntry(snapshot: nil, deltas: [])
        let (snapshot, deltas) = try #require(SnapshotParts.read(entry))
        if let snapshot { try tally.restore(snapshot: snapshot) }
        for delta in deltas { try tally.replay(delta: delta) }
        return tally.snapshot()
    }

    @Test("each record takes effect exactly once, whichever awaits the process dies at", arguments: 0..<60)
    func exactlyOnce(seed: UInt64) async throws {
        let records = StageRun.records(120)
        let expected = try await straightRun(records)
        let disk = MemoryDisk(identity: 9)
        var generator = FixedGenerator(state: seed)
        var runs = 0
        while true {
            runs += 1
            // The first runs die early, at every point in turn over the seeds; later ones live longer, so that it ends.
            let plan = CrashPlan(after: runs > 60 ? nil : Int.random(in: 0...(8 + runs), using: &generator))
            let feed = MemoryUpstream(records, seed: seed &* 1_000 &+ UInt64(runs), rough: true, plan: plan)
            try await StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(feed)]).run()
            if !plan.hasCrashed { break }
        }
        #expect(disk.records == expected.records, "seed \(seed), \(runs) runs")
        #expect(try remembered(disk) == remembered(expected))
        #expect(disk.content.withLock { $0.upstream["ingestion"]?.sequence } == 120)
        let letters = try await DeadLetters(readingFrom: MemoryJournal(disk))
        #expect(letters == (try await DeadLetters(readingFrom: MemoryJournal(expected))))
    }

    @Test("a stage that starts again goes on after what its own journal says, not after what the upstream remembers")
    func ownCursor() async throws {
        let records = StageRun.records(40, bad: false)
        let disk = try await straightRun(records)
        let before = disk.records
        let plan = CrashPlan(after: nil)
        let feed = MemoryUpstream(records, plan: plan)
        // It tells the upstream its cursor again at once, which ends this run.
        try await StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(feed)]).run()
        #expect(disk.records == before)
        #expect(feed.seen.withLock { $0.committed } == Cursor(journal: feed.journal, sequence: 40))
    }

    @Test("a bad record is set aside with its reason, counted, and leaves no output; the rest goes on")
    func deadLetter() async throws {
        let records = StageRun.records(30)
        let disk = MemoryDisk(identity: 9)
        let plan = CrashPlan(after: nil)
        let run = StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(MemoryUpstream(records, plan: plan))])
        try await run.run()
        let letters = try await DeadLetters(readingFrom: MemoryJournal(disk))
        #expect(letters.total == 2)
        #expect(
            letters.kept
                == [11, 22].map {
                    DeadLetter(upstream: "ingestion", sequence: $0, type: .observations, reason: "the record is bad")
                })
        #expect(!disk.records.contains { $0.payload == [0xbd] })
        #expect(PrometheusText.page(run.metrics, process: nil).contains("quietude_stage_dead_letters_total{territory=\"marseille\"} 2"))
        #expect(run.readiness.lastError.contains("record 11 of ingestion was set aside"))
        #expect(run.readiness.isReady)
    }

    @Test("snapshot and deltas bring back the same state as a straight run")
    func snapshotAndDeltas() async throws {
        let disk = try await straightRun(StageRun.records(400, bad: false))
        let changes = disk.content.withLock { $0.transactions.flatMap(\.state) }
        let snapshots = changes.filter { if case .snapshot("stage", _) = $0 { true } else { false } }
        #expect(snapshots.count >= 2)
        #expect(changes.contains { if case .delta("stage", _) = $0 { true } else { false } })
        var straight = Tally()
        var output = TransformationOutput(nextSequence: 1)
        for record in StageRun.records(400, bad: false) where StageRun.types.contains(record.type) {
            try straight.apply(record, into: &output)
        }
        #expect(try remembered(disk) == straight.snapshot())
    }

    @Test("large outputs are committed between two records, not gathered without bound")
    func largeOutputs() async throws {
        let records = (1...100).map { Record(sequence: UInt64($0), type: .observations, payload: [100]) }
        let disk = try await straightRun(records)
        let sizes = disk.content.withLock { $0.transactions.map { $0.appends.reduce(0) { $0 + $1.payload.count } } }
        // One record's output is at most 1,100 bytes, the bound 4,000.
        #expect(sizes.allSatisfy { $0 <= 4_000 + 1_100 })
        #expect(sizes.count >= 100 * 1_000 / 5_100)
    }

    @Test("records that nobody asked for move the cursor too")
    func unwanted() async throws {
        var records = StageRun.records(20, bad: false)
        records += (21...30).map { Record(sequence: $0, type: .text, payload: [1]) }
        let disk = try await straightRun(records)
        #expect(disk.content.withLock { $0.upstream["ingestion"]?.sequence } == 30)
    }

    @Test("another journal upstream is refused: nothing is applied, the reason is told, and the stage waits")
    func upstreamReplaced() async throws {
        let disk = try await straightRun(StageRun.records(20))
        let before = disk.content.withLock { $0.transactions.count }
        let readiness = Readiness()
        let plan = CrashPlan(after: nil)
        let feed = MemoryUpstream(StageRun.records(50, seed: 2), journal: 2, plan: plan)
        let stage = Stage(
            journal: MemoryJournal(disk), consumer: "tally", upstreams: [StageRun.upstream(feed)], transformation: Tally(),
            facts: FeedFacts(),
            readiness: readiness, metrics: MetricsRegistry(), options: StageRun.options, logger: StageRun.logger)
        let task = Task { try await stage.run() }
        while readiness.isReady { await Task.yield() }
        #expect(readiness.reasons.first?.contains("ingestion now serves journal 02020202") == true)
        #expect(readiness.lastError.contains("move this service's own journal of marseille away"))
        #expect(disk.content.withLock { $0.transactions.count } == before)
        task.cancel()
        try? await task.value
    }

    @Test("an upstream that refuses the cursor stops the stage with its reason", arguments: [StatusCode.failedPrecondition, .outOfRange])
    func cursorRefused(status: StatusCode) async throws {
        let readiness = Readiness()
        let plan = CrashPlan(after: nil)
        let feed = MemoryUpstream([], plan: plan, refusal: CallError(status, "records up to 5 are no longer held"))
        let stage = Stage(
            journal: MemoryJournal(MemoryDisk(identity: 9)), consumer: "tally", upstreams: [StageRun.upstream(feed)],
            transformation: Tally(),
            facts: FeedFacts(), readiness: readiness, metrics: MetricsRegistry(), options: StageRun.options, logger: StageRun.logger)
        let task = Task { try await stage.run() }
        while readiness.isReady { await Task.yield() }
        #expect(readiness.reasons.first?.contains("records up to 5 are no longer held") == true)
        task.cancel()
        try? await task.value
    }

    @Test("a full journal is tried again until there is room, and loses nothing")
    func full() async throws {
        let records = StageRun.records(60)
        let expected = try await straightRun(records)
        let disk = MemoryDisk(identity: 9)
        disk.content.withLock { $0.fullFor = 5 }
        let plan = CrashPlan(after: nil)
        let run = StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(MemoryUpstream(records, plan: plan))])
        try await run.run()
        #expect(disk.records == expected.records)
        #expect(run.readiness.isReady)
    }

    @Test("a second writer of the journal stops the stage")
    func conflict() async throws {
        let disk = MemoryDisk(identity: 9)
        let plan = CrashPlan(after: nil)
        let feed = MemoryUpstream(
            StageRun.records(200, bad: false), plan: plan,
            onCommit: { _ in disk.content.withLock { $0.appends.append(Append(type: .signal, time: .distantPast, payload: [1])) } })
        let run = StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(feed)])
        await #expect(throws: StageError.self) { try await run.run() }
    }

    @Test("two upstreams are read with a cursor each")
    func twoUpstreams() async throws {
        let disk = MemoryDisk(identity: 9)
        let plan = CrashPlan(after: nil)
        let both = TwoDone(plan)
        let first = MemoryUpstream(
            StageRun.records(30, bad: false), journal: 1, plan: CrashPlan(after: nil), onCommit: { if $0.sequence == 30 { both.done("a") } }
        )
        let second = MemoryUpstream(
            StageRun.records(50, seed: 2, bad: false), journal: 2, plan: CrashPlan(after: nil),
            onCommit: { if $0.sequence == 50 { both.done("b") } })
        let upstreams = [
            StageUpstream(name: "correlation", feed: first, types: StageRun.types),
            StageUpstream(name: "forecasting", feed: second, types: StageRun.types),
        ]
        try await StageRun(disk: disk, plan: plan, upstreams: upstreams).run()
        #expect(disk.content.withLock { $0.upstream["correlation"]?.sequence } == 30)
        #expect(disk.content.withLock { $0.upstream["forecasting"]?.sequence } == 50)
        let applied = (StageRun.records(30, bad: false) + StageRun.records(50, seed: 2, bad: false)).count {
            StageRun.types.contains($0.type)
        }
        #expect(disk.records.count { $0.type == .signal } == applied)
    }

    @Test("the last watermark is remembered with the records, and known after a restart")
    func watermark() async throws {
        let disk = try await straightRun(StageRun.records(40, bad: false))
        let facts = try await FeedFacts(readingFrom: MemoryJournal(disk))
        #expect(facts.watermark == Instant(milliseconds: 40_000))
    }

    @Test("a register that is passed on is never old")
    func register() {
        var output = TransformationOutput(nextSequence: 5)
        #expect(output.append(.register, time: Instant(milliseconds: 1), []) == 5)
        #expect(output.append(.signal, time: Instant(milliseconds: 1), []) == 6)
        #expect(output.take().appends.map(\.time) == [Instant(milliseconds: .max), Instant(milliseconds: 1)])
    }

    @Test("a state that cannot be read keeps the stage from starting, and says so")
    func unreadableState() async throws {
        let disk = MemoryDisk(identity: 9)
        disk.content.withLock { $0.state["stage"] = StateEntry(snapshot: [1, 0, 0, 0] + Array("nonsense".utf8), deltas: []) }
        let readiness = Readiness()
        let plan = CrashPlan(after: nil)
        let stage = Stage(
            journal: MemoryJournal(disk), consumer: "tally", upstreams: [StageRun.upstream(MemoryUpstream([], plan: plan))],
            transformation: Tally(), facts: FeedFacts(), readiness: readiness, metrics: MetricsRegistry(), options: StageRun.options,
            logger: StageRun.logger)
        let task = Task { try await stage.run() }
        while readiness.isReady { await Task.yield() }
        #expect(readiness.reasons.first?.contains("the remembered state cannot be read: the record is bad") == true)
        task.cancel()
        try? await task.value
    }
}
