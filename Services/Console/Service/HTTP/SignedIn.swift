import Console
import Foundation
import HTTPTypes
import Hummingbird

/// Finds out who asks: by the session's cookie, or by the token as a bearer.
struct SignedIn: RouterMiddleware {
    typealias Context = ConsoleContext

    static let cookie = "quietude-session"

    let sessions: SessionDesk
    /// Nil where the token is not accepted.
    let token: HouseToken?

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let value = request.cookies[Self.cookie]?.value {
            context.identity = await sessions.find(value)
        } else if let token, let header = request.headers[.authorization], header.hasPrefix("Bearer ") {
            if let seconds = await sessions.attempt(from: "bearer " + context.remote), !token.matches(String(header.dropFirst(7))) {
                throw Problem(.tooManyRequests, "Too many attempts.", "Trop d'essais.", retryAfter: Int(seconds) + 1)
            }
            if token.matches(String(header.dropFirst(7))) {
                context.identity = Identity(name: "token", role: .administrator, csrf: nil, expires: nil, session: nil)
            }
        }
        return try await next(request, context)
    }
}
