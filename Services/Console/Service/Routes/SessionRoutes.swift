import Console
import Foundation
import HTTPTypes
import Hummingbird
import Runtime

/// Signing in and out.
struct SessionRoutes {
    let hall: ConsoleHall

    private struct TokenBody: Decodable { var token: String }

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/session") { _, context in Reply.json(state(context.identity)).uncached }
        router.post("/api/session/token") { request, context in try await signIn(request, context) }
        router.post("/api/session/end") { _, context in
            let identity = try hall.identity(context)
            await hall.sessions.close(identity)
            var response = Reply.nothing
            response.headers.append(cookie("", seconds: 0))
            return response
        }
        router.get("/api/session/oidc/start") { _, context in
            guard let provider = hall.provider else { throw Problem.notFound("provider") }
            if let wait = await hall.sessions.attempt(from: context.remote) { throw tooMany(wait) }
            let (place, state) = try await provider.begin()
            var response = Reply.redirect(place)
            response.headers.append(SetCookie.field(OpenIDProvider.cookie, state, seconds: 600, isTLS: hall.page.isTLS, sameSite: "Lax"))
            return response
        }
        router.get("/api/session/oidc/callback") { request, _ in try await callback(request) }
    }

    private func signIn(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard let token = hall.token else { throw Problem.notFound("token") }
        if let wait = await hall.sessions.attempt(from: context.remote) { throw tooMany(wait) }
        let body = try await Body.decode(TokenBody.self, request)
        guard token.matches(body.token) else {
            throw Problem(
                .unauthorized, "This is not the token: `quietude up` prints the right address.",
                "Ce n'est pas le jeton : `quietude up` affiche la bonne adresse.")
        }
        let (value, identity) = await hall.sessions.open(name: "local", role: .administrator)
        try await audit(identity, how: "token")
        var response = Reply.json(state(identity)).uncached
        response.headers.append(cookie(value, seconds: nil))
        return response
    }

    private func callback(_ request: Request) async throws -> Response {
        guard let provider = hall.provider else { throw Problem.notFound("provider") }
        let query = request.uri.queryParameters
        let outcome: (name: String, role: Role)
        do {
            outcome = try await provider.finish(
                code: query["code"].map(String.init), state: query["state"].map(String.init),
                issuer: query["iss"].map(String.init), held: request.cookies[OpenIDProvider.cookie]?.value)
        } catch let error as OpenIDError {
            hall.environment.logger.warning("A sign-in was refused", metadata: ["reason": "\(error)"])
            return Reply.redirect("/?problem=\(error.word)")
        }
        let (value, identity) = await hall.sessions.open(name: outcome.name, role: outcome.role)
        try await audit(identity, how: "oidc")
        var response = Reply.redirect("/")
        response.headers.append(cookie(value, seconds: nil))
        response.headers.append(SetCookie.field(OpenIDProvider.cookie, "", seconds: 0, isTLS: hall.page.isTLS, sameSite: "Lax"))
        return response
    }

    private func audit(_ identity: Identity, how: String) async throws {
        for territory in await hall.desks.territories.prefix(1) {
            try await hall.ledger.write(.acted, "signed-in", by: identity, territory: territory, details: ["how": how])
        }
    }

    private func tooMany(_ wait: Double) -> Problem {
        Problem(.tooManyRequests, "Too many attempts.", "Trop d'essais.", retryAfter: Int(wait) + 1)
    }

    private func cookie(_ value: String, seconds: Int?) -> HTTPField {
        // Lax where a provider sends the browser back to us: a strict cookie would not come along on that first page.
        SetCookie.field(SignedIn.cookie, value, seconds: seconds, isTLS: hall.page.isTLS, sameSite: hall.provider == nil ? "Strict" : "Lax")
    }

    private func state(_ identity: Identity?) -> JSON {
        var signIn: JSON = ["token": .boolean(hall.token != nil)]
        signIn = signIn.adding([
            "oidc": hall.provider.map { ["name": .string($0.name), "href": "/api/session/oidc/start"] } ?? .null
        ])
        let rest: KeyValuePairs<String, JSON> = [
            "signIn": signIn, "publicTrust": .boolean(hall.page.isTrustPublic), "version": .string(QuietudeVersion.current),
        ]
        guard let identity else { return (["signedIn": false] as JSON).adding(rest) }
        let session: JSON = [
            "signedIn": true, "name": .string(identity.name), "role": .string(identity.role.rawValue),
            "can": .strings(Permission.allCases.filter(identity.may).map(\.rawValue)), "csrf": .optional(identity.csrf),
            "expires": .time(identity.expires),
        ]
        return session.adding(rest)
    }
}

extension Response {
    /// Kept by nobody.
    var uncached: Response {
        var response = self
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

/// `Set-Cookie` (RFC 6265bis).
enum SetCookie {
    static func field(_ name: String, _ value: String, seconds: Int?, isTLS: Bool, sameSite: String) -> HTTPField {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=\(sameSite)"
        if isTLS { text += "; Secure" }
        if let seconds { text += "; Max-Age=\(seconds)" }
        return HTTPField(name: .setCookie, value: text)
    }
}
