import Crypto
import Foundation
import JWTKit
import Testing
import Transport

@testable import Gateways

@Suite("APNs", .enabled(if: Material.hasOpenSSL))
struct APNsTests {
    private static let device = String(repeating: "ab", count: 32)

    private static func run(
        _ answer: @escaping @Sendable (Int) -> WebStandIn.Answer
    ) async throws -> (requests: [WebStandIn.Received], counts: String, files: [String], key: P256.Signing.PrivateKey) {
        let folder = try Material.folder()
        let tls = try Material.certificate(folder)
        let web = try await WebStandIn(tls: tls) { _, place in answer(place) }
        let notification = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(), inForce: [Material.alert("a-1")])
        let key = P256.Signing.PrivateKey()
        try Material.file("\(folder)/key.p8", key.pemRepresentation)
        try FileManager.default.createDirectory(atPath: "\(folder)/devices", withIntermediateDirectories: true)
        try Material.file("\(folder)/devices/one.json", #"{"token": "\#(device)"}"#)
        let yaml =
            try Material.common(folder, notification).replacingOccurrences(
                of: "attempts: 4", with: "attempts: 4, trust-file: \(tls.certificate)") + """
                devices: \(folder)/devices
                topic: example.quietude
                team: TEAM123456
                key-id: KEY1234567
                key-file: \(folder)/key.p8
                server: "https://localhost:\(web.port)"
                """
        let gateway = try await RunningGateway(.apns, yaml: yaml)
        let counts = try #require(await notification.acknowledged.first(1).first)
        await gateway.stop()
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/devices")
        await notification.stop()
        await web.stop()
        return (web.received.all, "\(counts.devices)", files, key)
    }

    @Test("a notification goes over HTTP/2 with its token and headers, headline and identifier alone")
    func send() async throws {
        let (requests, counts, _, key) = try await Self.run { _ in .init() }
        let request = try #require(requests.first)
        #expect(request.path == "/3/device/\(Self.device)" && counts.contains("delivered: 1"))
        #expect(request.headers["apns-topic"] == "example.quietude" && request.headers["apns-push-type"] == "alert")
        #expect(request.headers["apns-priority"] == "10" && request.headers["apns-expiration"] == "\(Material.farAway)")
        #expect(request.headers["apns-id"] == APNsCarrier.identifier(Material.alert("a-1"), "one"))
        #expect((request.headers["apns-collapse-id"] ?? "").utf8.count <= 64)
        #expect(request.text == #"{"aps":{"alert":{"body":"Rixe signalée"},"sound":"default"},"id":"a-1"}"#)
        let bearer = try #require(request.headers["authorization"]?.dropFirst(7))
        let keys = await JWTKeyCollection().add(ecdsa: try ES256PublicKey(pem: key.publicKey.pemRepresentation))
        let claims = try await keys.verify(String(bearer), as: TokenClaims.self)
        #expect(claims.iss == "TEAM123456" && claims.iat != nil)
        let header = try #require(Base64URL.decode(String(bearer.prefix { $0 != "." })))
        #expect(String(decoding: header, as: UTF8.self).contains(#""kid":"KEY1234567""#))
    }

    @Test("a device that is gone is removed")
    func gone() async throws {
        let (_, counts, files, _) = try await Self.run { _ in .init(status: 410, body: #"{"reason": "Unregistered"}"#) }
        #expect(files.isEmpty && counts.contains("gone: 1"))
    }

    @Test("a token that Apple calls expired is made anew")
    func expiredToken() async throws {
        let (requests, counts, _, _) = try await Self.run { place in
            place == 0 ? .init(status: 403, body: #"{"reason": "ExpiredProviderToken"}"#) : .init()
        }
        #expect(requests.count == 2 && counts.contains("delivered: 1"))
    }

    @Test("Apple's reasons mean what its reference says")
    func reasons() {
        func result(_ status: Int, _ reason: String) -> DeliveryResult {
            APNsCarrier.result(.init(status: status, headers: [], body: ""), reason, now: 0)
        }
        #expect(result(400, "BadDeviceToken") == .gone(reason: "APNs: BadDeviceToken"))
        #expect(result(400, "PayloadTooLarge") == .rejected(reason: "APNs answered 400 PayloadTooLarge"))
        #expect(result(429, "TooManyRequests") == .retry(reason: "APNs answered 429"))
        #expect(result(503, "ServiceUnavailable") == .retry(reason: "APNs answered 503"))
    }

    @Test("the identifier is a UUID, the same at each try and another for another device")
    func identifiers() {
        let one = APNsCarrier.identifier(Material.alert("a"), "x")
        #expect(UUID(uuidString: one) != nil && one == APNsCarrier.identifier(Material.alert("a"), "x"))
        #expect(one != APNsCarrier.identifier(Material.alert("a"), "y"))
    }
}
