import Crypto
import Foundation
import JWTKit
import Testing
import Transport

@testable import Gateways

@Suite("Web Push")
struct WebPushTests {
    /// RFC 8291, Appendix A.
    private enum Example {
        static let content = "When I grow up, I want to be a watermelon"
        static let sender = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
        static let receiver = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        static let receiverSecret = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
        static let authentication = "BTBZMqHH6r4Tts7J_aSIgg"
        static let salt = "DGv6ra1nlYgDCS1FRnbzlw"
        static let result =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    }

    private static func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.decode(text)) }

    @Test("the example of RFC 8291 is found again, byte for byte")
    func example() throws {
        let body = try PushEncryption.encrypt(
            Array(Example.content.utf8), for: try Self.bytes(Example.receiver), secret: try Self.bytes(Example.authentication),
            sender: P256.KeyAgreement.PrivateKey(rawRepresentation: try Self.bytes(Example.sender)), salt: try Self.bytes(Example.salt))
        #expect(Base64URL.encode(body) == Example.result)
    }

    @Test("keys that are none are refused before anything is encrypted")
    func badKeys() {
        #expect(throws: PushEncryption.BadSubscription.self) {
            try PushEncryption.encrypt(
                [1], for: [4] + [UInt8](repeating: 1, count: 64), secret: [UInt8](repeating: 1, count: 16), sender: .init(),
                salt: [UInt8](repeating: 1, count: 16))
        }
    }

    /// What a browser does with a push (RFC 8291, clause 3.4).
    private static func decrypt(_ body: [UInt8]) throws -> String {
        let (salt, own) = (Array(body[0..<16]), Array(body[21..<86]))
        let receiver = try P256.KeyAgreement.PrivateKey(rawRepresentation: try bytes(Example.receiverSecret))
        let shared = try receiver.sharedSecretFromKeyAgreement(with: .init(x963Representation: own))
        let material = shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: try bytes(Example.authentication),
            sharedInfo: Array("WebPush: info\0".utf8) + (try bytes(Example.receiver)) + own, outputByteCount: 32)
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Array("Content-Encoding: aes128gcm\0".utf8), outputByteCount: 16)
        let nonce = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Array("Content-Encoding: nonce\0".utf8), outputByteCount: 12)
        let box = try AES.GCM.SealedBox(
            nonce: .init(data: nonce.withUnsafeBytes { Array($0) }), ciphertext: body[86..<(body.count - 16)], tag: body.suffix(16))
        return String(decoding: try AES.GCM.open(box, using: key).dropLast(), as: UTF8.self)
    }

    private static func run(
        _ answer: @escaping @Sendable (WebStandIn.Received, Int) async -> WebStandIn.Answer
    ) async throws -> (request: WebStandIn.Received, counts: String, files: [String], publicKey: String) {
        let (folder, web) = (try Material.folder(), try await WebStandIn(answer: answer))
        let notification = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(), inForce: [Material.alert("a-1")])
        let key = P256.Signing.PrivateKey()
        try Material.file("\(folder)/vapid", Base64URL.encode(key.rawRepresentation))
        try FileManager.default.createDirectory(atPath: "\(folder)/devices", withIntermediateDirectories: true)
        try Material.file(
            "\(folder)/devices/one.json",
            """
            {"endpoint": "\(web.url)/push/abc", "keys": {"p256dh": "\(Example.receiver)", "auth": "\(Example.authentication)"}, "language": "en"}
            """)
        let yaml =
            try Material.common(folder, notification) + """
                devices: \(folder)/devices
                push-services: [127.0.0.1]
                vapid: { key-file: \(folder)/vapid, subject: "mailto:ops@example.org" }
                """
        let gateway = try await RunningGateway(.webpush, yaml: yaml)
        let request = try #require(await web.received.first(1).first)
        let counts = try #require(await notification.acknowledged.first(1).first)
        await gateway.stop()
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/devices")
        await notification.stop()
        await web.stop()
        return (request, "\(counts.devices)", files, Base64URL.encode(key.publicKey.x963Representation))
    }

    @Test("a push carries headline and identifier alone, encrypted for the browser, with its headers")
    func push() async throws {
        let (request, _, files, publicKey) = try await Self.run { _, _ in .init(status: 201) }
        #expect(try Self.decrypt(request.body) == #"{"headline":"Fight reported","id":"a-1"}"#)
        #expect(request.headers["content-encoding"] == "aes128gcm" && request.headers["urgency"] == "high")
        #expect(request.headers["ttl"].flatMap { Int($0) }.map { $0 > 60 } == true)
        #expect(request.headers["topic"]?.count == 32)
        #expect(files == ["one.json"])
        // RFC 8292: the token is for the push service's origin, signed by the key that is named.
        let authorization = try #require(request.headers["authorization"])
        let match = try #require(try /vapid t=(.+), k=(.+)/.wholeMatch(in: authorization))
        #expect(match.2 == publicKey)
        let keys = await JWTKeyCollection().add(
            ecdsa: try ES256PublicKey(
                pem: P256.Signing.PublicKey(x963Representation: try Self.bytes(publicKey)).pemRepresentation))
        let claims = try await keys.verify(String(match.1), as: TokenClaims.self)
        #expect(claims.aud?.hasPrefix("http://127.0.0.1:") == true && claims.sub == "mailto:ops@example.org")
        let left = try #require(claims.exp) - Int64(Date().timeIntervalSince1970)
        #expect(left > 0 && left <= 24 * 3_600)
    }

    @Test("a subscription that the push service does not know any more is removed and counted as gone", arguments: [404, 410])
    func gone(status: Int) async throws {
        let (_, counts, files, _) = try await Self.run { _, _ in .init(status: status) }
        #expect(files.isEmpty)
        #expect(counts.contains("gone: 1"))
    }

    @Test("an address from outside reaches push services that are named, and nothing else")
    func services() {
        let allowed = ["fcm.googleapis.com", "*.push.apple.com"]
        #expect(WebPushCarrier.isService("https://fcm.googleapis.com/fcm/send/x", allowed))
        #expect(WebPushCarrier.isService("https://web.push.apple.com/x", allowed))
        for address in [
            "http://127.0.0.1:7411/x", "https://push.apple.com.evil.org/", "https://evil.org/fcm.googleapis.com",
            "https://xpush.apple.com/",
        ] {
            #expect(!WebPushCarrier.isService(address, allowed))
        }
    }

    @Test("what the push service refuses for a while is tried again")
    func flood() async throws {
        let (_, counts, files, _) = try await Self.run { _, place in .init(status: place == 0 ? 429 : 201) }
        #expect(files == ["one.json"] && counts.contains("delivered: 1"))
    }
}
