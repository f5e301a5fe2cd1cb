import Console
import Domain
import Foundation
import Projection

/// The territory's own outlines: a GeoJSON file (RFC 7946) of polygons, read in place.
struct OutlineFile: Sendable {
    private let features: [Feature]
    private let identifierKey: String?
    private let nameKey: String?

    /// Bytes of a file.
    private static let maximumBytes = 64 << 20
    private static let identifierKeys = ["id", "code", "insee", "code_insee", "arrondissement", "DEPCO", "NUM_ARR", "nom", "name"]
    private static let nameKeys = ["name", "nom", "NOM_QUA", "nom_qua", "libelle", "label", "nom_com"]

    private struct Feature: Sendable {
        var words: [String: String]
        var numbers: [String: Double]
        /// Longitude and latitude alternate.
        var rings: [[Double]]
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - identifierKey: property that identifies a zone; the first usual one that is there where nil.
    ///   - nameKey: property that names a zone.
    init(path: String, identifierKey: String?, nameKey: String?) throws {
        self.identifierKey = identifierKey
        self.nameKey = nameKey
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.maximumBytes else {
            throw OutlineError(
                "\(path) cannot be read, or is larger than 64 MiB: give outlines.file a GeoJSON file of the territory's zones")
        }
        guard let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any], let list = root["features"] as? [[String: Any]]
        else {
            throw OutlineError("\(path) is not a GeoJSON FeatureCollection")
        }
        features = list.compactMap(Self.feature)
        guard !features.isEmpty else { throw OutlineError("\(path) has no Polygon or MultiPolygon") }
    }

    private static func feature(_ feature: [String: Any]) -> Feature? {
        guard let geometry = feature["geometry"] as? [String: Any], let kind = geometry["type"] as? String else { return nil }
        let polygons: [Any]
        switch kind {
        case "Polygon": polygons = [geometry["coordinates"] as Any]
        case "MultiPolygon": polygons = geometry["coordinates"] as? [Any] ?? []
        default: return nil
        }
        let rings = polygons.flatMap {
            ($0 as? [[[NSNumber]]] ?? []).map { ring in
                ring.flatMap { point in point.count >= 2 ? [point[0].doubleValue, point[1].doubleValue] : [] }
            }
        }.filter { $0.count >= 8 }
        guard !rings.isEmpty else { return nil }
        var words: [String: String] = [:]
        var numbers: [String: Double] = [:]
        var properties = feature["properties"] as? [String: Any] ?? [:]
        if properties["id"] == nil, let identifier = feature["id"] { properties["id"] = identifier }
        for (key, value) in properties {
            if let text = value as? String {
                words[key] = String(text.prefix(120))
            } else if let number = value as? NSNumber {
                numbers[key] = number.doubleValue
                words[key] = number.doubleValue == number.doubleValue.rounded() ? "\(number.int64Value)" : "\(number.doubleValue)"
            }
        }
        return Feature(words: words, numbers: numbers, rings: rings)
    }

    /// The zones in the plane of a grid, with the map of its cells.
    func zones(on grid: Grid) throws(ProjectionError) -> ZoneMap {
        let projection = try LAEAProjection(grid: grid)
        var seen: Set<String> = []
        let zones = features.enumerated().map { index, feature in
            var identifier = text(feature, identifierKey, Self.identifierKeys) ?? "\(index + 1)"
            if !seen.insert(identifier).inserted { identifier += "-\(index + 1)" }
            let name =
                text(feature, nameKey, Self.nameKeys) ?? [feature.words["city"], identifier].compactMap { $0 }.joined(separator: " ")
            let rings = feature.rings.map { ring -> [Double] in
                var longitudes = stride(from: 0, to: ring.count, by: 2).map { ring[$0] }
                var latitudes = stride(from: 1, to: ring.count, by: 2).map { ring[$0] }
                projection.project(longitudes: &longitudes, latitudes: &latitudes)
                return zip(longitudes, latitudes).flatMap { [$0, $1] }
            }
            let facts = feature.numbers.filter { $0.key.count <= 40 && $0.key != identifierKey }
            return Zone(identifier: identifier, name: name, rings: rings, degrees: feature.rings, facts: facts)
        }
        return ZoneMap(zones: zones, cellSize: grid.cellSize)
    }

    private func text(_ feature: Feature, _ asked: String?, _ usual: [String]) -> String? {
        if let asked { return feature.words[asked] }
        return usual.lazy.compactMap { feature.words[$0] }.first { !$0.isEmpty }
    }
}

/// Why outlines cannot be used, and what to do.
struct OutlineError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
