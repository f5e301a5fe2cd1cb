import Ingestion
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
        registry.describe("quietude_source_idle_seconds", "Since the source was heard")
        registry.describe("quietude_source_usual_gap_seconds", "Between two batches, learnt")
        registry.describe("quietude_source_expected_hourly", "Observations expected in the last full hour, learnt")
        registry.describe("quietude_source_observed_hourly", "Observations in the last full hour")
        registry.describe("quietude_source_drift", "Population stability index of the categories; above 0.25 they have drifted")
        registry.describe("quietude_source_unmapped_share", "Share of codes that the register does not map")
        registry.describe("quietude_source_skew_seconds", "By how much the source's clock is ahead; negative: reports have become later")
        registry.describe("quietude_source_duplicate_share", "Share of what was sent that was held already")
        registry.describe("quietude_source_condition", "1 where this is unusual about the source now")
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

    /// Shows how the sources are: what is known of each, and 1 for each condition that is unusual now, 0 for the others.
    func show(_ sources: [SourceHealthEntry], territory: String) {
        for source in sources {
            let labels = [("territory", territory), ("source", source.source)]
            if source.heard != nil { gauge("quietude_source_idle_seconds", labels).record(source.idle) }
            let numbers: [(String, Double?)] = [
                ("quietude_source_usual_gap_seconds", source.usualGap), ("quietude_source_expected_hourly", source.expected),
                ("quietude_source_drift", source.drift), ("quietude_source_unmapped_share", source.unmapped),
                ("quietude_source_skew_seconds", source.skew), ("quietude_source_duplicate_share", source.duplicates),
            ]
            for (name, value) in numbers { if let value { gauge(name, labels).record(value) } }
            if source.expected != nil { gauge("quietude_source_observed_hourly", labels).record(Double(source.observed)) }
            let found = Set(source.conditions)
            for condition in SourceIrregularity.allCases {
                gauge("quietude_source_condition", labels + [("condition", condition.rawValue)])
                    .record(found.contains(condition.rawValue) ? 1.0 : 0.0)
            }
        }
    }

    private func gauge(_ name: String, _ labels: [(String, String)]) -> Gauge { Gauge(label: name, dimensions: labels, factory: registry) }

    private func counter(_ name: String, _ labels: [(String, String)]) -> Counter {
        Counter(label: name, dimensions: labels, factory: registry)
    }
}
