import Crypto
import Domain
import Ingestion
import Logging
import Runtime
import Schema
import Synchronization

/// What ingestion writes into its audit ledger: what came to the door and what was refused there, in numbers, and which data keys were
/// destroyed. Counts are written each time the house is tidied; those since then are lost with a kill, what was accepted is not: the ledger
/// of anonymization counts it again, record by record.
///
/// The lock guards the counts, which pushes and housekeeping share.
final class IngestionLedger: Sendable {
    private let file: AuditFile
    private let territory: String
    private let readiness: Readiness
    private let content: Mutex<Content>

    private struct Content {
        var chain: AuditChain
        var counts: IngestionCounts
    }

    init(folder: String, register: Register, readiness: Readiness) throws {
        territory = register.territory.identifier
        self.readiness = readiness
        file = try AuditFile(folder: folder, territory: territory)
        content = Mutex(Content(chain: AuditChain(head: try file.recover()), counts: IngestionCounts(register)))
    }

    func take(_ register: Register) { content.withLock { $0.counts.take(register) } }

    /// Counts what became of a batch.
    func count(_ receipt: PushReceipt, source: String) {
        content.withLock { content in
            content.counts.count(
                accepted: receipt.accepted, duplicates: receipt.duplicates, refusals: receipt.refusals.lazy.map(\.reason), source: source)
        }
    }

    /// Writes what was counted, and the keys that were just destroyed. What cannot be written is gathered with what is counted until the
    /// next time. Called by one task at a time; the file is written outside the lock, so that no push waits for it.
    func write(_ destroyed: KeyVault.Destroyed, now: Instant) {
        let (before, counts) = content.withLock { content in
            content.counts.countKeys(anonymized: destroyed.done.count, overdue: destroyed.overdue.count)
            return (content.chain, content.counts.take())
        }
        var chain = before
        var entries = counts.entries(territory: territory, time: now.seconds)
        guard !entries.isEmpty else { return }
        if chain.head == .empty {
            entries.insert(AuditEntry(.opened, time: now.seconds, service: "ingestion", territory: territory), at: 0)
        }
        let lines = entries.map { chain.append($0) { Array(SHA256.hash(data: $0)) } }
        do {
            try file.append(lines, head: chain.head)
            content.withLock { [chain] in $0.chain = chain }
            readiness.clear("audit/\(territory)")
        } catch {
            content.withLock { $0.counts.putBack(counts) }
            readiness.report("\(error)")
            readiness.set("audit/\(territory)", "\(error)", blocks: false)
        }
    }
}
