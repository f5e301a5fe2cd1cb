import Console
import HTTPTypes
import Hummingbird
import NIOCore

/// Server-sent events.
struct EventRoutes {
    let hall: ConsoleHall

    private static let lastEventID = HTTPField.Name("Last-Event-ID")

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/events") { request, context in
            let headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"]
            guard request.method == .get else { return Response(status: .ok, headers: headers) }
            let query = Query(request)
            let identity = try hall.identity(context)
            let desk = try await hall.desk(query)
            let last = Self.lastEventID.flatMap { request.headers[$0] } ?? query.text("after")
            guard let watcher = await desk.watch(after: last, caller: identity.session ?? context.remote) else {
                throw Problem(
                    .serviceUnavailable, "Too many browsers watch this territory, or too many of this caller do.",
                    "Trop de navigateurs suivent ce territoire, ou trop de cet appelant.",
                    retryAfter: 30)
            }
            return Response(
                status: .ok, headers: headers,
                body: .init { writer in
                    do {
                        // Until the browser goes, falls behind, is signed out, or the console stops.
                        for await text in watcher.texts {
                            guard await hall.sessions.isSignedIn(identity) else { break }
                            try await writer.write(ByteBuffer(string: text))
                        }
                    } catch {
                        await desk.leave(watcher)
                        throw error
                    }
                    await desk.leave(watcher)
                    try await writer.finish(nil)
                })
        }
    }
}
