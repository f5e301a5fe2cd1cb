import Domain
import Foundation

/// A device, or a browser, that asked for alerts: a JSON file of the devices' folder, put there by whoever registers them.
///
/// `{"token": "…"}` for FCM and APNs; `{"endpoint": "https://…", "keys": {"p256dh": "…", "auth": "…"}}`, as a browser's `PushSubscription`
/// gives it, for Web Push. Beside it may stand `language` (fr, en), `categories`, `minimum-severity`, `zones` and `audiences`.
struct Device: Sendable, Hashable {
    /// Name of its file: all that the gateway's own state knows of it.
    let identifier: String
    let token: String
    let address: String
    let publicKey: [UInt8]
    let secret: [UInt8]
    let language: Alert.Language
    let filter: AlertFilter

    private struct Document: Decodable {
        struct Keys: Decodable {
            let p256dh: String
            let auth: String
        }

        let token: String?
        let endpoint: String?
        let keys: Keys?
        let language: String?
        let categories: [String]?
        let minimumSeverity: String?
        let zones: [String]?
        let audiences: [String]?

        enum CodingKeys: String, CodingKey {
            case token, endpoint, keys, language, categories, zones, audiences
            case minimumSeverity = "minimum-severity"
        }
    }

    /// Nil for what is no device: a word that is not known would let through more than was asked for.
    init?(json: Data, identifier: String) {
        guard json.count <= 16 << 10, let document = try? JSONDecoder().decode(Document.self, from: json) else { return nil }
        let categories = (document.categories ?? []).map { code in Category.allCases.first { $0.code == code } }
        let audiences = (document.audiences ?? []).map { Audience(name: $0) }
        let severities: [String: Severity] = ["minor": .minor, "moderate": .moderate, "severe": .severe, "extreme": .extreme]
        guard !categories.contains(nil), !audiences.contains(nil) else { return nil }
        if let word = document.minimumSeverity, severities[word] == nil { return nil }
        self.identifier = identifier
        token = document.token ?? ""
        address = document.endpoint ?? ""
        publicKey = document.keys.flatMap { Base64URL.decode($0.p256dh) } ?? []
        secret = document.keys.flatMap { Base64URL.decode($0.auth) } ?? []
        language = document.language.flatMap { Alert.Language(rawValue: $0) } ?? .french
        filter = AlertFilter(
            categories: Set(categories.compactMap { $0 }), minimumSeverity: document.minimumSeverity.flatMap { severities[$0] } ?? .unknown,
            zones: Set(document.zones ?? []), audiences: Set(audiences.compactMap { $0 }))
    }
}
