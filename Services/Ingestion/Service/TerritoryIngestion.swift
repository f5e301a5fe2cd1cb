import Domain
import Foundation
import Ingestion
import Journal
import Logging
import Runtime
import Schema
import Synchronization
import Transport

/// Ingestion of one territory: from a pushed batch to a durable, sealed record, and what must be done from time to time.
final class TerritoryIngestion: Sendable {
    let journal: any Journal
    let feed: JournalFeed
    private let facts: FeedFacts
    private let state: TerritoryState
    private let vault: KeyVault
    private let metrics: IngestionMetrics
    private let ledger: IngestionLedger
    private let readiness: Readiness
    private let logger: Logger
    private let now: @Sendable () -> Instant
    /// An error after which only the journal itself knows what became durable: the process must start anew from it.
    private let broken = Mutex<JournalError?>(nil)

    private static let registerState = "register"

    /// Opens a territory.
    ///
    /// - Parameters:
    ///   - opened: its journal.
    ///   - folder: where data keys are kept.
    ///   - digesting: keyed with this installation's secret.
    ///   - now: the wall clock; nobody else in the house reads one.
    init(
        opened: Journals.Opened, register: Register, oldest: UInt32, digesting: SipHash128, folder: URL, metrics: IngestionMetrics,
        readiness: Readiness, logger: Logger, now: @escaping @Sendable () -> Instant
    ) async throws {
        journal = opened.journal
        facts = opened.facts
        var logger = logger
        logger[metadataKey: "territory"] = .string(journal.territory)
        self.logger = logger
        self.metrics = metrics
        self.readiness = readiness
        self.now = now
        ledger = try IngestionLedger(folder: folder.deletingLastPathComponent().path, register: register, readiness: readiness)
        let vault = try KeyVault(folder: folder, head: try await journal.extent().head)
        self.vault = vault
        feed = JournalFeed(journal, types: [.observations, .watermark, .register], facts: opened.facts, unseal: { try vault.open($0) })
        state = try await TerritoryState(register: register, oldest: oldest, digesting: digesting, journal: journal, now: now())
        // Nothing may be trimmed before anonymization was ever there.
        try await journal.register(consumer: "anonymization")
        try await write(register)
    }

    /// Takes a new version of the register.
    func update(register: Register, oldest: UInt32) async throws {
        await state.update(register: register, oldest: oldest)
        ledger.take(register)
        try await write(register)
    }

    /// The register goes down with the data: its record is written whenever it differs from the last one.
    private func write(_ register: Register) async throws {
        let payload = register.encoded()
        guard try await journal.state(Self.registerState).snapshot != payload else { return }
        var changes: [StateChange] = [.snapshot(name: Self.registerState, bytes: payload)]
        if let note = facts.note(watermark: nil, register: payload) { changes.append(note) }
        // Never too old to be kept: what comes after it is read by it.
        let append = Append(type: .register, time: Instant(milliseconds: .max), payload: payload)
        _ = try await journal.transact(JournalTransaction(appends: [append], upstream: [], state: changes, expectedNext: nil))
        logger.info("A version of the register is in force", metadata: ["version": "\(register.version)"])
    }

    /// Takes a batch; returns once all it accepted is durable.
    func push(_ bytes: [UInt8], source: String, context: CallContext) async throws(CallError) -> PushReceipt {
        let arrival = now()
        var admission = try await state.admit(bytes, source: source, peer: context.peer, arrival: arrival)
        var receipt = PushReceipt(
            accepted: admission.accepted, duplicates: admission.duplicates, refusals: admission.refusals, sequence: 0)
        do throws(CallError) {
            receipt.sequence = try await commit(&admission, arrival: arrival)
        } catch {
            await state.settle(admission, durable: false)
            for waiting in admission.waiting { _ = await state.isDurable(waiting.ticket, source: source) }
            throw error
        }
        await state.settle(admission, durable: true)
        for waiting in admission.waiting {
            if await state.isDurable(waiting.ticket, source: source) {
                receipt.duplicates += 1
            } else {
                receipt.refusals.append(
                    Refusal(
                        index: UInt32(waiting.index), status: .unavailable, field: "observation_id", reason: "not-durable",
                        message: "an earlier batch with this observation could not be stored; send it again"))
            }
        }
        metrics.count(receipt, territory: journal.territory, source: source)
        ledger.count(receipt, source: source)
        return receipt
    }

    /// Seals and commits what was admitted; the sequence of its record, 0 where there is nothing to store.
    private func commit(_ admission: inout Admission, arrival: Instant) async throws(CallError) -> UInt64 {
        var transaction = JournalTransaction(appends: [], upstream: [], state: [], expectedNext: nil)
        let hour = KeyVault.hour(of: arrival)
        if !admission.payload.isEmpty {
            do {
                let sealed = try vault.seal(admission.payload, hour: hour)
                transaction.appends.append(Append(type: .observations, time: arrival, payload: sealed))
            } catch {
                readiness.report("\(error)")
                throw CallError(.unavailable, "the observations cannot be encrypted at rest: \(error)", retryAfter: .seconds(1))
            }
            admission.payload = []
            if let delta = admission.delta { transaction.state.append(.delta(name: delta.name, bytes: delta.bytes)) }
        }
        add(admission.watermark, to: &transaction)
        if let progress = admission.progress {
            transaction.state.append(.snapshot(name: TerritoryState.watermarkState, bytes: progress))
        }
        if let letters = admission.letters { transaction.state.append(letters) }
        guard !transaction.appends.isEmpty || !transaction.state.isEmpty else { return 0 }
        if admission.keepsOrder, let place = admission.place { await state.turn(of: place) }
        do throws(JournalError) {
            let commit = try await journal.transact(transaction)
            guard transaction.appends.first?.type == .observations else { return 0 }
            vault.note(hour: hour, sequence: commit.firstSequence)
            return commit.firstSequence
        } catch {
            readiness.report("\(error)")
            if case .io = error { broken.withLock { $0 = error } }
            throw Self.refusal(error)
        }
    }

    private func add(_ record: Admission.WatermarkRecord?, to transaction: inout JournalTransaction) {
        guard let record else { return }
        let time = record.watermark.time
        transaction.appends.append(Append(type: .watermark, time: time, payload: record.watermark.encoded()))
        transaction.state.append(.snapshot(name: TerritoryState.watermarkState, bytes: record.state))
        if let note = facts.note(watermark: time, register: nil) { transaction.state.append(note) }
    }

    /// What a partner is told when a batch could not be made durable.
    private static func refusal(_ error: JournalError) -> CallError {
        switch error {
        case .full: CallError(.resourceExhausted, "ingestion's disk or journal budget is full; send again later", retryAfter: .seconds(1))
        case .overloaded: CallError(.resourceExhausted, "too many batches are waiting; send again later", retryAfter: .milliseconds(100))
        case .tooLarge: CallError(.invalidArgument, "the batch is too large to store; send fewer observations in one batch")
        default: CallError(.unavailable, "the batch could not be stored; send it again", retryAfter: .seconds(1))
        }
    }

    /// Writes the watermark where time alone has moved it; throws where the process must start anew.
    func tick() async throws {
        if let error = broken.withLock({ $0 }) { throw error }
        guard let (record, place) = await state.tick(now: now()) else { return }
        await state.turn(of: place)
        var transaction = JournalTransaction(appends: [], upstream: [], state: [], expectedNext: nil)
        add(record, to: &transaction)
        let failure: JournalError?
        do throws(JournalError) {
            _ = try await journal.transact(transaction)
            failure = nil
        } catch {
            failure = error
        }
        await state.settle(record, at: place, durable: failure == nil)
        if let error = failure {
            readiness.report("\(error)")
            logger.warning("A watermark could not be written; it is written with the next", metadata: ["reason": "\(error)"])
        }
    }

    /// Writes what was counted since the house was last tidied.
    func close() async {
        await tidy(isLast: true)
        ledger.write(KeyVault.Destroyed(), now: now())
    }

    /// Forgets expired ids, and destroys keys that are no longer needed or no longer allowed.
    func tidy(isLast: Bool = false) async {
        do {
            let changes = await state.tidy(now: now(), isLast: isLast)
            if !changes.isEmpty {
                _ = try await journal.transact(JournalTransaction(appends: [], upstream: [], state: changes, expectedNext: nil))
            }
            await showHealth()
            let passed = try await journal.consumers().first { $0.name == "anonymization" }?.sequence ?? 0
            let retention = await state.register.sources.map(\.retention).min() ?? 0
            let destroyed = try vault.destroy(passed: passed, retention: retention, now: now())
            metrics.count(destroyed, territory: journal.territory)
            ledger.write(destroyed, now: now())
            if !destroyed.done.isEmpty || !destroyed.overdue.isEmpty {
                _ = try await journal.trim(through: passed, olderThan: nil)
                try await journal.erase()
                logger.info("Data keys were destroyed", metadata: ["hours": "\(destroyed.done.count + destroyed.overdue.count)"])
            }
            report(destroyed)
        } catch {
            readiness.report("\(error)")
            logger.error("Housekeeping failed; it is tried again", metadata: ["reason": "\(error)"])
        }
    }

    /// Takes a partner's report of what its own adapter refused; returns once it is durable.
    func take(_ report: DeadLetterReport) async throws(CallError) -> DeadLetterReportReply {
        let (taken, change) = await state.take(report, now: now())
        if let change {
            do throws(JournalError) {
                _ = try await journal.transact(JournalTransaction(appends: [], upstream: [], state: [change], expectedNext: nil))
            } catch {
                throw Self.refusal(error)
            }
        }
        return DeadLetterReportReply(taken: UInt32(taken))
    }

    /// Whether the register has a source.
    func knows(_ source: String) async -> Bool { await state.register.source(source) != nil }

    /// What was refused, as far as a peer may see it.
    func list(_ request: DeadLettersRequest, for peer: Peer) async -> DeadLettersReply { await state.list(request, for: peer) }

    /// How the sources are, as far as a peer may see it; told to the metrics too where everything is asked for.
    func health(for peer: Peer) async -> SourceHealthReply { SourceHealthReply(sources: await state.health(for: peer, now: now())) }

    /// Shows how the sources are.
    private func showHealth() async {
        metrics.show(await state.health(for: .loopback, now: now()), territory: journal.territory)
    }

    /// Privacy goes before durability, loudly.
    private func report(_ destroyed: KeyVault.Destroyed) {
        let name = "retention/\(journal.territory)"
        if !destroyed.overdue.isEmpty {
            let sentence =
                "\(destroyed.overdue.count) hours of raw observations were destroyed unread: "
                + "their retention ran out before anonymization came"
            readiness.report(sentence)
            logger.critical("\(sentence)")
        }
        if destroyed.late.isEmpty {
            readiness.clear(name)
        } else {
            let sentence = "\(destroyed.late.count) hours of raw observations have used up half of their retention; see to anonymization"
            readiness.set(name, sentence, blocks: false)
            logger.warning("\(sentence)")
        }
    }
}
