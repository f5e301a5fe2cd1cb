import Foundation
import Testing

@testable import Runtime

@Suite("Settings")
struct SettingsTests {
    private func settings(
        _ service: String = "anonymization", flags: [String: String] = [:], environment: [String: String] = [:], own: [Setting] = []
    ) async throws -> ServiceSettings {
        let catalogue = SettingsCatalogue(service: service, own: own)
        return try ServiceSettings(try await .resolve(catalogue, flags: flags, environment: environment))
    }

    private func message(_ body: () async throws -> some Any) async -> String {
        do {
            _ = try await body()
            return "nothing was thrown"
        } catch {
            return "\(error)"
        }
    }

    @Test("what nobody says has its default")
    func defaults() async throws {
        let settings = try await settings(environment: ["QUIETUDE_DATA": "/nowhere"])
        #expect(settings.endpoint == "tcp://127.0.0.1:7402")
        #expect(settings.httpPort == 7412)
        #expect(settings.upstreams == ["ingestion": ["tcp://127.0.0.1:7401"]])
        #expect(settings.security == .curve)
        #expect(settings.keysDirectory == "/nowhere/keys")
        #expect(settings.limits.transaction == 4 << 20)
        #expect(settings.drainTimeout == .seconds(10))
        #expect(settings.retention == nil)
    }

    @Test("a flag goes before a variable, a variable before the file, the file before the default")
    func precedence() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/a.yaml"
            try "host: 127.0.0.2\nport: 1001\nhttp:\n  port: 1002\nlog:\n  level: debug\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            let settings = try await settings(
                flags: ["config": file, "port": "3001"],
                environment: ["QUIETUDE_PORT": "2001", "QUIETUDE_HTTP_PORT": "2002", "QUIETUDE_DATA": folder])
            #expect(settings.port == 3001)
            #expect(settings.httpPort == 2002)
            #expect(settings.host == "127.0.0.2")
            #expect(settings.logLevel == .debug)
            #expect(settings.logFormat == .json)
        }
    }

    @Test("the data folder's own file is read where none is named")
    func usualFile() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/config", withIntermediateDirectories: true)
            try "drain-timeout: 3s\n".write(toFile: "\(folder)/config/anonymization.yaml", atomically: true, encoding: .utf8)
            #expect(try await settings(flags: ["data": folder]).drainTimeout == .seconds(3))
        }
    }

    @Test("the port base shifts own ports and upstreams")
    func portBase() async throws {
        let settings = try await settings("notification", environment: ["QUIETUDE_PORT_BASE": "9000", "QUIETUDE_DATA": "/nowhere"])
        #expect(settings.port == 9005)
        #expect(settings.httpPort == 9015)
        #expect(settings.upstreams == ["correlation": ["tcp://127.0.0.1:9003"], "forecasting": ["tcp://127.0.0.1:9004"]])
    }

    @Test("a list is separated by commas, or a list in the file", arguments: ["[tcp://a:1, tcp://b:2]", "tcp://a:1,tcp://b:2"])
    func lists(text: String) async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/a.yaml"
            try "upstream:\n  ingestion: \(text)\n".write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await settings(flags: ["config": file]).upstreams["ingestion"] == ["tcp://a:1", "tcp://b:2"])
        }
    }

    @Test("an unknown key of the file is refused, named, and the nearest key told")
    func unknownKey() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/a.yaml"
            try "http:\n  prot: 7\n".write(toFile: file, atomically: true, encoding: .utf8)
            let message = await message { try await settings(flags: ["config": file]) }
            #expect(message.contains(file) && message.contains("\"http.prot\"") && message.contains("Did you mean http.port?"))
        }
    }

    @Test("a file that is not there, or not YAML, is refused by name")
    func badFile() async throws {
        try await withTemporaryFolder { folder in
            let missing = await message { try await settings(flags: ["config": "\(folder)/none.yaml"]) }
            #expect(missing.contains("There is no configuration file \(folder)/none.yaml"))
            try "- a\n- b\n".write(toFile: "\(folder)/list.yaml", atomically: true, encoding: .utf8)
            let list = await message { try await settings(flags: ["config": "\(folder)/list.yaml"]) }
            #expect(list.contains("list.yaml cannot be read as YAML settings"))
        }
    }

    @Test(
        "a bad value is refused with the place it came from, the value and what it should be",
        arguments: [
            ("QUIETUDE_PORT", "70000", "must be a port"), ("QUIETUDE_LIMITS_CREDIT", "much", "must be a size such as"),
            ("QUIETUDE_DRAIN_TIMEOUT", "soon", "must be a time such as"), ("QUIETUDE_LOG_FORMAT", "xml", "must be one of json, human"),
            ("QUIETUDE_PORT_BASE", "-1", "must be a whole number"), ("QUIETUDE_HOST", "", "must not be empty"),
        ])
    func badValue(variable: String, value: String, complaint: String) async throws {
        let message = await message { try await settings(environment: [variable: value, "QUIETUDE_DATA": "/nowhere"]) }
        #expect(message.contains(variable) && message.contains("\"\(value)\"") && message.contains(complaint))
    }

    @Test("a journal that is not sqlite is refused in a sentence that hides its password")
    func journalURL() async throws {
        let message = await message {
            try await settings(flags: ["journal.url": "postgresql://me:secret@host/db", "data": "/nowhere"])
        }
        #expect(message.contains("--journal-url") && message.contains("Only \"sqlite\" is understood") && !message.contains("secret"))
    }

    @Test("plain sockets beyond loopback are refused")
    func plainBeyondLoopback() async throws {
        let message = await message { try await settings(flags: ["security": "plain-loopback", "host": "0.0.0.0", "data": "/nowhere"]) }
        #expect(message.contains("must not listen on 0.0.0.0") && message.contains("--security curve"))
    }

    @Test("one port for both servers is refused")
    func samePort() async throws {
        let message = await message { try await settings(flags: ["port": "5000", "http.port": "5000", "data": "/nowhere"]) }
        #expect(message.contains("--port and --http-port are both 5000"))
    }

    @Test("a variable of ours that no setting has is worth a warning, not a refusal")
    func unknownVariable() async throws {
        let settings = try await settings(environment: ["QUIETUDE_PROT": "1", "QUIETUDE_DATA": "/nowhere", "HOME": "/root"])
        #expect(settings.resolved.warnings.count == 1)
        #expect(settings.resolved.warnings.first?.contains("QUIETUDE_PROT") == true)
    }

    @Test("a service's own setting is read like the others")
    func ownSetting() async throws {
        let own = Setting("policy", .path, default: "policy.yaml", english: "Policy", french: "Politique")
        let settings = try await settings(environment: ["QUIETUDE_POLICY": "/etc/p.yaml", "QUIETUDE_DATA": "/nowhere"], own: [own])
        #expect(settings.resolved.text("policy") == "/etc/p.yaml")
        #expect(settings.resolved.warnings.isEmpty)
    }

    @Test("sizes and times are read with their units")
    func units() {
        #expect(SettingValue.bytes("64MiB") == 64 << 20)
        #expect(SettingValue.bytes("3 GB") == 3_000_000_000)
        #expect(SettingValue.bytes("17") == 17)
        #expect(SettingValue.bytes("99999999999TiB") == nil)
        #expect(SettingValue.duration("250ms") == .milliseconds(250))
        #expect(SettingValue.duration("2h") == .seconds(7200))
        #expect(SettingValue.duration("-1s") == nil)
    }
}
