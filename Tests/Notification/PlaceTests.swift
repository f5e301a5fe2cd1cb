import Domain
import Notification
import Testing

@Suite("How places and numbers are named")
struct PlaceTests {
    private let territory = TerritoryEntry(
        identifier: "marseille", name: "Marseille", timeZone: "UTC", live: false, grid: Grid(plane: .european, cellSize: 200),
        bounds: Bounds(south: 43.2, west: 5.3, north: 43.4, east: 5.5))

    private func headline(_ longitude: Double, _ latitude: Double, _ places: [NamedPlace]) throws -> Alert {
        var machine = SignalAlerts(territory: "marseille", policy: Examples.policy())
        machine.stand(on: AlertGround(territory, places: places, offset: { _, _ in 0 }))
        let point = territory.grid.point(longitude: longitude, latitude: latitude)
        let cell = try #require(territory.grid.cell(easting: point.easting, northing: point.northing))
        return try #require(machine.apply(Examples.signal { $0.cells = [cell] }).first)
    }

    private let zone = NamedPlace(
        code: "13201", french: "Belsunce", english: "Belsunce", shape: .area([[5.37, 43.29, 5.39, 43.29, 5.39, 43.31, 5.37, 43.31]]))

    @Test("by the zone that the cell lies in, with its code")
    func byZone() throws {
        let alert = try headline(5.38, 43.30, [zone])
        #expect(alert.french.headline == "Vol : activité inhabituelle (Belsunce), 8 constatés, 1,3 attendus")
        #expect(alert.zones == ["13201"] && alert.place == .init(french: "Belsunce", english: "Belsunce"))
    }

    @Test("by a known point near it")
    func byPoint() throws {
        let port = NamedPlace(code: "", french: "le Vieux-Port", english: "the Old Port", shape: .point(longitude: 5.374, latitude: 43.295))
        #expect(try headline(5.3745, 43.2955, [port]).place.french == "près du Vieux-Port")
    }

    @Test("else by direction and distance from the middle of the territory")
    func byBearing() throws {
        let alert = try headline(5.45, 43.30, [])
        #expect(alert.place.english == "4.1 km east of the centre" && alert.place.french == "4,1 km à l'est du centre")
        #expect(alert.french.headline.contains("(4,1 km à l'est du centre)"))
    }

    @Test("small expectations keep their digits")
    func numbers() {
        var machine = ForecastAlerts(territory: "city", policy: Examples.policy())
        let alert = machine.apply(Examples.forecast([21, 0.04])).first
        #expect(alert?.french.description == "Lieux les plus exposés, faits attendus : L0C0R7 : 21 ; L0C1R7 : 0,04.")
        let least = machine.apply(Examples.forecast(category: .theft, [21, 0.001]))
        #expect(least.isEmpty || least[0].english.description.contains("<0.01"))
    }

    @Test("places are read from GeoJSON; what has no name or another shape is counted")
    func file() throws {
        let file = try PlaceFile(
            geoJSON: Array(
                """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{"nom":"Belsunce","code_qua":"1320101"},"geometry":{"type":"Polygon","coordinates":[[[5,43],[6,43],[6,44],[5,43]]]}},
                {"type":"Feature","properties":{"name":"Parc","kind":"park"},"geometry":{"type":"Point","coordinates":[5.5,43.5]}},
                {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[5.5,43.5]}},
                {"type":"Feature","properties":{"name":"x"},"geometry":{"type":"LineString","coordinates":[[5,43],[6,43]]}}]}
                """.utf8))
        #expect(file.places.map(\.french) == ["Belsunce", "Parc"] && file.places[0].code == "1320101" && file.leftOut == 2)
        #expect(throws: PlaceFile.Unreadable.self) { try PlaceFile(geoJSON: [1, 2, 3]) }
    }
}
