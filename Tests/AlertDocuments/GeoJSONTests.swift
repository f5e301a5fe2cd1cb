import AlertDocuments
import Domain
import Foundation
import Testing

@Suite("Alerts as GeoJSON")
struct GeoJSONTests {
    private let documents = AlertDocuments(grid: Samples.grid, territory: "Marseille")

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func area(_ ring: [[Double]]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1] }
    }

    @Test("a part is a Polygon in degrees of Marseille, closed, counterclockwise (RFC 7946, right-hand rule)")
    func polygon() throws {
        let feature = try object(documents.feature(Samples.alert()))
        let geometry = try #require(feature["geometry"] as? [String: Any])
        let rings = try #require(geometry["coordinates"] as? [[[Double]]])
        #expect(geometry["type"] as? String == "Polygon" && rings.count == 1 && rings[0].first == rings[0].last)
        #expect(area(rings[0]) > 0)
        #expect(rings[0].allSatisfy { (5...6).contains($0[0]) && (43...44).contains($0[1]) })
    }

    @Test("parts are a MultiPolygon, holes are clockwise")
    func multi() throws {
        let feature = try object(documents.feature(Samples.alert(cells: Samples.ring + [Samples.cell(9, 9)])))
        let geometry = try #require(feature["geometry"] as? [String: Any])
        let polygons = try #require(geometry["coordinates"] as? [[[[Double]]]])
        #expect(geometry["type"] as? String == "MultiPolygon" && polygons.map(\.count).sorted() == [1, 2])
        let holed = try #require(polygons.first { $0.count == 2 })
        #expect(area(holed[0]) > 0 && area(holed[1]) < 0)
    }

    @Test("what concerns the whole territory has no geometry")
    func everywhere() throws {
        #expect(try object(documents.feature(Samples.alert(cells: [])))["geometry"] is NSNull)
    }

    @Test("says in its properties what the alert says, whatever is in its words")
    func properties() throws {
        let collection = try object(documents.collection([Samples.alert(), Samples.alert { $0.identifier = "b" }]))
        let features = try #require(collection["features"] as? [[String: Any]])
        #expect(collection["type"] as? String == "FeatureCollection" && features.map { $0["id"] as? String } == ["a1", "b"])
        let properties = try #require(features[0]["properties"] as? [String: Any])
        #expect(properties["sent"] as? String == "2025-06-15T15:15:00Z" && properties["severity"] as? String == "Moderate")
        #expect((properties["fr"] as? [String: String])?["description"] == "8 constatés\n\u{1}")
        #expect((properties["en"] as? [String: String])?["headline"] == "Theft: \"unusual\"")
    }
}
