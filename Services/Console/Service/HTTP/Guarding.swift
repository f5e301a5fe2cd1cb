import Console
import HTTPTypes
import Hummingbird

/// Lets through what the table of routes allows, with the token against cross-site requests where something is done.
struct Guarding: RouterMiddleware {
    typealias Context = ConsoleContext

    let isTrustPublic: Bool
    private static let csrf = HTTPField.Name("X-CSRF-Token")

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        guard let requirement = RouteTable.requirement(request.method.rawValue, request.uri.path) else {
            throw Problem.notFound("path \(request.method.rawValue) \(request.uri.path.prefix(80))")
        }
        switch requirement {
        case .open: break
        case .trust: if !isTrustPublic { try check(.read, context) }
        case .permission(let permission):
            try check(permission, context)
            if request.method != .get, request.method != .head { try checkOrigin(request, context) }
        }
        return try await next(request, context)
    }

    private func check(_ permission: Permission, _ context: ConsoleContext) throws {
        guard let identity = context.identity else {
            throw Problem(.unauthorized, "Sign in first.", "Connectez-vous d'abord.")
        }
        guard identity.may(permission) else {
            throw Problem(
                .forbidden, "The role \(identity.role.rawValue) may not do this.", "Le rôle \(identity.role.rawValue) ne le permet pas.")
        }
    }

    /// Both: the value that only our own page knows, and the origin that the browser itself tells.
    private func checkOrigin(_ request: Request, _ context: ConsoleContext) throws {
        guard let csrf = context.identity?.csrf else { return }
        if let origin = request.headers[.origin], let host = request.head.authority {
            guard origin == "http://\(host)" || origin == "https://\(host)" else { throw Self.crossSite }
        }
        guard let name = Self.csrf, request.headers[name] == csrf else { throw Self.crossSite }
    }

    private static let crossSite = Problem(
        .forbidden, "The header X-CSRF-Token is missing or not that of the session: load the page again.",
        "L'en-tête X-CSRF-Token manque ou n'est pas celui de la session : recharger la page.")
}
