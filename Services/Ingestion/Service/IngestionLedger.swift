import Crypto
import Domain
import Logging
import Runtime
import Schema
import Synchronization

/// What ingestion writes into its audit ledger: what came to the door and what was refused there, in numbers, and which data keys were
/// destroyed. Counts are written each time the house is tidied; those since then are lost with a kill, what was accepted is not: the ledger
/// of anonymization counts it again, record by record.
///
/// The lock guards the chain and the counts, which pushes and housekeeping share.
final class IngestionLedger: Sendable {
    private let file: AuditFile
    private let territory: String
    private let readiness: Readiness
    private let content: Mutex<Content>

    init(folder: String, register: Register, readiness: Readiness) throws {
        territory = register.territory.identifier
        self.readiness = readiness
        file = try AuditFile(folder: folder, territory: territory)
        content = Mutex(Content(chain: AuditChain(head: try file.recover()), register: register))
    }

    func take(_ register: Register) { content.withLock { $0.register = register } }

    /// Counts what became of a batch.
    func count(_ receipt: PushReceipt, source: String) {
        content.withLock { content in
            func add(_ name: String, _ count: UInt64) {
                if count > 0 { content.counts[source, default: [:]][name, default: 0] += count }
            }
            add("accepted", UInt64(receipt.accepted))
            add("duplicates", UInt64(receipt.duplicates))
            for refusal in receipt.refusals { add("refused.\(refusal.reason)", 1) }
        }
    }

    /// Writes what was counted, and the keys that were just destroyed. What cannot be written is kept for the next time. Called by one task
    /// at a time; the file is written outside the lock, so that no push waits for it.
    func write(_ destroyed: KeyVault.Destroyed, now: Instant) {
        var (chain, entries) = content.withLock { content in
            content.gather(destroyed, territory: territory, now: now)
            return (content.chain, content.entries)
        }
        guard !entries.isEmpty else { return }
        let count = entries.count
        if chain.head == .empty {
            entries.insert(AuditEntry(.opened, time: now.seconds, service: "ingestion", territory: territory), at: 0)
        }
        let lines = entries.map { chain.append($0) { Array(SHA256.hash(data: $0)) } }
        do {
            try file.append(lines, head: chain.head)
            content.withLock { content in
                content.chain = chain
                content.entries.removeFirst(count)
            }
            readiness.clear("audit/\(territory)")
        } catch {
            readiness.report("\(error)")
            readiness.set("audit/\(territory)", "\(error)", blocks: false)
        }
    }
}

extension IngestionLedger {
    /// What waits for the file.
    private struct Content {
        var chain: AuditChain
        var register: Register
        var counts: [String: [String: UInt64]] = [:]
        var entries: [AuditEntry] = []

        /// Makes entries of what was counted and destroyed.
        mutating func gather(_ destroyed: KeyVault.Destroyed, territory: String, now: Instant) {
            for (source, counts) in counts.sorted(by: { $0.key < $1.key }) { append(.processing, source, counts, territory, now) }
            counts = [:]
            guard !destroyed.done.isEmpty || !destroyed.overdue.isEmpty else { return }
            let (done, overdue) = (UInt64(destroyed.done.count), UInt64(destroyed.overdue.count))
            append(.keysDestroyed, "", ["keys": done + overdue, "anonymized": done, "retention": overdue], territory, now)
        }

        private mutating func append(
            _ kind: AuditEntry.Kind, _ source: String, _ counts: [String: UInt64], _ territory: String, _ now: Instant
        ) {
            entries.append(
                AuditEntry(
                    kind, time: now.seconds, service: "ingestion", territory: territory, source: source, registerVersion: register.version,
                    registerDigest: AuditChain.hexadecimal(register.digest), counts: counts))
        }
    }
}
