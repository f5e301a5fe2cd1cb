import Crypto
import Domain
import Foundation
import JWTKit
import Logging

/// Alerts to Apple's phones: `quietude-gateway-apns` (developer.apple.com, "Sending notification requests to APNs"). HTTP/2, token by ES256;
/// a push carries headline and identifier alone.
struct APNsCarrier: Carrier {
    private let devices: DeviceFolder
    private let token: SignedToken
    private let http: OutgoingHTTP
    private let server: String
    private let bundle: String

    /// Seconds for which a token is used: Apple takes one from 20 to 60 minutes old.
    private static let tokenLifetime: Int64 = 40 * 60

    /// Reads `devices:`, `topic:`, `team:`, `key-id:`, `key-file:` and `server:`; nil where they have faults, which are noted.
    init?(_ root: ConfigurationSection, http: OutgoingHTTP, logger: Logger) async {
        let folder = root.required("devices", "the folder of devices, a JSON file each")
        bundle = root.required("topic", "the app's bundle identifier")
        let team = root.required("team", "the developer team's identifier, 10 characters")
        let keyID = root.required("key-id", "the key's identifier, 10 characters")
        server = root.text("server") ?? "https://api.push.apple.com"
        if !server.hasPrefix("https://") { root.fault("server", "must be https://…: APNs is HTTP/2 over TLS") }
        guard let pem = SecretFile.read(root, "key-file") else { return nil }
        guard let key = try? ES256PrivateKey(pem: pem) else {
            root.fault("key-file", "must hold the .p8 file's private key (PEM, P-256)")
            return nil
        }
        let keys = await JWTKeyCollection().add(ecdsa: key)
        token = SignedToken(lifetime: Self.tokenLifetime) { now in
            var header = JWTHeader()
            header.fields["kid"] = .string(keyID)
            return try await keys.sign(TokenClaims(iss: team, iat: now), header: header)
        }
        self.http = http
        devices = DeviceFolder(folder, logger: logger) { device in
            device.token.utf8.count >= 64 && device.token.utf8.count <= 200 && device.token.allSatisfy(\.isHexDigit)
        }
    }

    func endpoints() async -> [Endpoint] { await devices.endpoints() }

    private struct Payload: Encodable {
        struct Aps: Encodable {
            struct Words: Encodable { let body: String }
            let alert: Words
            let sound: String?
        }
        let aps: Aps
        let id: String
    }

    private struct Failure: Decodable { let reason: String }

    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult {
        guard let alert = alerts.first else { return .delivered }
        guard let device = await devices.device(endpoint) else { return .gone(reason: "the device was removed") }
        let words = PushWords(alert, device.language)
        let isGrave = alert.severity >= .severe
        let payload = Payload(aps: .init(alert: .init(body: words.headline), sound: isGrave ? "default" : nil), id: words.id)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let body = try Array(encoder.encode(payload))
            for attempt in 0..<2 {
                let answer = try await http.post(
                    "\(server)/3/device/\(device.token)",
                    headers: [
                        ("authorization", "bearer \(try await token.value(at: now / 1_000))"), ("apns-topic", bundle),
                        ("apns-push-type", "alert"), ("apns-id", Self.identifier(alert, endpoint)),
                        ("apns-expiration", "\(max(alert.expires, now / 1_000 + 60))"), ("apns-priority", isGrave ? "10" : "5"),
                        ("apns-collapse-id", alert.topic { Array(SHA256.hash(data: Array($0.utf8))) }),
                    ], body: body)
                // Apple speaks nothing else; whoever answers otherwise is a proxy in between.
                guard answer.isHTTP2 else { return .retry(reason: "APNs was not reached over HTTP/2") }
                let reason = (try? JSONDecoder().decode(Failure.self, from: Data(answer.body.utf8)))?.reason ?? ""
                if reason == "ExpiredProviderToken", attempt == 0 {
                    await token.discard()
                    continue
                }
                return Self.result(answer, reason, now: now / 1_000)
            }
            return .retry(reason: "APNs does not take the token")
        } catch { return AnswerRules.failure(error, service: "APNs") }
    }

    func forget(_ endpoint: String) async { await devices.forget(endpoint) }
    func close() async { await http.close() }

    /// Apple's reasons ("Handling notification responses from APNs").
    static func result(_ answer: OutgoingHTTP.Answer, _ reason: String, now: Int64) -> DeliveryResult {
        switch (answer.status, reason) {
        case (200, _): .delivered
        case (410, _), (400, "BadDeviceToken"), (400, "DeviceTokenNotForTopic"): .gone(reason: "APNs: \(reason)")
        // The provider's own token or key: whoever runs the gateway can mend it, alerts wait for that.
        case (403, _): .retry(reason: "APNs: \(reason)", after: .seconds(30))
        case (429, _), (500..., _):
            .retry(reason: "APNs answered \(answer.status)", after: AnswerRules.retryAfter(answer.header("retry-after"), now: now))
        default: .rejected(reason: "APNs answered \(answer.status) \(reason)")
        }
    }

    /// A UUID that the same alert has at each try for the same device (RFC 9562, version 8).
    static func identifier(_ alert: Alert, _ endpoint: String) -> String {
        var bytes = Array(SHA256.hash(data: Array("\(alert.identifier)\u{0}\(endpoint)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex.dropFirst($0.lowerBound).prefix($0.count)) }
        return cuts.joined(separator: "-")
    }
}
