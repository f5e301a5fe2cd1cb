import Foundation

/// Reads places from GeoJSON (RFC 7946): polygons are zones, points are the gazetteer.
///
/// A feature's name is its property `name` or `nom` (`name_fr`, `name_en` where they differ), a zone's code `code`, `code_qua`, `insee` or
/// `id`, else its name. What has no name or another geometry is left out and counted.
public struct PlaceFile: Sendable {
    /// Places at most.
    public static let maximumPlaces = 20_000

    /// It is no GeoJSON of features, or too large.
    public struct Unreadable: Error, Sendable, CustomStringConvertible {
        /// What is wrong.
        public var description: String {
            "this is no GeoJSON FeatureCollection of at most \(PlaceFile.maximumPlaces) features; give one of polygons or points with names"
        }
    }

    /// In the order of the file.
    public private(set) var places: [NamedPlace] = []
    /// Features that were left out.
    public private(set) var leftOut = 0

    /// Reads a file's bytes.
    public init(geoJSON bytes: [UInt8]) throws(Unreadable) {
        guard let root = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let features = root["features"] as? [Any], features.count <= PlaceFile.maximumPlaces
        else { throw Unreadable() }
        for feature in features {
            if let place = PlaceFile.place(feature as? [String: Any] ?? [:]) {
                places.append(place)
            } else {
                leftOut += 1
            }
        }
    }

    private static func place(_ feature: [String: Any]) -> NamedPlace? {
        let properties = feature["properties"] as? [String: Any] ?? [:]
        func text(_ keys: String...) -> String? {
            for key in keys {
                if let text = properties[key] as? String, !text.isEmpty { return String(text.prefix(120)) }
                if let number = properties[key] as? Int { return "\(number)" }
            }
            return nil
        }
        let french = text("name_fr", "nom", "name")
        let english = text("name_en", "name", "nom")
        guard let name = french ?? english, let geometry = feature["geometry"] as? [String: Any], let shape = shape(geometry) else {
            return nil
        }
        let code = text("code", "code_qua", "insee", "id") ?? (feature["id"] as? String) ?? name
        return NamedPlace(code: code, french: name, english: english ?? name, shape: shape)
    }

    private static func shape(_ geometry: [String: Any]) -> NamedPlace.Shape? {
        switch geometry["type"] as? String {
        case "Point":
            guard let position = geometry["coordinates"] as? [Double], position.count >= 2, position.allSatisfy(\.isFinite) else {
                return nil
            }
            return .point(longitude: position[0], latitude: position[1])
        case "Polygon": return rings([geometry["coordinates"] as? [[[Double]]] ?? []])
        case "MultiPolygon": return rings(geometry["coordinates"] as? [[[[Double]]]] ?? [])
        default: return nil
        }
    }

    /// The outer ring of each polygon: a hole in a quarter is still of the quarter to those who read its name.
    private static func rings(_ polygons: [[[[Double]]]]) -> NamedPlace.Shape? {
        let rings = polygons.compactMap(\.first).map { $0.flatMap { $0.prefix(2) } }
            .filter { $0.count >= 6 && $0.count % 2 == 0 && $0.allSatisfy(\.isFinite) }
        return rings.isEmpty ? nil : .area(rings)
    }
}
