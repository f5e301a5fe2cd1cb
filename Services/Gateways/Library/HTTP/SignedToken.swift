import Foundation
import JWTKit

/// A signed token that is kept until it is due to be replaced. Guards the one that is kept.
actor SignedToken {
    private let sign: @Sendable (_ now: Int64) async throws -> String
    private let lifetime: Int64
    private var kept: (token: String, made: Int64)?

    /// - Parameters:
    ///   - lifetime: seconds for which a token is used.
    ///   - sign: makes one; seconds since 1970.
    init(lifetime: Int64, sign: @escaping @Sendable (_ now: Int64) async throws -> String) {
        (self.lifetime, self.sign) = (lifetime, sign)
    }

    /// The token; seconds since 1970.
    func value(at now: Int64) async throws -> String {
        if let kept, now - kept.made < lifetime, now >= kept.made { return kept.token }
        let token = try await sign(now)
        kept = (token, now)
        return token
    }

    /// The other side does not take it any more.
    func discard() { kept = nil }
}

/// The claims that our three kinds of token have between them.
struct TokenClaims: JWTPayload {
    var iss: String?
    var iat: Int64?
    var exp: Int64?
    var aud: String?
    var sub: String?
    var scope: String?

    /// We only sign: nothing is to be verified.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
