import HTTPTypes
import Hummingbird

/// Headers that every answer carries, errors too.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = ConsoleContext

    let policy: String
    let isTLS: Bool

    /// - Parameter tiles: origin of the map tiles; nil where there are none: then the page speaks with nobody but us.
    init(tiles: String?, isTLS: Bool) {
        let images = ["'self'", "data:", "blob:"] + [tiles].compactMap { $0 }
        policy = [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src \(images.joined(separator: " "))", "connect-src 'self'",
            "font-src 'self'", "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'self'",
            "frame-ancestors 'none'",
            // The page makes its elements one by one; text never becomes markup or script.
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ].joined(separator: "; ")
        self.isTLS = isTLS
    }

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do { response = try await next(request, context) } catch let error as any HTTPResponseError {
            response = try error.response(from: request, context: context)
        } catch {
            context.logger.error("A request failed", metadata: ["path": "\(request.uri.path)", "reason": "\(error)"])
            let problem = Problem(
                .internalServerError, "This failed on our side; the log says why.", "Échec de notre côté ; le journal dit pourquoi.")
            response = try problem.response(from: request, context: context)
        }
        response.headers[.contentSecurityPolicy] = policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        if let name = HTTPField.Name("X-Frame-Options") { response.headers[name] = "DENY" }
        if let name = HTTPField.Name("Cross-Origin-Opener-Policy") { response.headers[name] = "same-origin" }
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") { response.headers[name] = "same-origin" }
        if let name = HTTPField.Name("Permissions-Policy") {
            response.headers[name] = "camera=(), geolocation=(), microphone=(), payment=()"
        }
        if isTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
