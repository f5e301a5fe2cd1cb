import Foundation
import Logging

/// The gateways that are shipped.
public enum GatewayKind: String, CaseIterable, Sendable {
    case webhook, webpush, ntfy, fcm, apns, mail

    /// The executable's name.
    public var executable: String { "quietude-gateway-\(rawValue)" }

    /// How this kind carries alerts, by the rest of its file; nil where that has faults, which are noted.
    func carrier(_ root: ConfigurationSection, settings: GatewaySettings, logger: Logger) async -> (any Carrier)? {
        if self == .mail { return MailCarrier(root, settings: settings) }
        let http: OutgoingHTTP
        do { http = try OutgoingHTTP(timeout: settings.timeout, trustFile: settings.trustFile) } catch {
            root.fault("delivery", "trust-file is no PEM file of certificates")
            return nil
        }
        switch self {
        case .webhook: return WebhookCarrier(root, settings: settings, http: http)
        case .ntfy: return NtfyCarrier(root, http: http)
        case .webpush:
            guard let carrier = await WebPushCarrier(root, http: http, logger: logger) else { break }
            return carrier
        case .fcm:
            guard let carrier = await FCMCarrier(root, http: http, logger: logger) else { break }
            return carrier
        case .apns:
            guard let carrier = await APNsCarrier(root, http: http, logger: logger) else { break }
            return carrier
        case .mail: break
        }
        await http.close()
        return nil
    }
}
