import Domain
import Foundation
import Projection

/// Zones of a city from GeoJSON (RFC 7946): a FeatureCollection of Polygons and MultiPolygons with an attribute each.
public struct ZoneFile: Sendable {
    /// One feature.
    public struct Zone: Sendable {
        /// `name`, `nom`, `code`, or whatever property comes first that names it; its place in the file where none does.
        public let name: String
        /// The attribute asked for; nil where the feature has none.
        public let value: Double?
        /// `population`, `residents` or `habitants`; nil where there is none.
        public let residents: Double?
        /// Rings, the outer ones and the holes alike: a point is inside where it is inside an odd number of them.
        let rings: [[(longitude: Double, latitude: Double)]]

        /// The rings, each closed, latitude and longitude alternating, degrees of WGS 84; holes among them: by the odd-even rule.
        public var outline: [[Double]] {
            rings.map { ring in
                let isClosed = ring.first.map { first in ring.last.map { $0 == first } ?? false } ?? true
                return (isClosed ? ring : ring + ring.prefix(1)).flatMap { [$0.latitude, $0.longitude] }
            }
        }
    }

    /// In the file's order.
    public let zones: [Zone]

    /// Features at most, and points of all of them.
    static let zonesAtMost = 20_000
    static let pointsAtMost = 5_000_000

    /// Reads a file, plain or gzip.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - attribute: a numeric property of its features; nil where only their names and outlines are wanted.
    public init(_ path: String, attribute: String?) throws(EventFileError) {
        try self.init(try FileBytes.read(path), attribute: attribute, path: path)
    }

    /// Reads a document; `path` is for messages.
    public init(_ bytes: [UInt8], attribute: String?, path: String) throws(EventFileError) {
        guard let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let features = document["features"] as? [[String: Any]]
        else { throw .unreadable(path: path, reason: "it is no GeoJSON FeatureCollection") }
        guard features.count <= ZoneFile.zonesAtMost else {
            throw .unreadable(path: path, reason: "it has \(features.count) features; \(ZoneFile.zonesAtMost) are the most")
        }
        var points = 0
        zones = features.enumerated().compactMap { place, feature in
            let properties = feature["properties"] as? [String: Any] ?? [:]
            let rings = ZoneFile.rings(feature["geometry"] as? [String: Any] ?? [:])
            points += rings.reduce(0) { $0 + $1.count }
            guard !rings.isEmpty else { return nil }
            return Zone(
                name: ZoneFile.name(properties) ?? "\(place + 1)", value: attribute.flatMap { ZoneFile.number(properties[$0]) },
                residents: ["population", "residents", "habitants"].lazy.compactMap { ZoneFile.number(properties[$0]) }.first, rings: rings)
        }
        guard points <= ZoneFile.pointsAtMost else {
            throw .unreadable(
                path: path, reason: "its outlines have \(points) points; \(ZoneFile.pointsAtMost) are the most: simplify them")
        }
        guard let attribute else { return }
        guard zones.contains(where: { $0.value != nil }) else {
            let known = Set(
                features.flatMap { ($0["properties"] as? [String: Any] ?? [:]).filter { ZoneFile.number($0.value) != nil }.keys })
            throw .unreadable(
                path: path,
                reason: "no feature has a number \"\(attribute)\"; there are \(known.sorted().prefix(20).joined(separator: ", "))")
        }
    }

    /// The zone of each cell, by the cell's centre; nil outside every zone. Of zones that overlap, the first.
    ///
    /// - Parameters:
    ///   - columns: as `EventTable.cells` counts them.
    ///   - rows: as many.
    ///   - lat0: latitude of the plane's centre, degrees.
    ///   - lon0: longitude of the plane's centre, degrees.
    ///   - size: width of a cell, metres.
    public func zone(
        ofColumns columns: [Int32], rows: [Int32], centredOn lat0: Double, lon0: Double, size: Double
    ) throws(EventFileError) -> [Int?] {
        let projection: LAEAProjection
        do {
            projection = try LAEAProjection(grid: Grid(plane: .centred(latitude: lat0, longitude: lon0), cellSize: 1))
        } catch {
            throw .badGrid(reason: "the grid's centre \(lat0), \(lon0) will not do: \(error)")
        }
        var places = [Int?](repeating: nil, count: min(columns.count, rows.count))
        for (index, zone) in zones.enumerated() {
            let outline = ZoneOutline(zone.rings, projection: projection)
            for place in places.indices where places[place] == nil {
                let x = (Double(columns[place]) + 0.5) * size
                let y = (Double(rows[place]) + 0.5) * size
                if outline.contains(x, y) { places[place] = index }
            }
        }
        return places
    }

    private static func rings(_ geometry: [String: Any]) -> [[(longitude: Double, latitude: Double)]] {
        let coordinates = geometry["coordinates"]
        let polygons: [[[[Double]]]]
        switch geometry["type"] as? String {
        case "Polygon": polygons = (coordinates as? [[[Double]]]).map { [$0] } ?? []
        case "MultiPolygon": polygons = coordinates as? [[[[Double]]]] ?? []
        default: polygons = []
        }
        return polygons.flatMap { $0 }.map { ring in ring.filter { $0.count >= 2 }.map { ($0[0], $0[1]) } }.filter { $0.count >= 3 }
    }

    private static func number(_ value: Any?) -> Double? {
        if value is Bool { return nil }
        return (value as? NSNumber)?.doubleValue ?? (value as? String).flatMap(Double.init)
    }

    private static func name(_ properties: [String: Any]) -> String? {
        let keys = ["name", "nom", "NOM_QUA", "nom_qua", "arrondissement", "code", "DEPCO"] + properties.keys.sorted()
        for key in keys {
            if let text = properties[key] as? String, !text.isEmpty { return text }
            if let number = properties[key] as? NSNumber, keys.firstIndex(of: key).map({ $0 < 7 }) == true { return "\(number)" }
        }
        return nil
    }
}
