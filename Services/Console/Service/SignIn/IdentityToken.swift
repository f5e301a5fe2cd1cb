import Foundation
import JWTKit

/// The claims of an ID token (OpenID Connect Core 1.0, section 2), and their checks (section 3.1.3.7).
struct IdentityToken: JWTPayload, Sendable {
    private let content: [String: ClaimValue]

    /// Seconds by which the clocks may differ.
    private static let leeway: Double = 60
    /// What a provider may sign with; never a shared secret, never nothing.
    private static let algorithms: Set<String> = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]

    init(from decoder: any Decoder) throws { content = try [String: ClaimValue](from: decoder) }
    func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }

    /// The signature is checked by JWTKit; the rest below, where the time is given.
    func verify(using algorithm: some JWTAlgorithm) async throws {
        guard Self.algorithms.contains(algorithm.name) else { throw OpenIDError.token("signed with \(algorithm.name)") }
    }

    /// Checks a token's signature and all that it claims.
    static func verify(
        _ token: String, keys: Data, issuer: String, client: String, nonce: String, now: Date
    ) async throws -> IdentityToken {
        let claims: IdentityToken
        do {
            let jwks = try JSONDecoder().decode(JWKS.self, from: keys)
            let collection = JWTKeyCollection()
            for key in jwks.keys where key.keyIdentifier != nil { _ = try? await collection.add(jwk: key) }
            if jwks.keys.count == 1, let key = jwks.keys.first, key.keyIdentifier == nil {
                var named = key
                named.keyIdentifier = "only"
                try await collection.add(jwk: named, isDefault: true)
            }
            claims = try await collection.verify(token, as: IdentityToken.self)
        } catch let error as OpenIDError { throw error } catch { throw OpenIDError.token("its signature does not hold: \(error)") }
        guard claims["iss"]?.text == issuer else { throw OpenIDError.token("issuer") }
        let audience = claims["aud"]?.texts ?? []
        guard audience.contains(client) else { throw OpenIDError.token("audience") }
        if audience.count > 1 || claims["azp"] != nil {
            guard claims["azp"]?.text == client else { throw OpenIDError.token("authorised party") }
        }
        guard let expires = claims["exp"]?.number, now.timeIntervalSince1970 < expires + leeway else { throw OpenIDError.token("expired") }
        guard let issued = claims["iat"]?.number, issued < now.timeIntervalSince1970 + leeway else {
            throw OpenIDError.token("issued later")
        }
        if let start = claims["nbf"]?.number, start > now.timeIntervalSince1970 + leeway { throw OpenIDError.token("not valid yet") }
        guard claims["nonce"]?.text == nonce else { throw OpenIDError.token("nonce") }
        guard let subject = claims["sub"]?.text, !subject.isEmpty else { throw OpenIDError.token("subject") }
        return claims
    }

    private subscript(name: String) -> ClaimValue? { content[name] }

    /// What the person is called on screen.
    var displayName: String {
        let name = ["preferred_username", "name", "sub"].lazy.compactMap { content[$0]?.text }.first { !$0.isEmpty } ?? "?"
        return String(name.prefix(80))
    }

    /// The texts at a dotted path.
    func values(at path: [String]) -> [String] {
        var value: ClaimValue? = .members(content)
        for part in path {
            guard case .members(let members)? = value else { return [] }
            value = members[part]
        }
        return value?.texts ?? []
    }
}

/// A claim of any shape.
enum ClaimValue: Codable, Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    case list([ClaimValue])
    case members([String: ClaimValue])
    case nothing

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([ClaimValue].self) {
            self = .list(value)
        } else {
            self = .members(try container.decode([String: ClaimValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .members(let value): try container.encode(value)
        case .nothing: try container.encodeNil()
        }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }

    /// A text alone, or those of a list.
    var texts: [String] {
        switch self {
        case .text(let value): [value]
        case .list(let values): values.compactMap(\.text)
        default: []
        }
    }
}
