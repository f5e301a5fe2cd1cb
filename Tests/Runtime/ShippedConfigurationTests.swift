import Foundation
import Testing

@testable import Runtime

@Suite("The configuration files that are shipped")
struct ShippedConfigurationTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("compose/config").path

    @Test("each is understood by its service, and says nothing that differs between machines", arguments: ServiceAddress.all)
    func understood(address: ServiceAddress) async throws {
        let file = "\(Self.folder)/\(address.name).yaml"
        let settings = try ServiceSettings(
            try await .resolve(SettingsCatalogue(service: address.name), flags: ["config": file], environment: [:]))
        #expect(settings.endpoint == "tcp://127.0.0.1:\(address.port(base: 7400))")
        #expect(settings.security == .curve)
        #expect(Set(settings.upstreams.keys) == Set(address.upstreams))
    }

    @Test("a file of comments alone leaves every default")
    func comments() async throws {
        try await withTemporaryFolder { folder in
            try "# nothing\n\n---\n".write(toFile: "\(folder)/a.yaml", atomically: true, encoding: .utf8)
            let settings = try ServiceSettings(
                try await .resolve(SettingsCatalogue(service: "ingestion"), flags: ["config": "\(folder)/a.yaml"], environment: [:]))
            #expect(settings.port == 7401)
        }
    }
}
