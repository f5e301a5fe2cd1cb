import Console
import Domain
import Hummingbird
import Runtime

/// What the page needs once.
struct SettingsRoutes {
    let hall: ConsoleHall
    let settings: PageSettings

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/settings") { _, _ in
            var territories: [JSON] = []
            for identifier in await hall.desks.territories {
                let name = await hall.desks.desk(identifier)?.picture.register?.territory.name
                territories.append(["id": .string(identifier), "name": .string(name ?? identifier)])
            }
            let tiles: JSON = settings.tiles.map { ["url": .string($0), "attribution": .optional(settings.attribution)] } ?? .null
            let body: JSON = [
                "version": .string(QuietudeVersion.current), "territories": .array(territories), "tiles": tiles,
                "categories": Vocabulary.categories, "themes": Vocabulary.themes, "sources": Vocabulary.kinds,
                "roles": .strings(Role.allCases.map(\.rawValue)), "refreshSeconds": 60,
            ]
            var response = Reply.json(body)
            response.headers[.cacheControl] = "private, max-age=300"
            // Before the first territory is known the answer is worth nothing a moment later.
            return territories.isEmpty ? response.uncached : response
        }
        router.get("/api/territory") { request, _ in
            let desk = try await hall.desk(Query(request))
            let picture = await desk.picture
            return Reply.json(TerritoryView(picture, identifier: desk.territory).json(extent: try Extent.of(picture)))
        }
        router.get("/api/outlines") { request, _ in Reply.json(OutlineView(try await hall.picture(Query(request)).zones).json) }
    }
}
