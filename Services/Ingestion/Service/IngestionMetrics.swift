import Metrics
import Runtime
import Schema

/// What ingestion counts: by territory, source and reason, never by content.
struct IngestionMetrics: Sendable {
    private let registry: MetricsRegistry

    init(_ registry: MetricsRegistry) {
        self.registry = registry
        registry.describe("quietude_ingestion_accepted", "Observations accepted")
        registry.describe("quietude_ingestion_duplicates", "Observations that were held already")
        registry.describe("quietude_ingestion_refused", "Observations refused, by reason")
        registry.describe("quietude_ingestion_keys_destroyed", "Data keys destroyed, by why")
    }

    /// Counts what became of a batch.
    func count(_ receipt: PushReceipt, territory: String, source: String) {
        let labels = [("territory", territory), ("source", source)]
        if receipt.accepted > 0 { counter("quietude_ingestion_accepted", labels).increment(by: Int(receipt.accepted)) }
        if receipt.duplicates > 0 { counter("quietude_ingestion_duplicates", labels).increment(by: Int(receipt.duplicates)) }
        for refusal in receipt.refusals { counter("quietude_ingestion_refused", labels + [("reason", refusal.reason)]).increment() }
    }

    /// Counts keys destroyed.
    func count(_ destroyed: KeyVault.Destroyed, territory: String) {
        let labels = [("territory", territory)]
        if !destroyed.done.isEmpty {
            counter("quietude_ingestion_keys_destroyed", labels + [("why", "anonymized")]).increment(by: destroyed.done.count)
        }
        if !destroyed.overdue.isEmpty {
            counter("quietude_ingestion_keys_destroyed", labels + [("why", "retention")]).increment(by: destroyed.overdue.count)
        }
    }

    private func counter(_ name: String, _ labels: [(String, String)]) -> Counter {
        Counter(label: name, dimensions: labels, factory: registry)
    }
}
