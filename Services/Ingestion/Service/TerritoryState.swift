import Domain
import Ingestion
import Journal
import Schema
import Transport

/// What ingestion knows of one territory while it runs: its register, the ids it holds, how far its sources have reported.
///
/// The actor guards these; a batch is admitted in one go, without suspending, so that batches are tested one after the other.
actor TerritoryState {
    private(set) var register: Register
    private var validators: TerritoryValidator
    private var windows: [String: DeduplicationWindow] = [:]
    private var watermarks: WatermarkMachine
    private let digesting: SipHash128
    private let arena = Arena()
    /// Batches that others rest on: a duplicate may be told only once the batch that holds it is durable.
    private var awaited: [AwaitedBatch.Key: AwaitedBatch] = [:]
    /// A watermark whose transaction failed: written with the next.
    private var unwritten: Admission.WatermarkRecord?
    /// The last watermark that this process made durable.
    private var written = Instant.distantPast
    private var order = CommitOrder()
    /// Sources of which the journal knows that they were heard.
    private var stored: Set<String> = []

    private var letters: RefusalKeeper
    private var pulses: PulseKeeper

    static let watermarkState = "watermarks"

    /// Takes up what the journal remembers.
    init(register: Register, oldest: UInt32, digesting: SipHash128, journal: any Journal, now: Instant) async throws {
        self.register = register
        self.digesting = digesting
        validators = TerritoryValidator(register: register, oldest: oldest)
        watermarks = WatermarkMachine(register: register)
        letters = try await RefusalKeeper(register: register, digesting: digesting, journal: journal)
        pulses = try await PulseKeeper(register: register, journal: journal)
        if let snapshot = try await journal.state(Self.watermarkState).snapshot { try watermarks.restore(snapshot: snapshot) }
        for entry in register.sources {
            var window = DeduplicationWindow(source: entry, key: digesting)
            for name in try await journal.stateNames(prefix: DeduplicationWindow.prefix(source: entry.identifier)) {
                let deltas = try await journal.state(name).deltas
                try window.restore(name: name, deltas: deltas, now: now)
            }
            windows[entry.identifier] = window
        }
    }

    /// Takes a new version of the register.
    func update(register: Register, oldest: UInt32) {
        self.register = register
        validators = TerritoryValidator(register: register, oldest: oldest)
        watermarks.update(register: register)
        pulses.update(register)
        for entry in register.sources where windows[entry.identifier] == nil {
            windows[entry.identifier] = DeduplicationWindow(source: entry, key: digesting)
        }
    }

    /// Validates and deduplicates a batch. Where it holds anything that must become durable, the caller commits it and then calls `settle`.
    func admit(_ bytes: [UInt8], source: String, peer: Peer, arrival: Instant) throws(CallError) -> Admission {
        let validator: ObservationValidator
        do { validator = try validators.validator(ofSource: source, at: arrival) } catch {
            throw CallError(error.status, "source \(source): \(error.message)")
        }
        if let keys = register.source(source)?.partnerKeys, !keys.isEmpty, peer.role == .partner, !keys.contains(peer.publicKey) {
            throw CallError(.permissionDenied, "the register names other keys for source \(source); ask its controller to add yours")
        }
        guard var window = windows[source] else { throw CallError(.internal, "source \(source) has no window of ids") }
        // Taken out while it changes, so that it is not copied.
        windows[source] = nil
        defer { windows[source] = window }
        var admission = Admission(source: source, reservation: window.reserve(at: arrival), arrival: arrival)
        do {
            try withObservationBatch(bytes, arena: arena) { view in
                try judge(view, validator, &window, &admission, arrival: arrival, bytes: bytes)
            }
        } catch {
            window.rollback(admission.reservation)
            for waiting in admission.waiting { forget(.init(source: source, ticket: waiting.ticket)) }
            if let refused = error as? CallError { throw refused }
            throw CallError(.invalidArgument, "the batch cannot be read: \(error)")
        }
        admission.place = order.enter()
        return admission
    }

    private func judge(
        _ view: ObservationBatchView, _ validator: ObservationValidator, _ window: inout DeduplicationWindow, _ admission: inout Admission,
        arrival: Instant, bytes: [UInt8]
    ) throws {
        let count = view.count
        guard count <= IngestionLimits.batch else {
            throw CallError(.invalidArgument, "a batch holds at most \(IngestionLimits.batch) observations; this one has \(count)")
        }
        if let until = view.reportedUntil, let refusal = validator.refusal(ofReportedUntil: until, arrival: arrival) {
            throw CallError(refusal.status, refusal.message)
        }
        let kind = register.source(admission.source)?.kind ?? .policeLog
        var sound: [Int] = []
        sound.reserveCapacity(count)
        var latest: Instant?
        for index in 0..<count {
            let observation = view[index]
            if let refusal = validator.refusal(of: observation, arrival: arrival) {
                admission.refusals.append(Refusal(index: index, refusal))
                continue
            }
            let operation = Operation(rawValue: UInt8(truncatingIfNeeded: observation.operationNumber)) ?? .create
            admission.reservation.add(observation.observationIDBytes, version: observation.version, operation: operation)
            sound.append(index)
            guard let start = observation.phenomenonStart else { continue }
            let time = WatermarkMachine.eventTime(
                kind: kind, phenomenonStart: start, resultTime: observation.resultTime, arrival: arrival)
            if let time { latest = max(latest ?? time, time) }
        }
        let kept = deduplicate(sound, &window, &admission)
        admission.accepted = UInt32(kept.count)
        admission.delta = window.delta(of: admission.reservation)
        admission.letters = letters.take(admission.refusals, of: view, source: admission.source, arrival: arrival)
        admission.pulse.categories = PulseKeeper.categories(view, kept, register.source(admission.source))
        // What a partner sends to a replayed territory arrives when it arrives.
        admission.pulse.latest = kind == .agenda ? nil : latest
        if !kept.isEmpty { admission.payload = kept.count == count ? bytes : view.encoded(keeping: kept) }
        let watermark = watermarks.received(
            source: admission.source, latest: latest, reportedUntil: view.reportedUntil, arrival: arrival)
        admission.watermark = watermark.map { .init(watermark: told($0, at: arrival), state: watermarks.snapshot()) } ?? unwritten
        unwritten = nil
        if view.reportedUntil != nil || !stored.contains(admission.source) { admission.progress = watermarks.snapshot() }
    }

    /// A watermark with what is unusual about its sources as it is written: decided here, by the clock, and never again by a reader.
    private func told(_ watermark: Watermark, at now: Instant) -> Watermark {
        var watermark = watermark
        let found = pulses.irregularities(register, now: now)
        for index in watermark.sources.indices {
            for irregularity in found[watermark.sources[index].identifier] ?? [] {
                watermark.sources[index].conditions.formUnion(irregularity.condition)
            }
        }
        return watermark
    }

    /// The indexes, among those that are sound, of what is new.
    private func deduplicate(_ sound: [Int], _ window: inout DeduplicationWindow, _ admission: inout Admission) -> [Int] {
        var kept: [Int] = []
        kept.reserveCapacity(sound.count)
        for (index, verdict) in zip(sound, window.test(&admission.reservation)) {
            switch verdict {
            case .fresh: kept.append(index)
            case .duplicate: admission.duplicates += 1
            case .pending(let ticket):
                admission.waiting.append(.init(index: index, ticket: ticket))
                awaited[.init(source: admission.source, ticket: ticket), default: AwaitedBatch()].expected += 1
            case .exceeded: admission.refusals.append(Refusal(index: index, ObservationRefusal(.rateExceeded, .source)))
            }
        }
        return kept
    }

    /// Returns once all that was admitted before a place is settled.
    func turn(of place: CommitOrder.Place) async {
        guard !order.isFirst(place) else { return }
        await withCheckedContinuation { order.wait(place, $0) }
    }

    /// Says what became of an admitted batch's transaction.
    func settle(_ admission: Admission, durable: Bool) {
        if let place = admission.place { settle(admission.watermark, at: place, durable: durable) }
        if durable {
            if admission.progress != nil { stored.insert(admission.source) }
            windows[admission.source]?.confirm(admission.reservation)
            var batch = admission.pulse
            batch.accepted = UInt64(admission.accepted)
            batch.duplicates = UInt64(admission.duplicates)
            batch.refused = UInt64(admission.refusals.count)
            pulses.received(batch, of: admission.source, at: admission.arrival)
        } else {
            windows[admission.source]?.rollback(admission.reservation)
        }
        awaited[.init(source: admission.source, ticket: admission.reservation.ticket)]?.settle(durable)
    }

    /// Says what became of a watermark's transaction, or of one without, and lets those go on who wait for it.
    ///
    /// A watermark that could not be written is written with the next transaction, unless a later one is written or waiting already.
    func settle(_ record: Admission.WatermarkRecord?, at place: CommitOrder.Place, durable: Bool) {
        order.leave(place)
        guard let record else { return }
        let time = record.watermark.time
        if durable {
            written = max(written, time)
            if let waiting = unwritten, waiting.watermark.time <= written { unwritten = nil }
        } else if time > written, time > unwritten?.watermark.time ?? .distantPast {
            unwritten = record
        }
    }

    /// Whether the earlier batch that holds an observation became durable. Returns once it is known; asked once for each `Waiting`.
    func isDurable(_ ticket: DeduplicationWindow.Ticket, source: String) async -> Bool {
        let key = AwaitedBatch.Key(source: source, ticket: ticket)
        let durable: Bool
        if let outcome = awaited[key]?.outcome {
            durable = outcome
        } else {
            durable = await withCheckedContinuation { awaited[key, default: AwaitedBatch()].continuations.append($0) }
        }
        forget(key)
        return durable
    }

    private func forget(_ key: AwaitedBatch.Key) {
        awaited[key]?.expected -= 1
        if awaited[key]?.expected == 0 { awaited[key] = nil }
    }

    /// Time has passed without a batch.
    func tick(now: Instant) -> (record: Admission.WatermarkRecord, place: CommitOrder.Place)? {
        let due =
            watermarks.tick(now: now).map { Admission.WatermarkRecord(watermark: told($0, at: now), state: watermarks.snapshot()) }
            ?? unwritten
        unwritten = nil
        return due.map { ($0, order.enter()) }
    }

    /// What has expired, or was learnt, and must become durable; all that was learnt where it is the last time.
    func tidy(now: Instant, isLast: Bool) -> [StateChange] {
        let expired = windows.keys.sorted().flatMap { windows[$0]?.expire(at: now) ?? [] }
        return expired.map { .delete(name: $0) } + letters.expire(register, now: now) + pulses.tick(now: now, isLast: isLast)
    }

    /// Takes a partner's report of what its adapter refused.
    func take(_ report: DeadLetterReport, now: Instant) -> (taken: Int, change: StateChange?) { letters.take(report, now: now) }

    /// What was refused, as far as a peer may see it.
    func list(_ request: DeadLettersRequest, for peer: Peer) -> DeadLettersReply { letters.list(request, for: peer) }

    /// How the sources are, as far as a peer may see it.
    func health(for peer: Peer, now: Instant) -> [SourceHealthEntry] { pulses.entries(register, for: peer, now: now) }
}
