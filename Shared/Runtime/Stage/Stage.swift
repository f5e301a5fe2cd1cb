import Domain
public import Journal
public import Logging
import Schema
public import ServiceLifecycle

/// The pattern of every service past ingestion: subscribe to upstream feeds, transform, and in ONE transaction append to the own journal,
/// remember the state and move the cursors; then tell the upstream how far it may forget.
///
/// A record takes effect exactly once: the transaction is whole or it never was, and the cursors in it say where to go on.
public final class Stage<T: Transformation>: Service {
    private let journal: any Journal
    private let consumer: String
    private let upstreams: [StageUpstream]
    private let transformation: T
    private let facts: FeedFacts
    private let readiness: Readiness
    private let metrics: StageMetrics
    private let options: StageOptions
    private let logger: Logger
    private let intake: Intake
    private let mailboxes: [String: CommitMailbox]

    /// A stage over a journal whose only writer it is.
    ///
    /// - Parameters:
    ///   - consumer: the name under which upstreams remember how far we are.
    ///   - transformation: as it was made, with nothing applied.
    ///   - facts: what is known of the journal; shared with its feed.
    public init(
        journal: any Journal, consumer: String, upstreams: [StageUpstream], transformation: T, facts: FeedFacts, readiness: Readiness,
        metrics: MetricsRegistry, options: StageOptions = StageOptions(), logger: Logger
    ) {
        self.journal = journal
        self.consumer = consumer
        self.upstreams = upstreams
        self.transformation = transformation
        self.facts = facts
        self.readiness = readiness
        self.metrics = StageMetrics(metrics, territory: journal.territory, upstreams: upstreams.map(\.name))
        self.options = options
        var logger = logger
        logger[metadataKey: "territory"] = .string(journal.territory)
        self.logger = logger
        intake = Intake(maximumBytes: options.intake)
        mailboxes = Dictionary(uniqueKeysWithValues: upstreams.map { ($0.name, CommitMailbox()) })
    }

    var name: String { "stage/\(journal.territory)" }

    /// Runs until a graceful shutdown, which applies what was received, commits, and tells the upstreams.
    ///
    /// Where the stage cannot go on by itself (the upstream serves another journal, the state cannot be read) it says so on
    /// `/health/ready` and waits: what was committed is still served. Throws where the journal has a second writer or fails.
    public func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            do {
                try await work()
            } catch let error as StageError where error.leavesJournalIntact {
                readiness.report(error.description)
                readiness.set(name, error.description)
                logger.error("The stage stops", metadata: ["reason": "\(error)"])
                try? await gracefulShutdown()
            }
        } onCancelOrGracefulShutdown: {
            self.intake.close()
        }
    }

    private func work() async throws {
        let machine = try await recover()
        let starts = upstreams.map { machine.cursor(of: $0.name) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (upstream, start) in zip(upstreams, starts) {
                guard let mailbox = mailboxes[upstream.name] else { continue }
                let teller = StageTeller(
                    territory: journal.territory, consumer: consumer, upstream: upstream, mailbox: mailbox, options: options, logger: logger
                )
                let receiver = StageReceiver(
                    territory: journal.territory, consumer: consumer, upstream: upstream, intake: intake, readiness: readiness,
                    options: options,
                    logger: logger)
                group.addTask { await teller.run() }
                group.addTask { [intake] in
                    defer { intake.close() }
                    try await receiver.run(after: start.map { Cursor(journal: $0.journal, sequence: $0.sequence) })
                }
            }
            group.addTask { [intake, mailboxes] in
                defer {
                    intake.close()
                    for mailbox in mailboxes.values { mailbox.close() }
                }
                try await self.transform(machine)
            }
            // The first that fails ends the others; waitForAll() would wait for them first.
            while try await group.next() != nil {}
        }
    }

    /// The machine as the journal remembers it. The upstreams hear of the cursors again, in case the last process died before it told them.
    private func recover() async throws -> StageMachine<T> {
        let head = try await journal.extent().head
        var cursors: [UpstreamCursor] = []
        for upstream in upstreams {
            guard let cursor = try await journal.upstreamCursor(upstream.name) else { continue }
            cursors.append(cursor)
            mailboxes[upstream.name]?.put(Cursor(journal: cursor.journal, sequence: cursor.sequence))
        }
        var machine = try StageMachine(
            transformation, territory: journal.territory, head: head, cursors: cursors,
            state: try await journal.state(StageMachine<T>.stateName), deadLetters: try await DeadLetters(readingFrom: journal),
            snapshotBytes: options.snapshot)
        machine.committed()
        logger.info(
            "The stage begins",
            metadata: [
                "next": "\(head + 1)",
                "from": .dictionary(Dictionary(cursors.map { ($0.name, "\($0.sequence)") }) { first, _ in first }),
            ])
        return machine
    }

    /// Applies what was received, all of it that waits in one transaction, until the intake is closed and empty.
    private func transform(_ machine: StageMachine<T>) async throws {
        var machine = machine
        var complaints = OncePer(.seconds(60))
        while let items = await intake.takeAll() {
            for item in items {
                do {
                    try machine.admit(item.batch, from: item.upstream)
                } catch {
                    try await commit(&machine)
                    throw error
                }
                for record in item.batch.records {
                    if case .setAside(let letter) = machine.apply(record, from: item.upstream, journal: item.batch.journal) {
                        complain(letter, &complaints)
                    }
                    // Large outputs (forecasts) must not gather without bound; a transaction ends only between two upstream records.
                    if machine.pendingBytes > options.transaction { try await commit(&machine) }
                }
                machine.finish(item.batch, from: item.upstream)
                let reached = machine.cursor(of: item.upstream)?.sequence ?? 0
                metrics.records[item.upstream]?.increment(by: item.batch.records.count)
                metrics.lags[item.upstream]?.set(max(item.batch.head, reached) - reached)
            }
            try await commit(&machine)
        }
    }

    private func complain(_ letter: DeadLetter, _ complaints: inout OncePer) {
        metrics.setAside.increment()
        guard let count = complaints.pass(at: .now) else { return }
        readiness.report("record \(letter.sequence) of \(letter.upstream) was set aside: \(letter.reason)")
        logger.warning(
            "Records that could not be used were set aside",
            metadata: [
                "count": "\(count)", "upstream": "\(letter.upstream)", "sequence": "\(letter.sequence)", "type": "\(letter.type.name)",
                "reason": "\(letter.reason)",
            ])
    }

    private func commit(_ machine: inout StageMachine<T>) async throws {
        guard let transaction = machine.takeTransaction(facts: facts) else { return }
        try Task.checkCancellation()
        let started = ContinuousClock.now
        try await makeDurable(transaction)
        machine.committed()
        metrics.committed(transaction, in: ContinuousClock.now - started)
        for cursor in transaction.upstream {
            mailboxes[cursor.name]?.put(Cursor(journal: cursor.journal, sequence: cursor.sequence))
        }
    }

    /// Commits, waiting as long as the journal is full: the intake fills meanwhile, and the upstream is held back by its credit.
    private func makeDurable(_ transaction: JournalTransaction) async throws {
        var backoff = Backoff(first: .milliseconds(200), longest: .seconds(5))
        var isFull = false
        while true {
            do throws(JournalError) {
                _ = try await journal.transact(transaction)
                if isFull { readiness.clear("\(name)/journal") }
                return
            } catch {
                switch error {
                case .full, .overloaded:
                    if !isFull { logger.error("The journal takes no more; upstream is held back", metadata: ["reason": "\(error)"]) }
                    isFull = true
                    readiness.set("\(name)/journal", "\(error)")
                    try await options.sleep(backoff.next())
                case .conflict:
                    throw StageError.conflict(territory: journal.territory, reason: "\(error)")
                default:
                    throw error
                }
            }
        }
    }
}
