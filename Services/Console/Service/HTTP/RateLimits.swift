import Console
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// So many requests to the API a caller: whoever signed in by session, a stranger by address.
struct RateLimits: RouterMiddleware {
    typealias Context = ConsoleContext

    private let limiter: LimiterBox

    init(burst: Double, rate: Double) { limiter = LimiterBox(RateLimiter(burst: burst, rate: rate)) }

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        // The page's own files lie in memory and say nothing of anybody: a first visit takes dozens of them.
        guard RouteTable.isAPI(request.uri.path) else { return try await next(request, context) }
        let caller = context.identity?.session ?? context.remote
        if let seconds = limiter.take(caller) {
            throw Problem(.tooManyRequests, "Too many requests.", "Trop de requêtes.", retryAfter: Int(seconds) + 1)
        }
        return try await next(request, context)
    }
}

/// Guards the buckets, which every request's task takes from.
private final class LimiterBox: Sendable {
    private let limiter: Mutex<RateLimiter>

    init(_ limiter: RateLimiter) { self.limiter = Mutex(limiter) }

    func take(_ caller: String) -> Double? { limiter.withLock { $0.take(caller, now: Date().timeIntervalSince1970) } }
}
