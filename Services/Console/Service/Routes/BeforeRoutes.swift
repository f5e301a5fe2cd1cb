import AlertDocuments
import Console
import Domain
import HTTPTypes
import Hummingbird

/// What was: trends, comparisons, indicators, and files to take away.
struct BeforeRoutes {
    let hall: ConsoleHall

    private enum Tongue: String, CaseIterable {
        case fr, en
    }

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/trends") { request, _ in
            let query = Query(request)
            let desk = try await hall.desk(query)
            let view = TrendView(await desk.picture, days: await desk.days)
            return Reply.json(
                view.json(
                    from: try query.day("from"), to: try query.day("to"), step: try query.choice("step", default: TrendView.Step.day),
                    try selection(query)))
        }
        router.get("/api/comparisons") { request, _ in
            let query = Query(request)
            let desk = try await hall.desk(query)
            let view = ComparisonView(await desk.picture, days: await desk.days)
            return Reply.json(
                view.json(
                    from: try query.day("from"), to: try query.day("to"),
                    against: try query.choice("against", default: ComparisonView.Against.previous),
                    by: try query.choice("by", default: ComparisonView.By.zone), try selection(query)))
        }
        router.get("/api/indicators") { request, _ in
            let desk = try await hall.desk(Query(request))
            return Reply.json(IndicatorView(await desk.picture, days: await desk.days).json(hall.plans.indicators))
        }
        router.get("/api/export") { request, context in try await export(request, context) }
    }

    private func selection(_ query: Query) throws -> TrendView.Selection {
        var categories = try query.categories()
        if let name = query.text("theme") {
            guard let theme = Vocabulary.theme(name) else {
                throw Problem.parameter("theme", "names no theme of /api/settings", "ne nomme aucun thème de /api/settings")
            }
            categories = categories.isEmpty ? Set(theme.categories) : categories.intersection(theme.categories)
        }
        return TrendView.Selection(zone: query.text("zone"), categories: categories)
    }

    private func export(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let query = Query(request)
        let desk = try await hall.desk(query)
        let (picture, days) = (await desk.picture, await desk.days)
        guard query.text("table") != nil else { throw Problem.parameter("table", "is missing", "manque") }
        let table = try query.choice("table", default: ExportView.Table.trends)
        let format = try query.choice("format", default: ExportView.Format.csv)
        let tongue = try query.choice("lang", default: Tongue.fr)
        let view = ExportView(picture, days: days, isFrench: tongue == .fr)
        let content = try content(table, format, view, picture, days, query)
        try await hall.ledger.write(
            .acted, "export", by: try hall.identity(context), territory: desk.territory, counts: ["bytes": UInt64(content.count)],
            details: ["table": table.rawValue, "format": format.rawValue])
        var response = Reply.bytes(content, type: format == .csv ? "text/csv; charset=utf-8" : "application/geo+json").uncached
        let day = picture.now.map { TimeText.utc($0).prefix(10) } ?? "0"
        response.headers[.contentDisposition] =
            "attachment; filename=\"quietude-\(desk.territory)-\(table.rawValue)-\(day).\(format.rawValue)\""
        return response
    }

    private func content(
        _ table: ExportView.Table, _ format: ExportView.Format, _ view: ExportView, _ picture: Picture, _ days: LocalDays, _ query: Query
    ) throws -> [UInt8] {
        let selection = try selection(query)
        let comparison = ComparisonView(picture, days: days)
        let span = comparison.span(from: try query.day("from"), to: try query.day("to"))
        let features = Features(picture)
        switch (table, format) {
        case (.trends, .csv):
            let points = TrendView(picture, days: days).points(
                from: span.lowerBound, to: span.upperBound, step: try query.choice("step", default: TrendView.Step.day), selection)
            return view.trends(points)
        case (.trends, .geojson):
            throw Problem.parameter("format", "must be csv for trends", "doit être csv pour les séries")
        case (.comparisons, _):
            let by = format == .geojson ? ComparisonView.By.zone : try query.choice("by", default: ComparisonView.By.zone)
            let rows = comparison.rows(
                span, against: try query.choice("against", default: ComparisonView.Against.previous), by: by, selection)
            return format == .csv ? view.comparisons(rows) : features.comparisons(rows).bytes
        case (.incidents, _):
            guard let rows = view.cellDays(span, selection) else {
                throw Problem.parameter(
                    "from", "the file would be too long: take fewer days", "le fichier serait trop long : moins de jours")
            }
            return format == .csv ? view.incidents(rows) : try features.cellDays(rows).bytes
        case (.alerts, .csv): return view.alerts(AlertView(picture).threads(.all), at: picture.now ?? .max)
        case (.alerts, .geojson):
            let documents = AlertDocuments(grid: picture.register?.territory.grid, territory: picture.register?.territory.name ?? "")
            return Array(try documents.collection(AlertView(picture).threads(.all).map(\.latest)).utf8)
        case (.zones, .csv): return view.zones()
        case (.zones, .geojson): return features.zones().bytes
        }
    }
}
