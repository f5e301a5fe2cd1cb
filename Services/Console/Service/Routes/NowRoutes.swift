import Console
import Hummingbird

/// The situation, now or at any past hour.
struct NowRoutes {
    let hall: ConsoleHall

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/now") { request, _ in
            let query = Query(request)
            let picture = try await hall.picture(query)
            return Reply.json(
                NowView(picture, cards: hall.cards).json(
                    at: try query.time("at"), hours: Int64(try query.number("hours", 1...72, default: 6)), services: hall.health.json))
        }
        router.get("/api/hours") { request, _ in
            let query = Query(request)
            let picture = try await hall.picture(query)
            return Reply.json(
                HoursView(picture).json(from: try query.time("from"), to: try query.time("to"), category: try query.category()))
        }
        router.get("/api/cards") { _, _ in Reply.json(hall.cards.json) }
    }
}
