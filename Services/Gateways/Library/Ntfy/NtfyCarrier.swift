import Domain
import Foundation

/// Alerts published to topics of an ntfy server, as JSON (docs.ntfy.sh, "Publish as JSON"): `quietude-gateway-ntfy`.
struct NtfyCarrier: Carrier {
    private struct Topic: Sendable {
        let name: String
        let language: Alert.Language
    }

    private struct Message: Encodable {
        let topic: String
        let message: String
        let priority: Int
        let tags: [String]
        let click: String
    }

    private let server: String
    private let token: String?
    private let click: String
    private let listed: [Endpoint]
    private let topics: [String: Topic]
    private let http: OutgoingHTTP

    /// Reads `server:`, `token-file:` and `topics:` of the file.
    init(_ root: ConfigurationSection, http: OutgoingHTTP) {
        server = root.required("server", "https://… of the ntfy server")
        if !server.isEmpty, !OutgoingHTTP.isSafe(server) { root.fault("server", "must be https://…, or http:// to this machine") }
        token = root.has("token-file") ? SecretFile.read(root, "token-file") : nil
        click = root.text("open") ?? "quietude://alert/{id}"
        var (listed, topics): ([Endpoint], [String: Topic]) = ([], [:])
        let sections = root.sections("topics")
        if sections.isEmpty { root.fault("topics", "list at least one: - topic: quietude-operators") }
        for section in sections {
            let name = section.required("topic", "the topic's name, 1 to 64 letters, digits, - and _")
            let language = section.word("language", Alert.Language.allCases.map { ($0.rawValue, $0) }, default: .french)
            let filter = EndpointFilter(section, finishing: false)
            section.finish()
            if !name.isEmpty, name.wholeMatch(of: /[-_A-Za-z0-9]{1,64}/) == nil {
                section.fault("topic", "may hold 1 to 64 letters, digits, - and _")
            }
            if topics[name] != nil { section.fault("topic", "is listed already") }
            listed.append(Endpoint(identifier: name, filter: filter))
            topics[name] = Topic(name: name, language: language)
        }
        (self.listed, self.topics, self.http) = (listed, topics, http)
    }

    func endpoints() async -> [Endpoint] { listed }

    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult {
        guard let alert = alerts.first else { return .delivered }
        guard let topic = topics[endpoint] else { return .gone(reason: "the configuration does not name the topic any more") }
        let words = PushWords(alert, topic.language)
        let message = Message(
            topic: topic.name, message: words.headline, priority: Self.priority(alert), tags: [Self.tag(alert)],
            click: click.replacingOccurrences(of: "{id}", with: Self.escaped(words.id)))
        var headers = [("content-type", "application/json")]
        if let token { headers.append(("authorization", "Bearer \(token)")) }
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let answer = try await http.post(server, headers: headers, body: Array(encoder.encode(message)))
            return AnswerRules.result(answer, service: "the ntfy server", now: now / 1_000)
        } catch { return AnswerRules.failure(error, service: "the ntfy server") }
    }

    func close() async { await http.close() }

    /// 1 to 5; 3 is usual (docs.ntfy.sh, "Message priority").
    private static func priority(_ alert: Alert) -> Int {
        if alert.messageType == .cancel { return 2 }
        return switch alert.severity {
        case .extreme: 5
        case .severe: 4
        case .moderate, .unknown: 3
        case .minor: 2
        }
    }

    /// ntfy shows these names as pictures.
    private static func tag(_ alert: Alert) -> String { alert.messageType == .cancel ? "white_check_mark" : "warning" }

    private static func escaped(_ identifier: String) -> String {
        identifier.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~"))) ?? identifier
    }
}
