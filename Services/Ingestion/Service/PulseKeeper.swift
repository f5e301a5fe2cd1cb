import Domain
import Ingestion
import Journal
import Schema
import Transport

/// How the sources of a territory are, as the journal remembers it. What was learnt since the last minute goes with a kill: numbers about
/// numbers, that the next hour learns again.
struct PulseKeeper {
    private var pulses: [String: SourcePulse] = [:]
    private var changed: Set<String> = []
    private var zone: ZoneTable?
    private var written: Instant?

    /// Milliseconds between two writes.
    private static let interval: Int64 = 60_000
    /// Observations of a batch whose categories are looked at: enough for shares, too few to be felt.
    static let sampled = 64

    init(register: Register, journal: any Journal) async throws {
        zone = Self.zone(register)
        for source in register.sources {
            guard let bytes = try await journal.state(SourcePulse.stateName(source: source.identifier)).snapshot else { continue }
            // Numbers that cannot be read are learnt again; they hold nobody up.
            pulses[source.identifier] = try? SourcePulse(snapshot: bytes)
        }
    }

    mutating func update(_ register: Register) {
        zone = Self.zone(register)
        let known = Set(register.sources.map(\.identifier))
        pulses = pulses.filter { known.contains($0.key) }
    }

    /// The register was checked: its zone is one.
    private static func zone(_ register: Register) -> ZoneTable? { ZoneTable(identifier: register.territory.timeZone) }

    /// The categories of a batch, from a sample of it, scaled to the whole.
    static func categories(_ view: ObservationBatchView, _ indexes: [Int], _ entry: SourceEntry?) -> [UInt16: Double] {
        guard let entry, !indexes.isEmpty else { return [:] }
        let step = max(1, indexes.count / sampled)
        var counts: [UInt16: Double] = [:]
        for place in stride(from: 0, to: indexes.count, by: step) {
            let bytes = view[indexes[place]].originalCodeBytes
            // A withdrawal, or a reading by its kind alone, need not name a code.
            if bytes.isEmpty { continue }
            let code = String(decoding: bytes, as: UTF8.self)
            counts[entry.mappings[code]?.rawValue ?? CategoryMix.unmapped, default: 0] += Double(step)
        }
        return counts
    }

    mutating func received(_ batch: SourcePulse.Batch, of source: String, at arrival: Instant) {
        pulses[source, default: SourcePulse()].received(batch, at: arrival, zone: zone)
        changed.insert(source)
    }

    /// Time has passed. Returns what must become durable; empty where it is too early and not the last time.
    mutating func tick(now: Instant, isLast: Bool) -> [StateChange] {
        for source in pulses.keys { pulses[source]?.tick(now: now, zone: zone) }
        let isDue = isLast || written.map { now.milliseconds - $0.milliseconds >= Self.interval || now < $0 } ?? true
        guard !changed.isEmpty, isDue else { return [] }
        written = now
        defer { changed = [] }
        return changed.sorted().compactMap { source in
            pulses[source].map { .snapshot(name: SourcePulse.stateName(source: source), bytes: $0.snapshot()) }
        }
    }

    /// What is unusual about each source now.
    func irregularities(_ register: Register, now: Instant) -> [String: Set<SourceIrregularity>] {
        Dictionary(
            uniqueKeysWithValues: register.sources.map { source in
                let pulse = pulses[source.identifier]
                return (
                    source.identifier,
                    pulse?.irregularities(now: now, declaredSilence: source.idleAfter, live: register.territory.live) ?? []
                )
            })
    }

    /// How the sources are that a peer may see.
    func entries(_ register: Register, for peer: Peer, now: Instant) -> [SourceHealthEntry] {
        let all = irregularities(register, now: now)
        return register.sources.filter { peer.maySeeLetters(of: $0.identifier) }.map { source in
            let pulse = pulses[source.identifier] ?? SourcePulse()
            let found = all[source.identifier] ?? []
            return SourceHealthEntry(
                source: source.identifier, kind: source.kind, heard: pulse.heard, declaredSilence: source.idleAfter,
                usualGap: pulse.usualGap, expected: pulse.expected, observed: pulse.observed, drift: pulse.drift, unmapped: pulse.unmapped,
                skew: register.territory.live ? pulse.skew : nil, duplicates: pulse.duplicates,
                conditions: SourceIrregularity.allCases.filter(found.contains).map(\.rawValue), accepted: pulse.accepted,
                refused: pulse.refused, idle: pulse.heard.map { max(0, Double(now.milliseconds - $0.milliseconds) / 1_000) } ?? 0)
        }
    }
}
