public import Domain

/// What came to the door since the ledger was last written, in numbers, under each version of the register that was in force meanwhile.
///
/// Its size does not grow with time: a number a source and word, for a few versions of the register.
public struct IngestionCounts: Sendable {
    /// Versions that are kept apart while nothing can be written; of more, the oldest are counted under the one after them.
    public static let versions = 8

    /// Counted under one version of the register.
    private struct Period: Sendable {
        var version: String
        var digest: String
        /// By source, then word.
        var counts: [String: [String: UInt64]] = [:]
        /// Keys destroyed, by why.
        var keys: [String: UInt64] = [:]

        init(_ register: Register) {
            version = register.version
            digest = AuditChain.hexadecimal(register.digest)
        }

        mutating func add(_ other: Period) {
            for (source, counts) in other.counts { self.counts[source, default: [:]].merge(counts, uniquingKeysWith: &+) }
            keys.merge(other.keys, uniquingKeysWith: &+)
        }
    }

    /// Oldest first; the last one is of the register in force.
    private var periods: [Period]

    /// Nothing counted, under a register.
    public init(_ register: Register) { periods = [Period(register)] }

    /// A version of the register came into force.
    public mutating func take(_ register: Register) {
        periods.append(Period(register))
        bound()
    }

    /// Counts what became of a source's batch; `refusals` are the reasons, one each observation.
    public mutating func count(accepted: UInt32, duplicates: UInt32, refusals: some Sequence<String>, source: String) {
        add("accepted", UInt64(accepted), source)
        add("duplicates", UInt64(duplicates), source)
        for reason in refusals { add("refused.\(reason)", 1, source) }
    }

    /// Counts keys destroyed: of hours that were all anonymized, and of hours whose retention ran out before.
    public mutating func countKeys(anonymized: Int, overdue: Int) {
        let (done, overdue) = (UInt64(max(anonymized, 0)), UInt64(max(overdue, 0)))
        guard done + overdue > 0 else { return }
        periods[periods.count - 1].keys.merge(
            ["keys": done + overdue, "anonymized": done, "retention": overdue], uniquingKeysWith: &+)
    }

    private mutating func add(_ word: String, _ count: UInt64, _ source: String) {
        if count > 0 { periods[periods.count - 1].counts[source, default: [:]][word, default: 0] += count }
    }

    /// Takes what was counted; counting goes on from nothing.
    public mutating func take() -> IngestionCounts {
        let taken = self
        if var current = periods.last {
            current.counts = [:]
            current.keys = [:]
            periods = [current]
        }
        return taken
    }

    /// What was taken could not be written: it is counted again, before what was counted since.
    public mutating func putBack(_ taken: IngestionCounts) {
        var (earlier, own) = (taken.periods, periods)
        if let last = earlier.popLast() { own[0].add(last) }
        periods = earlier + own
        bound()
    }

    private mutating func bound() {
        let current = periods.last?.digest
        periods.removeAll { $0.counts.isEmpty && $0.keys.isEmpty && $0.digest != current }
        while periods.count > IngestionCounts.versions {
            let oldest = periods.removeFirst()
            periods[0].add(oldest)
        }
    }

    /// As the ledger tells it.
    public func entries(territory: String, time: Int64) -> [AuditEntry] {
        periods.flatMap { period in
            func entry(_ kind: AuditEntry.Kind, _ source: String, _ counts: [String: UInt64]) -> AuditEntry {
                AuditEntry(
                    kind, time: time, service: "ingestion", territory: territory, source: source, registerVersion: period.version,
                    registerDigest: period.digest, counts: counts)
            }
            let counted = period.counts.sorted { $0.key < $1.key }.map { entry(.processing, $0.key, $0.value) }
            return counted + (period.keys.isEmpty ? [] : [entry(.keysDestroyed, "", period.keys)])
        }
    }
}
