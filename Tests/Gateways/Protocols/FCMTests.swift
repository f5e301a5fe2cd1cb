import Foundation
import JWTKit
import Testing
import Transport

@testable import Gateways

@Suite("FCM", .enabled(if: Material.hasOpenSSL))
struct FCMTests {
    private struct Run {
        let requests: [WebStandIn.Received]
        let counts: String
        let files: [String]
        let publicKey: String
    }

    private static func run(_ sends: @escaping @Sendable (Int) -> WebStandIn.Answer) async throws -> Run {
        let folder = try Material.folder()
        let web = try await WebStandIn { request, place in
            request.path == "/token"
                ? .init(headers: ["content-type": "application/json"], body: #"{"access_token": "at-\#(place)", "expires_in": 3600}"#)
                : sends(place)
        }
        let notification = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(), inForce: [Material.alert("a-1")])
        let key = try Material.certificate(folder)
        let pem = try String(contentsOfFile: key.key, encoding: .utf8).replacingOccurrences(of: "\n", with: "\\n")
        try Material.file(
            "\(folder)/account",
            """
            {"project_id": "city", "private_key": "\(pem)", "private_key_id": "k1", "client_email": "q@city.example", "token_uri": "\(web.url)/token"}
            """)
        try FileManager.default.createDirectory(atPath: "\(folder)/devices", withIntermediateDirectories: true)
        try Material.file("\(folder)/devices/one.json", #"{"token": "device-token"}"#)
        let yaml =
            try Material.common(folder, notification) + """
                devices: \(folder)/devices
                service-account-file: \(folder)/account
                server: "\(web.url)"
                """
        let gateway = try await RunningGateway(.fcm, yaml: yaml)
        let counts = try #require(await notification.acknowledged.first(1).first)
        await gateway.stop()
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/devices")
        await notification.stop()
        await web.stop()
        return Run(
            requests: web.received.all, counts: "\(counts.devices)", files: files,
            publicKey: try String(contentsOfFile: key.certificate, encoding: .utf8))
    }

    private static func failure(_ code: String, _ status: Int) -> WebStandIn.Answer {
        .init(
            status: status,
            body:
                #"{"error": {"code": \#(status), "status": "X", "details": [{"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "\#(code)"}]}}"#
        )
    }

    @Test("a signed statement is exchanged for a token, and the message goes with it")
    func send() async throws {
        let run = try await Self.run { _ in .init(body: #"{"name": "projects/city/messages/1"}"#) }
        #expect(run.requests.map(\.path) == ["/token", "/v1/projects/city/messages:send"])
        let form = run.requests[0].text.split(separator: "&")
        #expect(form[0] == "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer")
        let keys = await JWTKeyCollection().add(
            rsa: try Insecure.RSA.PublicKey(certificatePEM: run.publicKey), digestAlgorithm: .sha256)
        let claims = try await keys.verify(String(form[1].dropFirst(10)), as: TokenClaims.self)
        #expect(claims.iss == "q@city.example" && claims.scope == "https://www.googleapis.com/auth/firebase.messaging")
        #expect(claims.aud?.hasSuffix("/token") == true && (claims.exp ?? 0) - (claims.iat ?? 0) == 3_600)
        let message = run.requests[1]
        #expect(message.headers["authorization"] == "Bearer at-0")
        #expect(message.json("message", "token") == "device-token" && message.json("message", "data", "id") == "a-1")
        #expect(message.json("message", "notification", "body") == "Rixe signalée")
        #expect(message.json("message", "android", "priority") == "HIGH")
        #expect(!message.text.contains("rue du Test"))
        #expect(run.counts.contains("delivered: 1"))
    }

    @Test("a device that is not registered any more is removed")
    func unregistered() async throws {
        let run = try await Self.run { _ in Self.failure("UNREGISTERED", 404) }
        #expect(run.files.isEmpty && run.counts.contains("gone: 1"))
    }

    @Test("a token that is not taken any more is had anew, once")
    func expiredToken() async throws {
        let run = try await Self.run { place in place == 1 ? .init(status: 401) : .init() }
        #expect(run.requests.map(\.path).filter { $0 == "/token" }.count == 2)
        #expect(run.requests.last?.headers["authorization"] == "Bearer at-2")
        #expect(run.counts.contains("delivered: 1"))
    }

    @Test("Google's codes mean what its reference says")
    func codes() {
        func result(_ code: String, _ status: Int) -> DeliveryResult {
            FCMCarrier.result(.init(status: status, headers: [], body: Self.failure(code, status).body), now: 0)
        }
        #expect(result("QUOTA_EXCEEDED", 429) == .retry(reason: "FCM: QUOTA_EXCEEDED", after: .seconds(60)))
        #expect(result("UNAVAILABLE", 503) == .retry(reason: "FCM: UNAVAILABLE"))
        #expect(result("INTERNAL", 500) == .retry(reason: "FCM: INTERNAL"))
        #expect(result("INVALID_ARGUMENT", 400) == .rejected(reason: "FCM: INVALID_ARGUMENT"))
        #expect(result("SENDER_ID_MISMATCH", 403) == .rejected(reason: "FCM: SENDER_ID_MISMATCH"))
    }
}
