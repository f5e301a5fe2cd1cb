import Crypto
import Foundation

/// The signature of a webhook, as the Standard Webhooks specification has it (standardwebhooks.com, "Signature scheme"): HMAC-SHA-256 of
/// `id.timestamp.body`, base 64, after `v1,`. Several keys sign while one takes the place of another.
struct WebhookSignature: Sendable {
    private let keys: [SymmetricKey]

    /// Secrets are base 64, with `whsec_` before them or without, 24 to 64 bytes; nil where one is none.
    init?(secrets: [String]) {
        var keys: [SymmetricKey] = []
        for secret in secrets {
            let text = secret.hasPrefix("whsec_") ? String(secret.dropFirst(6)) : secret
            guard let bytes = Data(base64Encoded: text), (24...64).contains(bytes.count) else { return nil }
            keys.append(SymmetricKey(data: bytes))
        }
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    /// The three headers.
    ///
    /// - Parameter timestamp: seconds since 1970, of this try.
    func headers(identifier: String, timestamp: Int64, body: [UInt8]) -> [(String, String)] {
        let signed = Array("\(identifier).\(timestamp).".utf8) + body
        let signatures = keys.map { "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: $0)).base64EncodedString() }
        return [
            ("webhook-id", identifier), ("webhook-timestamp", "\(timestamp)"), ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }
}
