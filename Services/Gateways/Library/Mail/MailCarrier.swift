import Domain
import Foundation

/// Alerts as digests by e-mail: `quietude-gateway-mail`. What comes in a period goes in one message; what is grave goes at once.
struct MailCarrier: Carrier {
    private struct List: Sendable {
        let recipients: [String]
        let language: Alert.Language
        let period: Int64
        let immediate: Severity
    }

    private let client: SMTPClient
    private let from: String
    private let territory: String
    private let zone: TimeZone
    private let listed: [Endpoint]
    private let lists: [String: List]

    /// Reads `server:`, `from:`, `time-zone:` and `digests:` of the file.
    init(_ root: ConfigurationSection, settings: GatewaySettings) {
        client = SMTPClient(server: Self.server(root.section("server"), settings), timeout: settings.timeout)
        from = root.required("from", "the sender's address")
        if !from.isEmpty, !MailText.isAddress(from) { root.fault("from", "is no plain address such as alertes@ville.example") }
        territory = root.text("territory-name") ?? settings.territory
        let name = root.text("time-zone") ?? "Europe/Paris"
        if TimeZone(identifier: name) == nil { root.fault("time-zone", "is no time zone such as Europe/Paris") }
        zone = TimeZone(identifier: name) ?? .gmt
        var (listed, lists): ([Endpoint], [String: List]) = ([], [:])
        let sections = root.sections("digests")
        if sections.isEmpty { root.fault("digests", "list at least one: - id: …, to: [address], every: 1h") }
        for section in sections {
            let identifier = section.required("id", "a name of its own, that never changes")
            let recipients = section.list("to")
            if recipients.isEmpty || recipients.count > 100 || !recipients.allSatisfy(MailText.isAddress) {
                section.fault("to", "list 1 to 100 plain addresses")
            }
            let period = section.duration("every", in: .seconds(1) ... .seconds(7 * 86_400), default: .seconds(3_600))
            let immediate = section.word(
                "at-once-from",
                [("minor", Severity.minor), ("moderate", .moderate), ("severe", .severe), ("extreme", .extreme)], default: .extreme)
            let language = section.word("language", Alert.Language.allCases.map { ($0.rawValue, $0) }, default: .french)
            let filter = EndpointFilter(section, finishing: false)
            section.finish()
            if lists[identifier] != nil { section.fault("id", "is another digest's already") }
            listed.append(Endpoint(identifier: identifier, filter: filter))
            lists[identifier] = List(
                recipients: recipients, language: language, period: Int64(period / .milliseconds(1)), immediate: immediate)
        }
        (self.listed, self.lists) = (listed, lists)
    }

    private static func server(_ section: ConfigurationSection, _ settings: GatewaySettings) -> SMTPServer {
        let host = section.required("host", "the mail server")
        let security = section.word(
            "security", [("starttls", SMTPServer.Security.starttls), ("tls", .tls), ("none", .none)], default: .starttls)
        let port = section.number("port", in: 1...65_535, default: security == .tls ? 465 : 587)
        let user = section.text("user")
        let password = user == nil ? nil : SecretFile.read(section, "password-file")
        if security == .none, !["127.0.0.1", "::1", "localhost"].contains(host) {
            section.fault("security", "none is for this machine alone: choose starttls or tls")
        }
        let name = section.text("name") ?? "quietude.invalid"
        section.finish()
        return SMTPServer(
            host: host, port: port, security: security, user: user, password: password, trustFile: settings.trustFile, name: name)
    }

    func endpoints() async -> [Endpoint] { listed }

    /// Alerts of one message at the most.
    var batch: Int { 200 }

    /// The end of the running period, aligned to its length; at once for what is grave.
    func due(_ alert: Alert, for endpoint: String, at now: Int64) -> Int64 {
        guard let list = lists[endpoint], alert.severity < list.immediate else { return now }
        return (now / list.period + 1) * list.period
    }

    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult {
        guard !alerts.isEmpty else { return .delivered }
        guard let list = lists[endpoint] else { return .gone(reason: "the configuration does not name the digest any more") }
        let message = DigestMessage(
            from: from, to: list.recipients, alerts: alerts, language: list.language, territory: territory, zone: zone)
        do {
            _ = try await client.send(from: from, to: list.recipients, message: message.bytes(at: now / 1_000))
            return .delivered
        } catch let SMTPError.refused(command, code) {
            // 5yz is for good (RFC 5321, clause 4.2.1); a sign-in that is refused can be mended by whoever runs the gateway.
            if code >= 500, command != "AUTH" { return .rejected(reason: "the mail server answered \(command) with \(code)") }
            return .retry(reason: "the mail server answered \(command) with \(code)")
        } catch let error as SMTPError {
            return .retry(reason: "the mail server: \(error)")
        } catch { return AnswerRules.failure(error, service: "the mail server") }
    }
}
