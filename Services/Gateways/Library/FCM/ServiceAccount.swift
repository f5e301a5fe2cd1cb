import Foundation
import JWTKit

/// A Google service account: signs for access tokens by OAuth 2.0's JWT bearer grant (RFC 7523; developers.google.com/identity/protocols/oauth2/service-account).
struct ServiceAccount: Sendable {
    private struct Document: Decodable {
        let project_id: String
        let private_key: String
        let private_key_id: String?
        let client_email: String
        let token_uri: String?
    }

    /// Google's project.
    let project: String
    /// Where tokens are had.
    let tokenURI: String
    private let email: String
    private let keyID: String?
    private let keys: JWTKeyCollection

    /// Reads the JSON file that Google gives; nil where it is none.
    init?(json: String) async {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json.utf8)),
            let key = try? Insecure.RSA.PrivateKey(pem: document.private_key)
        else { return nil }
        (project, email, keyID) = (document.project_id, document.client_email, document.private_key_id)
        tokenURI = document.token_uri ?? "https://oauth2.googleapis.com/token"
        keys = await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256)
    }

    /// The signed statement that is exchanged for an access token.
    ///
    /// - Parameter now: seconds since 1970.
    func assertion(at now: Int64) async throws -> String {
        var header = JWTHeader()
        if let keyID { header.fields["kid"] = .string(keyID) }
        return try await keys.sign(
            TokenClaims(
                iss: email, iat: now, exp: now + 3_600, aud: tokenURI, scope: "https://www.googleapis.com/auth/firebase.messaging"),
            header: header)
    }
}
