import Anonymization
import Metrics
import Runtime

/// What anonymization counts: by territory and reason, never by content.
struct AnonymizationMetrics: Sendable {
    private let registry: MetricsRegistry

    init(_ registry: MetricsRegistry) {
        self.registry = registry
        registry.describe("quietude_anonymization_seen", "Observations looked at")
        registry.describe("quietude_anonymization_incidents", "Incidents that went on")
        registry.describe("quietude_anonymization_readings", "Readings that went on")
        registry.describe("quietude_anonymization_retractions", "Incidents and readings undone")
        registry.describe("quietude_anonymization_dropped", "Observations that did not go on, by reason")
    }

    /// Counts what became of a batch.
    func count(_ counts: AnonymizationCounts, territory: String) {
        let labels = [("territory", territory)]
        add("quietude_anonymization_seen", labels, counts.seen)
        add("quietude_anonymization_incidents", labels, counts.incidents)
        add("quietude_anonymization_readings", labels, counts.readings)
        add("quietude_anonymization_retractions", labels, counts.retractions)
        guard counts.droppedTotal > 0 else { return }
        for reason in DropReason.allCases {
            add("quietude_anonymization_dropped", labels + [("reason", reason.name)], counts[reason])
        }
    }

    private func add(_ name: String, _ labels: [(String, String)], _ amount: UInt64) {
        guard amount > 0 else { return }
        Counter(label: name, dimensions: labels, factory: registry).increment(by: Int(amount))
    }
}
