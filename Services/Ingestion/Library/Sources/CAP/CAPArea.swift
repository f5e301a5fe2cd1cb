/// Where a CAP alert holds (3.2.4 "area"): a named region, a ring of points, or a circle.
struct CAPArea: Sendable, Hashable {
    /// Code of the region, or its name where it has none.
    var region: String
    /// Latitude and longitude alternating, closed; empty where there is none.
    var ring: [Double] = []
    /// Latitude, longitude, metres.
    var circle: (latitude: Double, longitude: Double, radius: Double)?

    static func == (left: CAPArea, right: CAPArea) -> Bool {
        left.region == right.region && left.ring == right.ring && left.circle?.latitude == right.circle?.latitude
            && left.circle?.longitude == right.circle?.longitude && left.circle?.radius == right.circle?.radius
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(region)
        hasher.combine(ring)
    }

    /// Codes of regions that are more telling than others, where an area has several.
    private static let systems = ["NUTS3", "NUTS2", "EMMA_ID", "WARNCELLID", "SAME", "FIPS6", "UGC"]

    /// The areas that one `area` element means: one a polygon, one a circle, one where it only names a region. A code that the table of
    /// places knows is taken before others.
    static func read(_ node: XMLNode, _ places: PlaceTable) throws(RowProblem) -> [CAPArea] {
        let region = region(node, places)
        var areas: [CAPArea] = []
        for polygon in node.children("polygon") where !polygon.text.isEmpty {
            areas.append(CAPArea(region: region, ring: try ring(polygon)))
        }
        for circle in node.children("circle") where !circle.text.isEmpty {
            areas.append(CAPArea(region: region, circle: try self.circle(circle)))
        }
        return areas.isEmpty ? [CAPArea(region: region)] : areas
    }

    private static func region(_ node: XMLNode, _ places: PlaceTable) -> String {
        var codes: [(system: String, code: String)] = []
        for geocode in node.children("geocode") where codes.count < 256 {
            let code = geocode.text("value")
            if !code.isEmpty, code.utf8.count <= ObservationLimits.code { codes.append((geocode.text("valueName").uppercased(), code)) }
        }
        if let known = codes.first(where: { places.place($0.code) != nil }) { return known.code }
        for system in systems { if let found = codes.first(where: { $0.system == system }) { return found.code } }
        return codes.first?.code ?? String(node.text("areaDesc").prefix(30))
    }

    /// `lat,lon lat,lon …`: latitude first, unlike GeoJSON.
    private static func ring(_ node: XMLNode) throws(RowProblem) -> [Double] {
        var ring: [Double] = []
        for pair in node.text.split(whereSeparator: \.isWhitespace) {
            guard let point = point(pair) else {
                throw RowProblem(
                    line: node.line, column: 0, reason: .position,
                    message: "`polygon` must be `latitude,longitude` pairs of WGS 84 parted by blanks; mend it")
            }
            ring.append(point.latitude)
            ring.append(point.longitude)
        }
        guard ring.count >= 8, ring[0] == ring[ring.count - 2], ring[1] == ring[ring.count - 1] else {
            throw RowProblem(
                line: node.line, column: 0, reason: .position,
                message: "`polygon` must have four points or more, the first repeated last; mend it")
        }
        return thinned(ring)
    }

    /// Every second point, third point …, until there are as few as an observation may have: coasts are drawn finer than a cell is wide.
    private static func thinned(_ ring: [Double]) -> [Double] {
        guard ring.count > ObservationLimits.polygon else { return ring }
        let points = ring.count / 2 - 1
        let step = (points + ObservationLimits.polygon / 2 - 2) / (ObservationLimits.polygon / 2 - 1)
        var few = stride(from: 0, to: points, by: step).flatMap { [ring[$0 * 2], ring[$0 * 2 + 1]] }
        few += [ring[0], ring[1]]
        return few
    }

    /// `lat,lon radius`, the radius in kilometres.
    private static func circle(_ node: XMLNode) throws(RowProblem) -> (latitude: Double, longitude: Double, radius: Double) {
        let parts = node.text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let point = point(parts[0]), let radius = number(parts[1]), radius >= 0, radius < 20_100 else {
            throw RowProblem(
                line: node.line, column: 0, reason: .position,
                message: "`circle` must be `latitude,longitude radius`, the radius in km; mend it")
        }
        return (point.latitude, point.longitude, radius * 1_000)
    }

    private static func point(_ text: Substring) -> (latitude: Double, longitude: Double)? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let latitude = number(parts[0]), let longitude = number(parts[1]), (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        else { return nil }
        return (latitude, longitude)
    }

    private static func number(_ text: Substring) -> Double? { DecimalNumber.parse(Array(text.utf8).span, comma: false) }
}
