import Runtime

/// The gateway's own counts, for `/metrics`.
struct GatewayMeter: Sendable {
    private let metrics: MetricsRegistry
    private let kind: String

    init(_ metrics: MetricsRegistry, kind: String) {
        self.metrics = metrics
        self.kind = kind
        metrics.describe("quietude_gateway_alerts", "Alerts taken from the feed.")
        metrics.describe("quietude_gateway_deliveries", "Tries to deliver, by what became of them.")
        metrics.describe("quietude_gateway_waiting", "Deliveries that wait in the outbox.")
    }

    func took(_ alerts: Int) {
        metrics.makeCounter(label: "quietude_gateway_alerts", dimensions: [("kind", kind)]).increment(by: Int64(alerts))
    }

    func tried(_ result: DeliveryResult, _ alerts: Int) {
        let outcome =
            switch result {
            case .delivered: "delivered"
            case .retry: "retry"
            case .rejected: "rejected"
            case .gone: "gone"
            }
        metrics.makeCounter(label: "quietude_gateway_deliveries", dimensions: [("kind", kind), ("outcome", outcome)])
            .increment(by: Int64(alerts))
    }

    func waits(_ count: Int) {
        metrics.makeMeter(label: "quietude_gateway_waiting", dimensions: [("kind", kind)]).set(Int64(count))
    }
}
