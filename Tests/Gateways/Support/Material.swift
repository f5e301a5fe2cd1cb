import Domain
import Foundation

@testable import Gateways

/// Alerts, folders and files for the tests of this target.
enum Material {
    /// Far beyond any clock.
    static let farAway: Int64 = 4_000_000_000

    static func alert(
        _ identifier: String, type: Alert.MessageType = .alert, severity: Severity = .severe, expires: Int64 = farAway,
        thread: String = "t",
        headline: String = "Rixe signalée", category: Domain.Category = .brawl
    ) -> Alert {
        Alert(
            identifier: identifier, sender: "quietude/marseille", sent: 1_790_000_000, status: .actual, messageType: type, references: [],
            capCategory: "Security", category: category, urgency: .immediate, severity: severity, certainty: .observed,
            effective: 1_790_000_000,
            onset: 1_790_000_000, expires: expires,
            french: Alert.Wording(
                event: "Rixe", headline: headline, description: "Dix personnes, rue du Test", instruction: "Éviter le secteur"),
            english: Alert.Wording(
                event: "Fight", headline: "Fight reported", description: "Ten people, Test street", instruction: "Keep away"),
            cells: [Cell(column: 3, row: 4)], rule: "r", thread: thread, cause: "c", place: Alert.Place(french: "Centre", english: "Centre")
        )
    }

    /// A new folder of this test alone.
    static func folder() throws -> String {
        let path = "\(NSTemporaryDirectory())/quietude-gateways-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// A file that only its owner may read.
    @discardableResult
    static func file(_ path: String, _ text: String, mode: Int = 0o600) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    static let webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// The part of a file that all gateways have.
    static func common(_ folder: String, _ notification: NotificationStandIn? = nil) throws -> String {
        var text = """
            territory: marseille
            name: gateway
            data: \(folder)/state
            delivery: { first-wait: 1ms, longest-wait: 5ms, timeout: 5s, attempts: 4 }

            """
        if let notification {
            try? FileManager.default.removeItem(atPath: "\(folder)/gateway.key")
            try notification.gatewayKey.write(to: "\(folder)/gateway.key")
            text += """
                notification:
                  endpoints: ["\(notification.endpoint)"]
                  key-file: \(folder)/gateway.key
                  server-key: "\(notification.serverKey)"

                """
        } else {
            text += "notification: { security: plain }\n"
        }
        return text
    }

    /// A self-signed certificate for 127.0.0.1 and localhost by Debian's openssl.
    static func certificate(_ folder: String) throws -> (certificate: String, key: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(folder)/tls.key", "-out", "\(folder)/tls.pem", "-days", "2",
            "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
        ]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return ("\(folder)/tls.pem", "\(folder)/tls.key")
    }

    static let hasOpenSSL = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
}
