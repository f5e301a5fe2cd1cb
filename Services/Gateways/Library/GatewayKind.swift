/// The gateways that are shipped.
public enum GatewayKind: String, CaseIterable, Sendable {
    case webhook, webpush, ntfy, fcm, apns, mail
}
