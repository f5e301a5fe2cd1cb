import AlertDocuments
import Console
import Domain

/// A collection of features.
enum FeatureCollection: String, CaseIterable {
    case zones, alerts, forecasts

    var title: String {
        switch self {
        case .zones: "Zones / Secteurs"
        case .alerts: "Alerts / Alertes"
        case .forecasts: "Forecasts / Prévisions"
        }
    }

    var explanation: String {
        switch self {
        case .zones: "The territory's zones with their public figures"
        case .alerts: "The latest message of each alert held, as CAP has it"
        case .forecasts: "Expected incidents by category, window and cell, windows ahead"
        }
    }
}

/// Features of a collection by place, time and category.
struct FeatureSearch {
    struct Filter {
        /// West, south, east, north, degrees.
        var box: [Double]?
        /// Seconds since 1970, both ends included.
        var time: ClosedRange<Int64>?
        var category: Domain.Category?

        func holds(_ start: Int64, _ end: Int64) -> Bool { time.map { start <= $0.upperBound && end >= $0.lowerBound } ?? true }
    }

    private let picture: Picture
    private let kind: FeatureCollection

    init(_ picture: Picture, _ kind: FeatureCollection) {
        self.picture = picture
        self.kind = kind
    }

    /// The time that the collection speaks of.
    var extent: (first: Int64?, last: Int64?) {
        switch kind {
        case .zones: (nil, nil)
        case .alerts:
            (picture.alerts.all.map(\.messages[0].onset).min(), picture.alerts.all.map(\.latest.expires).max())
        case .forecasts: (ahead.map(\.head.windowStart).min(), ahead.map(\.head.windowEnd).max())
        }
    }

    private var ahead: [PackedForecast] { picture.forecasts.ahead(of: picture.now ?? .min) }

    private var documents: AlertDocuments {
        AlertDocuments(grid: picture.register?.territory.grid, territory: picture.register?.territory.name ?? "")
    }

    /// Features from an offset on, and how many match.
    func search(_ filter: Filter, offset: Int, limit: Int) throws -> (features: [JSON], matched: Int) {
        let plane = try filter.box.map { try Features(picture).plane($0) ?? [] }
        switch kind {
        case .zones:
            let found = picture.zones.zones.filter { zone in
                filter.box.map { Self.touch(zone.box, $0) } ?? true
            }
            return (found.dropFirst(offset).prefix(limit).map { Features(picture).zone($0) }, found.count)
        case .alerts:
            let found = AlertView(picture).threads(.all).map(\.latest).filter { alert in
                (filter.category == nil || alert.category == filter.category) && filter.holds(alert.onset, alert.expires)
                    && (plane.map { box in alert.cells.isEmpty || alert.cells.contains { touches($0, box) } } ?? true)
            }
            return (try found.dropFirst(offset).prefix(limit).map(alert), found.count)
        case .forecasts:
            var matched = 0
            var chosen: [(PackedForecast, Int)] = []
            for forecast in ahead
            where (filter.category == nil || forecast.head.category == filter.category)
                && filter.holds(forecast.head.windowStart, forecast.head.windowEnd)
            {
                for place in forecast.columns.indices {
                    if let plane, !touches(cell(forecast, place), plane) { continue }
                    if matched >= offset, chosen.count < limit { chosen.append((forecast, place)) }
                    matched += 1
                }
            }
            return (try forecasts(chosen), matched)
        }
    }

    /// One feature; nil where there is none.
    func feature(_ identifier: String) throws -> JSON? {
        switch kind {
        case .zones: return picture.zones.place[identifier].map { Features(picture).zone(picture.zones.zones[$0]) }
        case .alerts: return try picture.alerts.thread(identifier).map { try alert($0.latest) }
        case .forecasts:
            let parts = identifier.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, let level = UInt8(parts[1]), let column = Int32(parts[2]), let row = Int32(parts[3]),
                let forecast = picture.forecasts.forecast(String(parts[0])),
                let place = forecast.place(of: Cell(level: level, column: column, row: row))
            else { return nil }
            return try forecasts([(forecast, place)]).first
        }
    }

    private func alert(_ alert: Alert) throws -> JSON {
        let thread = alert.thread.isEmpty ? alert.identifier : alert.thread
        let rings = try Features(picture).rings(alert.cells)
        let geometry: JSON =
            alert.cells.isEmpty
            ? .null : ["type": "MultiPolygon", "coordinates": .array(rings.map { .array([Features.ring($0)]) })]
        let state = picture.alerts.thread(thread)?.state(at: picture.now ?? .max).rawValue
        let properties: JSON = [
            "message": .string(alert.identifier), "state": .optional(state), "msgType": .string("\(alert.messageType)"),
            "category": .string(alert.category.code), "severity": .string("\(alert.severity)"), "urgency": .string("\(alert.urgency)"),
            "certainty": .string("\(alert.certainty)"), "sent": .time(alert.sent), "onset": .time(alert.onset),
            "expires": .time(alert.expires),
        ]
        return [
            "type": "Feature", "id": .string(thread), "geometry": geometry,
            "properties": properties.adding([
                "event_fr": .string(alert.french.event), "event_en": .string(alert.english.event),
                "headline_fr": .string(alert.french.headline), "headline_en": .string(alert.english.headline),
            ]),
        ]
    }

    private func cell(_ forecast: PackedForecast, _ place: Int) -> Cell {
        Cell(level: forecast.level, column: forecast.columns[place], row: forecast.rows[place])
    }

    private func forecasts(_ chosen: [(PackedForecast, Int)]) throws -> [JSON] {
        let rings = try Features(picture).rings(chosen.map { cell($0.0, $0.1) })
        return zip(chosen, rings).map { pair, ring in
            let (forecast, place) = pair
            let cell = cell(forecast, place)
            let expected = Double(forecast.expected[place])
            let interval = forecast.head.interval(expected: expected)
            return [
                "type": "Feature", "id": .string("\(forecast.identifier).\(cell.level).\(cell.column).\(cell.row)"),
                "geometry": ["type": "Polygon", "coordinates": [Features.ring(ring)]],
                "properties": [
                    "category": .string(forecast.head.category.code), "start": .time(forecast.head.windowStart),
                    "end": .time(forecast.head.windowEnd), "issued": .time(forecast.head.issuedAt), "expected": .optional(expected),
                    "lower": .whole(interval.lowerBound), "upper": .whole(interval.upperBound),
                    "atLeastOne": .optional(forecast.head.atLeastOne(expected: expected)),
                    "cell": .optional(picture.register?.territory.grid.inspireCode(of: cell)),
                ],
            ]
        }
    }

    private func touches(_ cell: Cell, _ box: [Double]) -> Bool {
        guard box.count == 4, let side = picture.register?.territory.grid.size(atLevel: cell.level) else { return false }
        let (west, south) = (Double(cell.column) * side, Double(cell.row) * side)
        return west <= box[2] && west + side >= box[0] && south <= box[3] && south + side >= box[1]
    }

    private static func touch(_ left: [Double], _ right: [Double]) -> Bool {
        left[0] <= right[2] && left[2] >= right[0] && left[1] <= right[3] && left[3] >= right[1]
    }
}
