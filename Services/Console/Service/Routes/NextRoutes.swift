import Console
import Domain
import Hummingbird

/// Forecasts of the windows ahead.
struct NextRoutes {
    let hall: ConsoleHall

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/forecasts") { request, _ in
            let query = Query(request)
            let picture = try await hall.picture(query)
            return Reply.json(
                ForecastView(picture).list(category: try query.category(), from: try query.time("from"), to: try query.time("to")))
        }
        router.get("/api/forecasts/{id}/cells") { request, context in
            let picture = try await hall.picture(Query(request))
            guard let cells = ForecastView(picture).cells(context.parameters.get("id") ?? "") else { throw Problem.notFound("forecast") }
            let wantsJSON = request.headers[.accept]?.contains("application/json") == true
            if wantsJSON { return Reply.json(cells.json) }
            return Reply.bytes(cells.packed, type: "application/octet-stream")
        }
        router.get("/api/forecasts/{id}/cell") { request, context in
            let query = Query(request)
            let picture = try await hall.picture(query)
            guard let cell = try query.cell() else { throw Problem.parameter("cell", "is missing", "manque") }
            guard let body = ForecastView(picture).cell(cell, of: context.parameters.get("id") ?? "") else {
                throw Problem.notFound("forecast")
            }
            return Reply.json(body)
        }
    }
}
