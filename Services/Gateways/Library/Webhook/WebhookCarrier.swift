import AlertDocuments
import Domain
import Foundation

/// Alerts as signed HTTPS POSTs: `quietude-gateway-webhook`.
struct WebhookCarrier: Carrier {
    /// What the body is.
    private enum Form: Sendable {
        case json, cap, geojson

        var mediaType: String {
            switch self {
            case .json: "application/json"
            case .cap: "application/cap+xml"
            case .geojson: "application/geo+json"
            }
        }
    }

    private struct Target: Sendable {
        let url: String
        let signature: WebhookSignature
        let form: Form
    }

    private let listed: [Endpoint]
    private let targets: [String: Target]
    private let documents: AlertDocuments
    private let http: OutgoingHTTP

    /// Reads `endpoints:` of the file.
    init(_ root: ConfigurationSection, settings: GatewaySettings, http: OutgoingHTTP) {
        documents = AlertDocuments(grid: GridSettings.read(root), territory: root.text("territory-name") ?? settings.territory)
        var (listed, targets): ([Endpoint], [String: Target]) = ([], [:])
        let sections = root.sections("endpoints")
        if sections.isEmpty { root.fault("endpoints", "list at least one: - id: …, url: https://…, secret-file: …") }
        for section in sections {
            let identifier = section.required("id", "a name of its own, that never changes")
            let url = section.required("url", "https://…")
            if !url.isEmpty, !OutgoingHTTP.isSafe(url) { section.fault("url", "must be https://…, or http:// to this machine") }
            let secret = SecretFile.read(section, "secret-file")
            var secrets = secret.map { [$0] } ?? []
            if section.has("previous-secret-file"), let before = SecretFile.read(section, "previous-secret-file") { secrets.append(before) }
            let signature = WebhookSignature(secrets: secrets)
            if secret != nil, signature == nil { section.fault("secret-file", "must hold 24 to 64 bytes in base 64, as whsec_… does") }
            let form = section.word("format", [("json", Form.json), ("cap", .cap), ("geojson", .geojson)], default: .json)
            let filter = EndpointFilter(section, finishing: false)
            section.finish()
            if targets[identifier] != nil { section.fault("id", "is another endpoint's already") }
            guard let signature else { continue }
            listed.append(Endpoint(identifier: identifier, filter: filter))
            targets[identifier] = Target(url: url, signature: signature, form: form)
        }
        (self.listed, self.targets, self.http) = (listed, targets, http)
    }

    func endpoints() async -> [Endpoint] { listed }

    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult {
        guard let alert = alerts.first else { return .delivered }
        guard let target = targets[endpoint] else { return .gone(reason: "the configuration does not name the endpoint any more") }
        let body: [UInt8]
        do { body = try self.body(alert, target.form) } catch { return .retry(reason: "the document cannot be written: \(error)") }
        let signed = target.signature.headers(identifier: alert.identifier, timestamp: now / 1_000, body: body)
        do {
            let answer = try await http.post(target.url, headers: [("content-type", target.form.mediaType)] + signed, body: body)
            return AnswerRules.result(answer, service: "the webhook", now: now / 1_000)
        } catch { return AnswerRules.failure(error, service: "the webhook") }
    }

    private func body(_ alert: Alert, _ form: Form) throws -> [UInt8] {
        switch form {
        case .json: AlertJSON(alert).bytes
        case .cap: Array(try documents.document(alert, as: .cap).utf8)
        case .geojson: Array(try documents.document(alert, as: .geojson).utf8)
        }
    }

    func close() async { await http.close() }
}
