import AsyncHTTPClient
import Console
import Crypto
import Foundation
import Logging
import NIOCore
import Runtime

/// OpenID Connect: authorization code with PKCE (OpenID Connect Core 1.0; RFC 7636), from the provider's own discovery document.
struct OpenIDProvider: Sendable {
    /// Ties the provider's answer to the browser that asked.
    static let cookie = "quietude-sign-in"

    let name: String
    private let issuer: String
    private let client: String
    private let secret: String?
    private let scopes: String
    private let roles: RoleClaims
    private let callback: String
    private let pending = PendingSignIns()
    private let logger: Logger

    /// The provider that the settings name; nil where they name none.
    init?(_ settings: ResolvedSettings, origin: String, logger: Logger) throws {
        guard let issuer = settings.text("oidc.issuer") else { return nil }
        guard issuer.hasPrefix("https://") || Self.isLoopback(issuer) else {
            throw SettingsError("\(settings.place("oidc.issuer")) must be an https URL, not \"\(issuer)\".")
        }
        guard let client = settings.text("oidc.client") else {
            throw SettingsError("oidc.issuer is set but oidc.client is not: name the client that the provider knows this console by.")
        }
        self.issuer = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        self.client = client
        secret = try settings.text("oidc.secret-file").map(Self.secret)
        name = settings.text("oidc.name") ?? "OpenID Connect"
        scopes = settings.text("oidc.scopes") ?? "openid profile"
        roles = try RoleClaims(claim: settings.text("oidc.role-claim") ?? "roles", mapping: settings.list("oidc.roles"))
        callback = origin + "/api/session/oidc/callback"
        self.logger = logger
    }

    private static func isLoopback(_ url: String) -> Bool {
        ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { url.hasPrefix($0) }
    }

    private static func secret(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw SettingsError("There is no client secret at \(path).") }
        let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? NSNumber
        guard let mode, mode.intValue & 0o077 == 0 else { throw SettingsError("Others may read the client secret \(path): chmod 600 it.") }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Where the browser is sent, and what its cookie holds.
    func begin() async throws -> (place: String, state: String) {
        let document: Discovery
        do { document = try await discover() } catch {
            logger.warning("The identity provider does not answer", metadata: ["issuer": "\(issuer)", "reason": "\(error)"])
            throw Problem(
                .serviceUnavailable, "The identity provider does not answer.", "Le fournisseur d'identité ne répond pas.", retryAfter: 5)
        }
        let state = SessionDesk.random()
        let request = PendingSignIn(
            verifier: SessionDesk.random(), nonce: SessionDesk.random(), began: Int64(Date().timeIntervalSince1970))
        await pending.add(request, state: state)
        let challenge = Base64URL.text(Array(SHA256.hash(data: Data(request.verifier.utf8))))
        let form = Form([
            ("response_type", "code"), ("client_id", client), ("redirect_uri", callback), ("scope", scopes), ("state", state),
            ("nonce", request.nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ])
        let joint = document.authorization_endpoint.contains("?") ? "&" : "?"
        return (document.authorization_endpoint + joint + form.text, state)
    }

    /// Makes of the provider's answer a person's name and role.
    func finish(code: String?, state: String?, issuer answering: String?, held: String?) async throws -> (name: String, role: Role) {
        guard let state, let held, state == held else { throw OpenIDError.stateMismatch }
        guard let request = await pending.take(state: state, now: Int64(Date().timeIntervalSince1970)) else { throw OpenIDError.tooLate }
        guard let code, !code.isEmpty, code.utf8.count <= 4_096 else { throw OpenIDError.refused }
        do {
            let document = try await discover()
            // RFC 9207: an answer of another provider must not be taken for ours.
            if let answering, answering != document.issuer { throw OpenIDError.stateMismatch }
            let token = try await exchange(code, request.verifier, at: document.token_endpoint)
            let keys = try await fetch(document.jwks_uri)
            let claims = try await IdentityToken.verify(
                token, keys: keys, issuer: document.issuer, client: client, nonce: request.nonce, now: Date())
            guard let role = roles.role(claims) else { throw OpenIDError.noRole }
            return (claims.displayName, role)
        } catch let error as OpenIDError { throw error } catch { throw OpenIDError.provider("\(error)") }
    }

    // MARK: The provider

    private struct Discovery: Decodable {
        var issuer: String
        var authorization_endpoint: String
        var token_endpoint: String
        var jwks_uri: String
    }

    private struct TokenReply: Decodable { var id_token: String }

    private func discover() async throws -> Discovery {
        let document = try JSONDecoder().decode(Discovery.self, from: try await fetch(issuer + "/.well-known/openid-configuration"))
        guard document.issuer == issuer || document.issuer == issuer + "/" else {
            throw OpenIDError.provider("it calls itself \(document.issuer)")
        }
        for url in [document.authorization_endpoint, document.token_endpoint, document.jwks_uri] {
            guard url.hasPrefix("https://") || Self.isLoopback(url) else { throw OpenIDError.provider("\(url) is not https") }
        }
        return document
    }

    private func fetch(_ url: String) async throws -> Data {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Accept", value: "application/json")
        return try await send(request)
    }

    private func exchange(_ code: String, _ verifier: String, at url: String) async throws -> String {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        var pairs = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", callback), ("client_id", client),
            ("code_verifier", verifier),
        ]
        if let secret {
            // RFC 6749, 2.3.1: both halves are form-encoded first.
            let pair = Form.escape(client) + ":" + Form.escape(secret)
            request.headers.add(name: "Authorization", value: "Basic " + Data(pair.utf8).base64EncodedString())
            pairs.removeAll { $0.0 == "client_id" }
        }
        request.body = .bytes(ByteBuffer(string: Form(pairs).text))
        return try JSONDecoder().decode(TokenReply.self, from: try await send(request)).id_token
    }

    private func send(_ request: HTTPClientRequest) async throws -> Data {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(4))
        let body = try await response.body.collect(upTo: 1 << 20)
        guard response.status == .ok else { throw OpenIDError.provider("status \(response.status.code)") }
        return Data(body.readableBytesView)
    }
}

/// Why a sign-in was refused.
enum OpenIDError: Error {
    case stateMismatch, tooLate, refused, noRole
    case token(String)
    case provider(String)

    /// What the page shows a sentence for: `denied`, `expired`, `role` or `provider`.
    var word: String {
        switch self {
        case .refused: "denied"
        case .stateMismatch, .tooLate: "expired"
        case .noRole: "role"
        case .token, .provider: "provider"
        }
    }
}
