import Schema

/// What one path of the operations port answers. Pure: no socket.
struct OperationsPage: Equatable {
    var status: Int
    var contentType: String
    var body: String

    static let jsonType = "application/json; charset=utf-8"

    /// The process answers: it lives.
    static let live = OperationsPage(status: 200, contentType: jsonType, body: "{\"status\":\"live\"}\n")

    /// Whether it takes work, with the reasons where it does not.
    static func ready(_ health: HealthReply) -> OperationsPage {
        var body = "{\"status\":\"\(health.status == .serving ? "ready" : "not-ready")\",\"service\":"
        body.appendJSON(health.service)
        body += ",\"version\":"
        body.appendJSON(health.version)
        body += ",\"uptime_ms\":\(health.uptime),\"reasons\":["
        for (index, reason) in health.reasons.enumerated() {
            if index > 0 { body += "," }
            body.appendJSON(reason)
        }
        body += "],\"last_error\":"
        body.appendJSON(health.lastError)
        return OperationsPage(status: health.status == .serving ? 200 : 503, contentType: jsonType, body: body + "}\n")
    }

    /// Every metric.
    static func metrics(_ registry: MetricsRegistry, process: ProcessMetrics?) -> OperationsPage {
        OperationsPage(status: 200, contentType: PrometheusText.contentType, body: PrometheusText.page(registry, process: process))
    }
}
