import Domain
import Foundation
import Testing
import Transport

@testable import Gateways

@Suite("Mail", .enabled(if: Material.hasOpenSSL))
struct MailTests {
    /// A running gateway before a mail server that behaves so.
    private static func run(
        _ manner: MailStandIn.Manner = .init(), inForce: [Alert], digest: String = "every: 1s",
        body: (MailStandIn, NotificationStandIn) async throws -> Void
    ) async throws {
        let folder = try Material.folder()
        let tls = try Material.certificate(folder)
        let mail = try await MailStandIn(tls: tls, manner: manner)
        let notification = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(), inForce: inForce)
        try Material.file("\(folder)/password", "pass")
        let yaml =
            try Material.common(folder, notification).replacingOccurrences(
                of: "attempts: 4", with: "attempts: 4, trust-file: \(tls.certificate)") + """
                server: { host: localhost, port: \(mail.port), security: starttls, user: ops, password-file: \(folder)/password, name: gw.example.org }
                from: alertes@example.org
                territory-name: Marseille
                digests: [{ id: duty, to: [a@example.org, b@example.org], language: fr, \(digest) }]
                """
        let gateway = try await RunningGateway(.mail, yaml: yaml)
        try await body(mail, notification)
        #expect(mail.complaints.all.isEmpty)
        await gateway.stop()
        await notification.stop()
        await mail.stop()
    }

    /// Headers unfolded, and the body decoded.
    private static func parsed(_ message: MailStandIn.Message) -> (headers: [String: String], body: String) {
        let end = message.lines.firstIndex(of: "") ?? message.lines.count
        var headers: [String: String] = [:]
        var last = ""
        for line in message.lines[..<end] {
            if line.hasPrefix(" ") {
                headers[last, default: ""] += line
            } else if let colon = line.firstIndex(of: ":") {
                last = String(line[..<colon])
                headers[last] = String(line[line.index(after: colon)...].drop { $0 == " " })
            }
        }
        var bytes: [UInt8] = []
        for line in message.lines[end...].dropFirst() {
            var rest = Array(line.utf8)[...]
            let isSoft = rest.last == UInt8(ascii: "=")
            if isSoft { rest = rest.dropLast() }
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            }
            if !isSoft { bytes.append(10) }
        }
        return (headers, String(decoding: bytes, as: UTF8.self))
    }

    @Test("what came in a period goes in one message, encrypted and signed in, in French")
    func digest() async throws {
        let alerts = [
            Material.alert(
                "a-1", severity: .minor,
                headline: ".point en tête, et une ligne qui est bien plus longue que ce qu'un courrier admet sans coupure"),
            Material.alert("a-2", type: .cancel, severity: .moderate),
        ]
        try await Self.run(inForce: alerts) { mail, notification in
            let message = try #require(await mail.messages.first(1).first)
            #expect(message.sender == "alertes@example.org" && message.recipients == ["a@example.org", "b@example.org"])
            #expect(message.isEncrypted && message.user == "/ops/pass")
            let (headers, body) = Self.parsed(message)
            #expect(headers["Content-Type"] == "text/plain; charset=utf-8" && headers["MIME-Version"] == "1.0")
            #expect(headers["Message-ID"]?.hasSuffix("@example.org>") == true && headers["Auto-Submitted"] == "auto-generated")
            #expect(headers["Subject"]?.hasPrefix("=?UTF-8?B?") == true)
            #expect(body.contains("\n.point en tête, et une ligne") && body.contains("FIN D'ALERTE") && body.contains("À faire : Éviter"))
            #expect(message.lines.allSatisfy { $0.utf8.count <= 78 && $0.allSatisfy(\.isASCII) })
            #expect(await notification.acknowledged.first(2).allSatisfy { $0.devices == DeviceCounts(delivered: 1) })
        }
    }

    @Test("what is grave does not wait for the period")
    func immediate() async throws {
        try await Self.run(
            inForce: [Material.alert("a-1", severity: .severe)], digest: "every: 1d, at-once-from: severe"
        ) { mail, _ in #expect(await mail.messages.first(1).count == 1) }
    }

    @Test("a server that is busy is tried again, with the same Message-ID")
    func busy() async throws {
        try await Self.run(.init(busyTimes: 1), inForce: [Material.alert("a-1")], digest: "every: 1d, at-once-from: minor") {
            mail, notification in
            _ = await mail.messages.first(1)
            #expect(await notification.acknowledged.first(1).map(\.devices.delivered) == [1])
        }
    }

    @Test("one recipient who is refused does not keep the other from the message")
    func oneRefused() async throws {
        try await Self.run(.init(refuses: "a@example.org"), inForce: [Material.alert("a-1")], digest: "every: 1d, at-once-from: minor") {
            mail, _ in
            #expect(await mail.messages.first(1).first?.recipients == ["b@example.org"])
        }
    }

    private static func attempt(_ manner: MailStandIn.Manner) async throws -> (error: (any Error)?, mail: MailStandIn) {
        let folder = try Material.folder()
        let tls = try Material.certificate(folder)
        let mail = try await MailStandIn(tls: tls, manner: manner)
        let client = SMTPClient(
            server: SMTPServer(
                host: "localhost", port: mail.port, security: .starttls, user: "ops", password: "pass", trustFile: tls.certificate,
                name: "gw"),
            timeout: .seconds(5))
        do {
            _ = try await client.send(from: "a@x.org", to: ["b@x.org"], message: Array("Subject: x\r\n\r\ny\r\n".utf8))
            return (nil, mail)
        } catch { return (error, mail) }
    }

    @Test("a server that offers no encryption gets neither password nor message")
    func noEncryption() async throws {
        let (error, mail) = try await Self.attempt(.init(offersTLS: false))
        #expect(error as? SMTPError == .missing("STARTTLS"))
        #expect(mail.messages.all.isEmpty && mail.complaints.all.isEmpty)
        await mail.stop()
    }

    @Test("what somebody in between says in clear after STARTTLS ends the connection")
    func injection() async throws {
        let (error, mail) = try await Self.attempt(.init(injects: true))
        #expect(error != nil && mail.messages.all.isEmpty)
        await mail.stop()
    }

    @Test("dots at the beginning of lines are doubled, and a dot alone ends the message")
    func dots() {
        #expect(String(decoding: SMTPConversation.stuffed(Array(".\r\n..a\r\nb.".utf8)), as: UTF8.self) == "..\r\n...a\r\nb.\r\n.\r\n")
    }

    @Test("answers of several lines are taken whole, in pieces, and what is none is refused")
    func replies() throws {
        var buffer = Array("250-a\r\n250".utf8)
        #expect(try SMTPReply.take(from: &buffer) == nil)
        buffer += Array(" b\r\n220".utf8)
        #expect(try SMTPReply.take(from: &buffer) == SMTPReply(code: 250, lines: ["a", "b"]))
        #expect(String(decoding: buffer, as: UTF8.self) == "220")
        buffer = Array("HTTP/1.1 400\r\n".utf8)
        #expect(throws: SMTPError.notSMTP) { try SMTPReply.take(from: &buffer) }
    }

    @Test("encoded words are at most 75 characters, cut no character, and read back as the same")
    func encodedWords() {
        let text = String(repeating: "Préfecture – état d'alerte ", count: 6)
        let words = MailText.header(text).components(separatedBy: "\r\n ")
        #expect(words.allSatisfy { $0.count <= 75 })
        let read = words.map { String(decoding: Data(base64Encoded: String($0.dropFirst(10).dropLast(2))) ?? Data(), as: UTF8.self) }
        #expect(read.joined() == text)
        #expect(MailText.header("plain\r\nBcc: x") == "plain  Bcc: x")
    }
}
