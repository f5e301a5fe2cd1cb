import Crypto
import Foundation
import JWTKit

/// Voluntary application server identification (RFC 8292): tells the push service who sends, by a token for its origin.
struct Vapid: Sendable {
    private let keys: JWTKeyCollection
    private let subject: String
    /// The public key, uncompressed, base 64 for URLs: what a browser subscribes with.
    let publicKey: String

    /// Seconds for which a token is said to hold; RFC 8292, clause 2, allows a day.
    private static let lifetime: Int64 = 12 * 3_600

    /// - Parameters:
    ///   - secret: the private key, PEM or 32 bytes in base 64 for URLs.
    ///   - subject: `mailto:…` or `https://…` of who sends. Nil where the key is none.
    init?(secret: String, subject: String) async {
        let key: P256.Signing.PrivateKey
        if secret.hasPrefix("-----") {
            guard let read = try? P256.Signing.PrivateKey(pemRepresentation: secret) else { return nil }
            key = read
        } else {
            guard let bytes = Base64URL.decode(secret), let read = try? P256.Signing.PrivateKey(rawRepresentation: bytes) else {
                return nil
            }
            key = read
        }
        guard let signer = try? ES256PrivateKey(pem: key.pemRepresentation) else { return nil }
        keys = await JWTKeyCollection().add(ecdsa: signer)
        publicKey = Base64URL.encode(key.publicKey.x963Representation)
        self.subject = subject
    }

    /// The header `Authorization` for a push service's origin, such as `https://push.example.net`.
    ///
    /// - Parameter now: seconds since 1970.
    func authorization(origin: String, at now: Int64) async throws -> String {
        // The same token for an hour: push services keep what they have checked.
        let hour = now / 3_600 * 3_600
        let token = try await keys.sign(TokenClaims(exp: hour + Self.lifetime, aud: origin, sub: subject))
        return "vapid t=\(token), k=\(publicKey)"
    }
}
