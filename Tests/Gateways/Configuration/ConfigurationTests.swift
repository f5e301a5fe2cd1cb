import Foundation
import Testing

@testable import Gateways

@Suite("A gateway's file")
struct ConfigurationTests {
    private static func faults(_ yaml: String, _ kind: GatewayKind = .webhook) async -> [ConfigurationFault] {
        do {
            let file = try await GatewayFile(kind: kind, yaml: yaml, logger: NotificationStandIn.quiet)
            await file.carrier.close()
            return []
        } catch { return (error as? ConfigurationError)?.faults ?? [] }
    }

    private static func webhook(_ folder: String, _ endpoint: String) throws -> String {
        try Material.common(folder) + "endpoints:\n  - \(endpoint)\n"
    }

    @Test("a whole file has no faults")
    func whole() async throws {
        let folder = try Material.folder()
        try Material.file("\(folder)/s", Material.webhookSecret)
        let yaml = try Self.webhook(
            folder, "{ id: a, url: 'https://example.org/x', secret-file: \(folder)/s, format: cap, minimum-severity: severe }")
        #expect(await Self.faults(yaml).isEmpty)
    }

    @Test("a secret that others may read is refused, with line, key and remedy, and never shown")
    func openSecret() async throws {
        let folder = try Material.folder()
        try Material.file("\(folder)/s", Material.webhookSecret, mode: 0o644)
        let faults = await Self.faults(try Self.webhook(folder, "{ id: a, url: 'https://example.org', secret-file: \(folder)/s }"))
        #expect(faults.map(\.key) == ["endpoints[1].secret-file"])
        #expect(faults[0].line == 7 && faults[0].remedy.contains("chmod 600"))
        #expect(!faults[0].description.contains("MfKQ9r8"))
    }

    @Test("all faults are told at once, in the order of their lines")
    func several() async throws {
        let faults = await Self.faults(
            "territory: marseille\nname: g\ndata: /tmp/x\ndelivery: { attempts: 0, atempts: 3 }\nnotification: { security: plain }\n")
        #expect(faults.map(\.key) == ["endpoints", "delivery.atempts", "delivery.attempts"])
        #expect(faults[1].remedy.contains("attempts") && faults[1].line == 4)
    }

    @Test("plain HTTP leaves this machine never")
    func plainHTTP() async throws {
        let folder = try Material.folder()
        try Material.file("\(folder)/s", Material.webhookSecret)
        let faults = await Self.faults(try Self.webhook(folder, "{ id: a, url: 'http://example.org', secret-file: \(folder)/s }"))
        #expect(faults.map(\.key) == ["endpoints[1].url"])
    }

    @Test("without a key file and notification's key nothing is subscribed to")
    func keys() async {
        let faults = await Self.faults("territory: m\nname: g\ndata: /tmp/x\nendpoints: []\n")
        #expect(Set(faults.map(\.key)).isSuperset(of: ["notification.key-file", "notification.server-key"]))
    }

    @Test("what is no YAML is told with its line")
    func noYAML() async {
        let faults = await Self.faults("territory: [\nname: x")
        #expect(faults.map(\.key) == ["file"] && faults[0].line != nil)
    }

    @Test("mail in clear leaves this machine never, and a header cannot be smuggled into an address")
    func mail() async throws {
        let yaml =
            try Material.common(try Material.folder()) + """
                server: { host: mail.example.org, security: none }
                from: alertes@example.org
                digests: [{ id: a, to: ["x@example.org\\r\\nBcc: y@example.org"] }]
                """
        #expect(await Self.faults(yaml, .mail).map(\.key) == ["server.security", "digests[1].to"])
    }

    @Test("the shipped examples have no faults but the secrets that are not there", arguments: GatewayKind.allCases)
    func shipped(kind: GatewayKind) async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "compose/config/gateway-\(kind.rawValue).yaml"), encoding: .utf8)
        let others = await Self.faults(text, kind).filter { !$0.key.hasSuffix("-file") && $0.key != "notification.server-key" }
        #expect(others.isEmpty)
    }
}
