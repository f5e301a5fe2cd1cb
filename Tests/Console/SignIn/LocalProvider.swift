import Crypto
import Foundation
import Hummingbird
import JWTKit
import NIOCore
import Synchronization

/// An OpenID Connect provider of this process: discovery, authorization, token and keys, as strict as a real one.
final class LocalProvider: Sendable {
    /// What it does wrong, for the tests of what must be refused.
    enum Fault: Sendable, CaseIterable {
        case none, otherNonce, otherAudience, otherIssuer, expired, otherKey, sharedSecret, noRole
    }

    private struct State {
        var fault = Fault.none
        var issuer = ""
        /// Challenge and nonce by code.
        var codes: [String: (challenge: String, nonce: String)] = [:]
        var role = "operator"
    }

    private let state = Mutex(State())
    private let key = ES256PrivateKey()

    var issuer: String { state.withLock { $0.issuer } }
    func fail(_ fault: Fault) { state.withLock { $0.fault = fault } }
    func give(role: String) { state.withLock { $0.role = role } }

    /// Runs while `body` does.
    static func run(_ body: @escaping @Sendable (LocalProvider) async throws -> Void) async throws {
        let provider = LocalProvider()
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: provider.router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { told.yield($0.localAddress?.port ?? 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await port in ports {
                provider.state.withLock { $0.issuer = "http://127.0.0.1:\(port)" }
                break
            }
            do { try await body(provider) } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            while let _ = try? await group.next() {}
        }
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in
            let issuer = self.issuer
            return Self.json([
                "issuer": issuer, "authorization_endpoint": issuer + "/authorize", "token_endpoint": issuer + "/token",
                "jwks_uri": issuer + "/keys",
            ])
        }
        router.get("/authorize") { request, _ -> Response in
            let query = request.uri.queryParameters
            guard query["response_type"] == "code", query["client_id"] == "quietude", query["code_challenge_method"] == "S256",
                let challenge = query["code_challenge"], let nonce = query["nonce"], let state = query["state"],
                let callback = query["redirect_uri"], query["scope"]?.contains("openid") == true
            else { return Response(status: .badRequest) }
            let code = UUID().uuidString
            self.state.withLock { $0.codes[code] = (String(challenge), String(nonce)) }
            return Response(status: .found, headers: [.location: "\(callback)?code=\(code)&state=\(state)"])
        }
        router.post("/token") { request, _ -> Response in
            let text = String(buffer: try await request.body.collect(upTo: 16_384))
            let pairs = text.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
            let form = Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1].removingPercentEncoding ?? "") }) { first, _ in first }
            guard form["grant_type"] == "authorization_code", let code = form["code"], let verifier = form["code_verifier"],
                let held = self.state.withLock({ $0.codes.removeValue(forKey: code) }),
                Self.base64URL(Data(SHA256.hash(data: Data(verifier.utf8)))) == held.challenge
            else { return Response(status: .badRequest) }
            return Self.json(["id_token": try await self.token(nonce: held.nonce), "access_token": "a", "token_type": "Bearer"])
        }
        router.get("/keys") { _, _ in
            let parameters = self.key.publicKey.parameters
            let (x, y) = (Self.url(parameters?.x ?? ""), Self.url(parameters?.y ?? ""))
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(
                    byteBuffer: ByteBuffer(
                        string: #"{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"k1","x":"\#(x)","y":"\#(y)"}]}"#)))
        }
        return router
    }

    private struct Claims: JWTPayload {
        var iss: String
        var aud: String
        var sub = "f:123"
        var preferred_username = "post 3"
        var nonce: String
        var iat: Int
        var exp: Int
        var realm_access: [String: [String]]
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    private func token(nonce: String) async throws -> String {
        let (fault, role) = state.withLock { ($0.fault, $0.role) }
        let now = Int(Date().timeIntervalSince1970)
        let claims = Claims(
            iss: fault == .otherIssuer ? "https://evil.example" : issuer, aud: fault == .otherAudience ? "another" : "quietude",
            nonce: fault == .otherNonce ? "another" : nonce, iat: now - 3_700, exp: fault == .expired ? now - 100 : now + 300,
            realm_access: ["roles": fault == .noRole ? ["guest"] : [role]])
        let keys = JWTKeyCollection()
        switch fault {
        case .otherKey: await keys.add(ecdsa: ES256PrivateKey(), kid: "k1")
        case .sharedSecret:
            await keys.add(hmac: "a shared secret of more than 32 bytes, known to nobody", digestAlgorithm: .sha256, kid: "k1")
        default: await keys.add(ecdsa: key, kid: "k1")
        }
        return try await keys.sign(claims, kid: "k1")
    }

    private static func json(_ pairs: [String: String]) -> Response {
        let data = (try? JSONEncoder().encode(pairs)) ?? Data()
        return Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    private static func base64URL(_ data: Data) -> String { url(data.base64EncodedString()) }

    private static func url(_ base64: String) -> String {
        base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
