import AlertDocuments
import Console
import Domain
import Foundation
import Hummingbird

/// Alerts: the feed, one with its why, and what people do with it.
struct AlertRoutes {
    let hall: ConsoleHall

    private struct Assignment: Decodable { var to: String }
    private struct Remark: Decodable { var text: String }
    private struct Quiet: Decodable { var minutes: Int }
    private struct Judgement: Decodable { var value: String }

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/alerts") { request, _ in
            let query = Query(request)
            let picture = try await hall.picture(query)
            let view = AlertView(picture, at: try query.time("at"), cards: hall.cards)
            return Reply.json(
                view.list(
                    try query.choice("state", default: AlertView.Wanted.inForce), category: try query.category(), zone: query.text("zone"),
                    limit: try query.number("limit", 1...1_000, default: 100)))
        }
        router.get("/api/alerts/{id}") { request, context in try await detail(request, context) }
        router.get("/api/alerts/{id}/cap.xml") { request, context in
            let picture = try await hall.picture(Query(request))
            let (_, thread) = try thread(request, context, picture)
            let documents = AlertDocuments(
                grid: picture.register?.territory.grid, territory: picture.register?.territory.name ?? "")
            return Reply.bytes(Array(try documents.cap(thread.latest).utf8), type: "application/cap+xml; charset=utf-8")
        }
        router.post("/api/alerts/{id}/acknowledge") { request, context in
            try await act(request, context, .acknowledge) { _, _ in }
        }
        router.post("/api/alerts/{id}/assign") { request, context in
            let body = try await Body.decode(Assignment.self, request)
            let team = body.to.trimmingCharacters(in: .whitespacesAndNewlines)
            guard (1...80).contains(team.count), team.utf8.count <= 320 else {
                throw Problem.parameter("to", "must be 1 to 80 characters", "doit avoir 1 à 80 caractères")
            }
            return try await act(request, context, .assign) { action, _ in action.team = team }
        }
        router.post("/api/alerts/{id}/answer") { request, context in
            let body = try await Body.decode(Judgement.self, request)
            let answers: [String: AlertAction.Answer] = ["useful": .useful, "false": .false, "known": .known]
            guard let answer = answers[body.value] else {
                throw Problem.parameter("value", "must be useful, false or known", "doit être useful, false ou known")
            }
            return try await act(request, context, .answer) { action, _ in action.answer = answer }
        }
        router.post("/api/alerts/{id}/silence") { request, context in
            let body = try await Body.decode(Quiet.self, request)
            guard (0...1_440).contains(body.minutes) else {
                throw Problem.parameter("minutes", "must be 0 to 1440", "doit être de 0 à 1440")
            }
            return try await act(request, context, body.minutes == 0 ? .unsilence : .silence) { action, place in
                action.silence = place.silence(minutes: body.minutes)
                action.alert = ""
            }
        }
        router.post("/api/alerts/{id}/comment") { request, context in try await comment(request, context) }
    }

    /// One alert where it is silenced: its rule, its category, its cells.
    private struct Place {
        let message: Alert
        let thread: String
        let now: Int64
        let held: Silence?

        func silence(minutes: Int) -> Silence {
            if minutes == 0 { return held ?? Silence(identifier: AlertBoard.silencePrefix + thread, from: now, until: now + 1) }
            return Silence(
                identifier: "\(AlertBoard.silencePrefix)\(thread)/\(now)", rules: [message.rule], categories: [message.category],
                cells: message.cells, from: now, until: now + Int64(minutes) * 60, reason: "known")
        }
    }

    private func thread(_ request: Request, _ context: ConsoleContext, _ picture: Picture) throws -> (key: String, thread: AlertThread) {
        let asked = context.parameters.get("id") ?? ""
        guard let thread = picture.alerts.thread(asked) else { throw Problem.notFound("alert") }
        let key = thread.latest.thread.isEmpty ? thread.messages[0].identifier : thread.latest.thread
        return (key, thread)
    }

    private func detail(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let query = Query(request)
        let picture = try await hall.picture(query)
        let (_, thread) = try thread(request, context, picture)
        return Reply.json(AlertDetail(picture, at: try query.time("at"), cards: hall.cards).json(thread))
    }

    private func act(
        _ request: Request, _ context: ConsoleContext, _ kind: AlertAction.Kind, _ fill: (inout AlertAction, Place) -> Void
    ) async throws -> Response {
        let identity = try hall.identity(context)
        let desk = try await hall.desk(Query(request))
        let picture = await desk.picture
        let (key, thread) = try thread(request, context, picture)
        let now = picture.now ?? Int64(Date().timeIntervalSince1970)
        var action = AlertAction(
            territory: desk.territory, identifier: "console-\(SessionDesk.random())", kind: kind, alert: key, role: identity.role.rawValue,
            time: now)
        fill(&action, Place(message: thread.latest, thread: key, now: now, held: picture.alerts.silences[key]))
        // First the ledger: what cannot be told is not done.
        try await hall.ledger.write(.acted, "alert-\(kind)", by: identity, territory: desk.territory, details: ["alert": key])
        try await hall.sender.send(action)
        // It comes back by notification's feed; until then the picture is shown as it will be.
        var shown = picture
        shown.apply(action)
        guard let changed = shown.alerts.thread(key) else { throw Problem.notFound("alert") }
        return Reply.json(AlertDetail(shown, at: nil, cards: hall.cards).json(changed).adding(["forwarded": true]))
    }

    private func comment(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let identity = try hall.identity(context)
        let body = try await Body.decode(Remark.self, request)
        let text = body.text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...1_000).contains(text.count), text.utf8.count <= 4_000 else {
            throw Problem.parameter("text", "must be 1 to 1,000 characters", "doit avoir 1 à 1 000 caractères")
        }
        let desk = try await hall.desk(Query(request))
        let (key, _) = try thread(request, context, await desk.picture)
        try await hall.ledger.write(.acted, "alert-comment", by: identity, territory: desk.territory, details: ["alert": key])
        try await desk.add(
            Comment(thread: key, time: Int64(Date().timeIntervalSince1970), author: identity.name, role: identity.role.rawValue, text: text)
        )
        let picture = await desk.picture
        guard let changed = picture.alerts.thread(key) else { throw Problem.notFound("alert") }
        return Reply.json(AlertDetail(picture, at: nil, cards: hall.cards).json(changed).adding(["forwarded": true]))
    }
}
