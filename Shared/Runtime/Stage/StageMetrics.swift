import Metrics
import Journal

/// What one stage counts.
struct StageMetrics: Sendable {
    let records: [String: Counter]
    let lags: [String: Meter]
    let appended: Counter
    let appendedBytes: Counter
    let setAside: Counter
    let snapshots: Counter
    let transactions: Timer

    init(_ registry: MetricsRegistry, territory: String, upstreams: [String]) {
        let here = [("territory", territory)]
        func counter(_ name: String, _ help: String) -> Counter {
            registry.describe(name, help)
            return Counter(label: name, dimensions: here, factory: registry)
        }
        registry.describe("quietude_stage_records", "Upstream records applied")
        registry.describe("quietude_stage_lag_records", "Upstream records not yet applied")
        records = Dictionary(
            uniqueKeysWithValues: upstreams.map {
                ($0, Counter(label: "quietude_stage_records", dimensions: here + [("upstream", $0)], factory: registry))
            })
        lags = Dictionary(
            uniqueKeysWithValues: upstreams.map {
                ($0, Meter(label: "quietude_stage_lag_records", dimensions: here + [("upstream", $0)], factory: registry))
            })
        appended = counter("quietude_stage_appended", "Records appended to the service's own journal")
        appendedBytes = counter("quietude_stage_appended_bytes", "Bytes appended to the service's own journal")
        setAside = counter("quietude_stage_dead_letters", "Upstream records that could not be used")
        snapshots = counter("quietude_stage_snapshots", "Snapshots of the state taken")
        registry.describe("quietude_stage_transaction_seconds", "Time a transaction took to become durable")
        transactions = Timer(label: "quietude_stage_transaction_seconds", dimensions: here, factory: registry)
    }

    /// Counts a transaction that is durable.
    func committed(_ transaction: JournalTransaction, in duration: Duration) {
        transactions.record(duration: duration)
        appended.increment(by: transaction.appends.count)
        appendedBytes.increment(by: transaction.appends.reduce(0) { $0 + $1.payload.count })
        for change in transaction.state {
            if case .snapshot(let name, _) = change, name == "stage" { snapshots.increment() }
        }
    }
}
