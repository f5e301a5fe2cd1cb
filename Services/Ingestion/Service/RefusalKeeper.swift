import Domain
import Ingestion
import Journal
import Schema
import Transport

/// The dead letters of a territory's sources, as the journal remembers them.
struct RefusalKeeper {
    private var logs: [String: RefusalLog] = [:]
    /// Under which the digests are made; given to whoever may see them, so that owners find their rows again.
    let key: [UInt8]
    private let hash: SipHash128

    private static let shownLetters = 1_000
    private static let mostShown = 10_000

    /// Takes up what the journal remembers. The key follows from the installation's secret, and tells nothing of it.
    init(register: Register, digesting: SipHash128, journal: any Journal) async throws {
        let digest = digesting.hash(Array("dead letters of \(register.territory.identifier)".utf8))
        hash = SipHash128(key0: digest.low, key1: digest.high)
        key = [digest.low, digest.high].flatMap { half in withUnsafeBytes(of: half.littleEndian) { Array($0) } }
        for source in register.sources {
            let entry = try await journal.state(RefusalLog.stateName(source: source.identifier))
            if !entry.isEmpty { logs[source.identifier] = try RefusalLog(snapshot: entry.snapshot, deltas: entry.deltas) }
        }
    }

    /// Sets aside what a batch's refusals refuse for good. What passes by itself (too many at once) is no dead letter.
    ///
    /// - Returns: what must become durable with the batch; nil where nothing.
    mutating func take(_ refusals: [Refusal], of view: ObservationBatchView, source: String, arrival: Instant) -> StateChange? {
        let final = refusals.filter { $0.status != .resourceExhausted && $0.status != .unavailable }
        guard !final.isEmpty else { return nil }
        let bytes = view.bytes(ofObservations: final.map { Int($0.index) })
        let letters = final.map { refusal in
            RefusedLetter(
                stage: .ingestion, time: arrival, field: refusal.field, reason: refusal.reason,
                digest: hash.hash(bytes[Int(refusal.index)] ?? []), position: UInt64(refusal.index))
        }
        return add(letters, source: source)
    }

    /// Takes a partner's report. Returns how many were not known, and what must become durable.
    mutating func take(_ report: DeadLetterReport, now: Instant) -> (taken: Int, change: StateChange?) {
        let letters = report.letters.compactMap { letter in
            ReportedRefusal.letter(
                time: letter.time ?? now, field: letter.field, reason: letter.reason, digest: letter.digest, position: letter.position,
                now: now)
        }
        let before = logs[report.source]?.total ?? 0
        let change = add(letters, source: report.source)
        return (Int((logs[report.source]?.total ?? 0) - before), change)
    }

    private mutating func add(_ letters: [RefusedLetter], source: String) -> StateChange? {
        logs[source, default: RefusalLog()].add(letters).map {
            .delta(name: RefusalLog.stateName(source: source), bytes: $0)
        }
    }

    /// Forgets what the register's time has run out for. Returns what must become durable.
    mutating func expire(_ register: Register, now: Instant) -> [StateChange] {
        register.sources.compactMap { source in
            let name = source.identifier
            let goes = logs[name]?.expire(before: now.advanced(byMilliseconds: -Int64(source.retention) * 1_000)) ?? false
            guard goes || logs[name]?.isSnapshotDue ?? false, let bytes = logs[name]?.snapshot() else { return nil }
            return .snapshot(name: RefusalLog.stateName(source: name), bytes: bytes)
        }
    }

    /// What a peer may see of what was refused.
    func list(_ request: DeadLettersRequest, for peer: Peer) -> DeadLettersReply {
        var reply = DeadLettersReply(service: "ingestion", letters: [], counts: [], key: key)
        let limit = min(Int(request.limit == 0 ? UInt32(Self.shownLetters) : request.limit), Self.mostShown)
        for (source, log) in logs.sorted(by: { $0.key < $1.key }) {
            guard request.source.isEmpty || request.source == source, peer.maySeeLetters(of: source) else { continue }
            for (cause, count) in log.counts.sorted(by: { $0.key < $1.key }) where request.reason.isEmpty || request.reason == cause.reason
            {
                reply.counts.append(
                    DeadLetterCount(source: source, stage: cause.stage.name, field: cause.field, reason: cause.reason, count: count))
            }
            let letters = log.kept.filter { request.reason.isEmpty || request.reason == $0.reason }.suffix(limit)
            reply.letters += letters.map { letter in
                DeadLetterEntry(
                    source: source, stage: letter.stage.name, time: letter.time, field: letter.field, reason: letter.reason,
                    digest: [letter.digest.low, letter.digest.high].flatMap { half in withUnsafeBytes(of: half.littleEndian) { Array($0) }
                    },
                    position: letter.position)
            }
        }
        reply.letters.sort { ($0.time ?? .distantPast) < ($1.time ?? .distantPast) }
        if reply.letters.count > limit { reply.letters.removeFirst(reply.letters.count - limit) }
        return reply
    }
}

extension Peer {
    /// Whether it may see what was refused of a source, and how the source is: whoever runs the house, and the source's own partner.
    func maySeeLetters(of source: String) -> Bool {
        switch role {
        case .operator, .console, .service: true
        case .partner, .gateway: mayPush(source)
        }
    }
}
