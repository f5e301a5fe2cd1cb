import Crypto
import Domain
import Foundation
import Logging

/// Alerts to browsers and phones by Web Push (RFC 8030): `quietude-gateway-webpush`. A push carries headline and identifier alone.
struct WebPushCarrier: Carrier {
    private let devices: DeviceFolder
    private let vapid: Vapid
    private let http: OutgoingHTTP

    /// Reads `devices:` and `vapid:`; nil where they have faults, which are noted.
    init?(_ root: ConfigurationSection, http: OutgoingHTTP, logger: Logger) async {
        let folder = root.required("devices", "the folder of subscriptions, a JSON file each")
        let section = root.section("vapid")
        let secret = SecretFile.read(section, "key-file")
        let subject = section.required("subject", "mailto:… or https://… of who sends")
        if !subject.isEmpty, !subject.hasPrefix("mailto:"), !subject.hasPrefix("https://") {
            section.fault("subject", "must begin with mailto: or https://")
        }
        section.finish()
        let named = root.list("push-services")
        let services = named.isEmpty ? Self.knownServices : named
        guard let secret else { return nil }
        guard let vapid = await Vapid(secret: secret, subject: subject) else {
            section.fault("key-file", "must hold a P-256 private key: PEM, or 32 bytes in base 64 for URLs")
            return nil
        }
        (self.vapid, self.http) = (vapid, http)
        devices = DeviceFolder(folder, logger: logger) {
            Self.isService($0.address, services) && $0.publicKey.count == 65 && $0.secret.count == 16
        }
    }

    /// The browsers' own push services.
    private static let knownServices = [
        "fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.services.mozilla.com", "*.notify.windows.com",
        "*.push.apple.com",
    ]

    /// Whether an address is a push service's that is allowed. Anybody may subscribe, so an address from outside must not make us speak to
    /// whatever it names, this machine's own services least of all.
    static func isService(_ address: String, _ allowed: [String]) -> Bool {
        guard OutgoingHTTP.isSafe(address), let host = URLComponents(string: address)?.host?.lowercased() else { return false }
        return allowed.contains { $0.hasPrefix("*.") ? host.hasSuffix($0.dropFirst()) : host == $0 }
    }

    func endpoints() async -> [Endpoint] { await devices.endpoints() }

    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult {
        guard let alert = alerts.first else { return .delivered }
        guard let device = await devices.device(endpoint) else { return .gone(reason: "the subscription was removed") }
        let content = PushWords(alert, device.language).json
        do {
            let body = try PushEncryption.encrypt(
                content, for: device.publicKey, secret: device.secret, sender: P256.KeyAgreement.PrivateKey(),
                salt: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) })
            let answer = try await http.post(
                device.address,
                headers: [
                    ("content-type", "application/octet-stream"), ("content-encoding", "aes128gcm"),
                    ("authorization", try await vapid.authorization(origin: Self.origin(device.address), at: now / 1_000)),
                    ("ttl", "\(alert.timeToLive(at: now))"), ("urgency", Self.urgency(alert)),
                    // An update takes the place of what the phone has not fetched yet (RFC 8030, clause 5.4).
                    ("topic", alert.topic { Array(SHA256.hash(data: Array($0.utf8))) }),
                ], body: body)
            // RFC 8030, clause 7.3: 404 where a subscription is over.
            if answer.status == 404 { return .gone(reason: "the push service answered 404") }
            return AnswerRules.result(answer, service: "the push service", now: now / 1_000)
        } catch is PushEncryption.BadSubscription {
            return .gone(reason: "the subscription's keys are none")
        } catch { return AnswerRules.failure(error, service: "the push service") }
    }

    func forget(_ endpoint: String) async { await devices.forget(endpoint) }
    func close() async { await http.close() }

    /// RFC 8030, clause 5.3.
    private static func urgency(_ alert: Alert) -> String {
        switch alert.severity {
        case .extreme, .severe: "high"
        case .moderate, .unknown: "normal"
        case .minor: "low"
        }
    }

    /// RFC 6454: scheme, host and port.
    private static func origin(_ address: String) -> String {
        guard let url = URLComponents(string: address), let scheme = url.scheme, let host = url.host else { return "" }
        return "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
    }
}
