import Console
import Runtime

/// How the provider's groups become roles of the console. Nobody without one gets in.
struct RoleClaims: Sendable {
    /// Dotted path of the claim, such as `realm_access.roles`.
    let path: [String]
    private let mapping: [String: Role]

    init(claim: String, mapping words: [String]) throws {
        path = claim.split(separator: ".").map(String.init)
        var mapping: [String: Role] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let role = Role(rawValue: parts[1]) else {
                let all = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw SettingsError("oidc.roles: \"\(word)\" is not VALUE=role with a role of \(all).")
            }
            mapping[parts[0]] = role
        }
        self.mapping = mapping.isEmpty ? Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, $0) }) : mapping
    }

    /// The role of a person: of several the one with the most rights.
    func role(_ claims: IdentityToken) -> Role? {
        claims.values(at: path).compactMap { mapping[$0] }.max { $0.permissions.count < $1.permissions.count }
    }
}
