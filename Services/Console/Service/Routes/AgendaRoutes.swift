import Advice
import Console
import Domain
import Hummingbird

/// The days ahead, and what is suggested for them.
struct AgendaRoutes {
    let hall: ConsoleHall

    private enum Speed: String, CaseIterable {
        case foot, bicycle, car

        /// Metres a second, and how much longer the way is than the crow's flight.
        var speed: TeamSpeed {
            switch self {
            case .foot: TeamSpeed(metresPerSecond: 1.4, detour: 1.25)
            case .bicycle: TeamSpeed(metresPerSecond: 4, detour: 1.3)
            case .car: TeamSpeed()
            }
        }
    }

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/agenda") { request, _ in
            let query = Query(request)
            let book = try await book(query)
            return Reply.json(AgendaView(book).json(from: try query.day("from"), count: try query.number("days", 1...92, default: 30)))
        }
        router.get("/api/agenda/{day}") { request, context in
            guard let day = TimeText.day(context.parameters.get("day") ?? "") else { throw Problem.notFound("day") }
            let book = try await book(Query(request))
            return Reply.json(AgendaView(book).day(day))
        }
        router.get("/api/measures") { request, _ in
            let query = Query(request)
            let book = try await hall.desk(query).planBook(hall.plans.plans)
            return Reply.json(MeasuresView(book).json(from: try query.time("from"), to: try query.time("to")))
        }
        router.get("/api/coverage") { request, _ in
            let query = Query(request)
            guard let start = try query.time("start"), let end = try query.time("end"), start < end, end - start <= 7 * 86_400 else {
                throw Problem.parameter("start", "and end must be a window of at most 7 days", "et end : une fenêtre d'au plus 7 jours")
            }
            let desk = try await hall.desk(query)
            let (teams, minutes) = (try query.number("teams", 1...40, default: 1), try query.decimal("minutes", 1...60, default: 8))
            let speed = try query.choice("speed", default: Speed.car).speed
            let (equity, categories) = (try query.decimal("equity", 0...1, default: 0), try query.categories())
            let wish = CoverageView.Wish(
                start: start, end: end, teams: teams, minutes: minutes, speed: speed, equity: equity, categories: categories)
            switch await desk.coverage.plan(wish, of: await desk.picture) {
            case .success(let plan): return Reply.json(plan)
            case nil:
                throw Problem(
                    .serviceUnavailable, "Too many coverage plans are asked for at once.",
                    "Trop de plans de couverture demandés à la fois.",
                    retryAfter: 5)
            case .failure(let error): throw Problem(.unprocessableContent, error.words.english, error.words.french)
            }
        }
    }

    /// The book of the territory, or of the zone that is asked for.
    private func book(_ query: Query) async throws -> PlanBook {
        let desk = try await hall.desk(query)
        let zone = query.text("zone")
        if let zone, await desk.picture.zones.place[zone] == nil {
            throw Problem.parameter("zone", "names no zone of /api/outlines", "ne nomme aucune zone de /api/outlines")
        }
        return await desk.planBook(hall.plans.plans, zone: zone)
    }
}
