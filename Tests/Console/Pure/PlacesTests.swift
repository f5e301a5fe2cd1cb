import Console
import Domain
import Testing

@Suite("Zones and cells")
struct PlacesTests {
    private static func square(_ name: String, _ west: Double, _ south: Double, _ side: Double) -> Zone {
        let ring = [west, south, west + side, south, west + side, south + side, west, south + side, west, south]
        return Zone(identifier: name, name: name, rings: [ring], degrees: [ring], facts: ["population": 1_000])
    }

    @Test("a cell has the zone of its centre, none outside, and a hole is outside")
    func centre() {
        var ring = Self.square("a", 0, 0, 1_000)
        ring.rings.append([400, 400, 600, 400, 600, 600, 400, 600, 400, 400])
        let map = ZoneMap(zones: [ring, Self.square("b", 1_000, 0, 1_000)], cellSize: 200)
        #expect(map.zone(of: Cell(column: 0, row: 0)) == "a")
        #expect(map.zone(of: Cell(column: 4, row: 4)) == "a")
        #expect(map.zone(of: Cell(column: 5, row: 0)) == "b")
        #expect(map.zone(of: Cell(column: 2, row: 2)) == nil)
        #expect(map.zone(of: Cell(column: -1, row: 0)) == nil)
    }

    @Test("a coarse cell has the zone that holds most of it")
    func coarse() {
        let map = ZoneMap(zones: [Self.square("a", 0, 0, 800), Self.square("b", 800, 0, 2_400)], cellSize: 200)
        #expect(map.zone(of: Cell(level: 1, column: 0, row: 0)) == "a")
        #expect(map.zone(of: Cell(level: 3, column: 0, row: 0)) == "b")
    }

    @Test("every cell of two zones side by side belongs to exactly one, whatever their border")
    func partition() {
        let west = Zone(identifier: "w", name: "", rings: [[0, 0, 470, 0, 610, 2_000, 0, 2_000, 0, 0]], degrees: [])
        let east = Zone(identifier: "e", name: "", rings: [[470, 0, 2_000, 0, 2_000, 2_000, 610, 2_000, 470, 0]], degrees: [])
        let map = ZoneMap(zones: [west, east], cellSize: 100)
        for row in 0..<20 as Range<Int32> {
            for column in 0..<20 as Range<Int32> { #expect(map.zone(of: Cell(column: column, row: row)) != nil) }
        }
    }

    @Test("the name of a zone stands at its centroid")
    func label() {
        let label = Self.square("a", 3_943_000, 2_254_000, 1_000).label
        #expect(abs(label.x - 3_943_500) < 1e-3 && abs(label.y - 2_254_500) < 1e-3)
    }
}
