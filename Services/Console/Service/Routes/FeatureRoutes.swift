import AlertDocuments
import Console
import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// OGC API - Features - Part 1: Core (17-069r4): zones, alerts and forecasts.
struct FeatureRoutes {
    let hall: ConsoleHall
    let origin: String

    private var base: String { origin + "/api/ogc" }
    private static let geoJSON = "application/geo+json"

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/ogc") { request, _ in
            try allow(Query(request), ["f", "territory"])
            return Reply.json([
                "title": "Quietude", "description": "Zones, alerts and forecasts of places and times, never people.",
                "links": .array([
                    link("self", base, "application/json"),
                    link("service-desc", origin + "/api/openapi.yaml", "application/vnd.oai.openapi;version=3.1"),
                    link("conformance", base + "/conformance", "application/json"), link("data", base + "/collections", "application/json"),
                ]),
            ])
        }
        router.get("/api/ogc/conformance") { request, _ in
            try allow(Query(request), ["f", "territory"])
            return Reply.json([
                "conformsTo": .strings(
                    ["core", "geojson"].map { "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)" })
            ])
        }
        router.get("/api/ogc/collections") { request, _ in
            let query = Query(request)
            try allow(query, ["f", "territory"])
            let picture = try await hall.picture(query)
            return Reply.json([
                "collections": .array(FeatureCollection.allCases.map { collection($0, picture) }),
                "links": .array([link("self", base + "/collections", "application/json")]),
            ])
        }
        router.get("/api/ogc/collections/{collection}") { request, context in
            let query = Query(request)
            try allow(query, ["f", "territory"])
            return Reply.json(collection(try named(context), try await hall.picture(query)))
        }
        router.get("/api/ogc/collections/{collection}/items") { request, context in try await items(request, context) }
        router.get("/api/ogc/collections/{collection}/items/{feature}") { request, context in
            let query = Query(request)
            try allow(query, ["f", "territory"])
            let picture = try await hall.picture(query)
            let kind = try named(context)
            let asked = context.parameters.get("feature") ?? ""
            guard let feature = try FeatureSearch(picture, kind).feature(asked.removingPercentEncoding ?? asked) else {
                throw Problem.notFound("feature")
            }
            let own = "\(base)/collections/\(kind.rawValue)"
            let links: JSON = .array([link("self", own + "/items/" + asked, Self.geoJSON), link("collection", own, "application/json")])
            return Reply.json(feature.adding(["links": links]), type: Self.geoJSON)
        }
    }

    private func named(_ context: ConsoleContext) throws -> FeatureCollection {
        guard let kind = FeatureCollection(rawValue: context.parameters.get("collection") ?? "") else {
            throw Problem.notFound("collection")
        }
        return kind
    }

    /// A parameter that is not known is an error (requirement /req/core/query-param-unknown).
    private func allow(_ query: Query, _ names: Set<String>) throws {
        if let unknown = query.names.first(where: { !names.contains($0) }) {
            throw Problem(
                .badRequest, "\(unknown.prefix(40)) is not a parameter here.", "\(unknown.prefix(40)) n'est pas un paramètre ici.",
                field: String(unknown.prefix(40)))
        }
    }

    private func items(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let query = Query(request)
        try allow(query, ["f", "territory", "bbox", "datetime", "limit", "offset", "category"])
        let kind = try named(context)
        let picture = try await hall.picture(query)
        let limit: Int
        let offset: Int
        let filter: FeatureSearch.Filter
        do {
            // More than the most is answered with the most (requirement /req/core/fc-limit-response-1).
            limit = min(10_000, try query.number("limit", 1...Int(Int32.max), default: 100))
            offset = try query.number("offset", 0...Int(Int32.max), default: 0)
            filter = FeatureSearch.Filter(
                box: try box(query), time: try interval(query), category: try query.category())
        } catch let problem as Problem {
            throw Problem(.badRequest, problem.english, problem.french, field: problem.field)
        }
        let (features, matched) = try FeatureSearch(picture, kind).search(filter, offset: offset, limit: limit)
        let own = "\(base)/collections/\(kind.rawValue)/items"
        var links = [link("self", own + parameters(query, offset: offset), Self.geoJSON)]
        if offset + features.count < matched {
            links.append(link("next", own + parameters(query, offset: offset + features.count), Self.geoJSON))
        }
        let body: JSON = [
            "type": "FeatureCollection", "features": .array(features), "numberMatched": .whole(matched),
            "numberReturned": .whole(features.count),
            "timeStamp": .time(Int64(Date().timeIntervalSince1970)), "links": .array(links),
        ]
        return Reply.json(body, type: Self.geoJSON)
    }

    private func parameters(_ query: Query, offset: Int) -> String {
        var parts = query.names.filter { $0 != "offset" }.compactMap { name in query.text(name).map { (name, $0) } }
        if offset > 0 { parts.append(("offset", "\(offset)")) }
        return parts.isEmpty ? "" : "?" + Form(parts).text
    }

    private func box(_ query: Query) throws -> [Double]? {
        guard let text = query.text("bbox") else { return nil }
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        let known = numbers.compactMap { $0 }
        guard known.count == numbers.count, known.count == 4 || known.count == 6, known.allSatisfy(\.isFinite) else {
            throw Problem.parameter("bbox", "must be west,south,east,north", "doit être ouest,sud,est,nord")
        }
        let flat = known.count == 6 ? [known[0], known[1], known[3], known[4]] : known
        guard flat[1] <= flat[3], flat[0] <= flat[2], (-90...90).contains(flat[1]), (-90...90).contains(flat[3]) else {
            throw Problem.parameter("bbox", "must be west,south,east,north", "doit être ouest,sud,est,nord")
        }
        return flat
    }

    private func interval(_ query: Query) throws -> ClosedRange<Int64>? {
        guard let text = query.text("datetime") else { return nil }
        let wrong = Problem.parameter(
            "datetime", "must be an instant or an interval a/b, ../b, a/..", "doit être un instant ou un intervalle a/b, ../b, a/..")
        func end(_ text: Substring, open: Int64) throws -> Int64 {
            if text == ".." || text.isEmpty { return open }
            guard let seconds = TimeText.seconds(text) else { throw wrong }
            return seconds
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let seconds = TimeText.seconds(parts[0]) else { throw wrong }
            return seconds...seconds
        case 2:
            let (first, last) = (try end(parts[0], open: .min), try end(parts[1], open: .max))
            guard first <= last else { throw wrong }
            return first...last
        default: throw wrong
        }
    }

    private func collection(_ kind: FeatureCollection, _ picture: Picture) -> JSON {
        let own = "\(base)/collections/\(kind.rawValue)"
        let bounds = picture.register?.territory.bounds
        let box: JSON = bounds.map { .array([[.number($0.west), .number($0.south), .number($0.east), .number($0.north)]]) } ?? .array([])
        let (first, last) = FeatureSearch(picture, kind).extent
        return [
            "id": .string(kind.rawValue), "title": .string(kind.title), "description": .string(kind.explanation), "itemType": "feature",
            "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
            "extent": ["spatial": ["bbox": box], "temporal": ["interval": [[.time(first), .time(last)]]]],
            "links": .array([link("self", own, "application/json"), link("items", own + "/items", Self.geoJSON)]),
        ]
    }

    private func link(_ relation: String, _ place: String, _ type: String) -> JSON {
        ["rel": .string(relation), "href": .string(place), "type": .string(type), "title": .string(relation)]
    }
}
