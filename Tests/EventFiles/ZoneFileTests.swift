import EventFiles
import Foundation
import Testing

@Suite("A file of zones")
struct ZoneFileTests {
    /// A square kilometre or so east of the centre, with a hole, and another west of it.
    private let text = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"nom":"Est","mean_wage":12000,"population":500},"geometry":{"type":"Polygon","coordinates":[
         [[5.40,43.295],[5.41,43.295],[5.41,43.305],[5.40,43.305],[5.40,43.295]],
         [[5.404,43.299],[5.406,43.299],[5.406,43.301],[5.404,43.301],[5.404,43.299]]]}},
        {"type":"Feature","properties":{"nom":"Ouest","mean_wage":"9000"},"geometry":{"type":"MultiPolygon","coordinates":[
         [[[5.39,43.295],[5.40,43.295],[5.40,43.305],[5.39,43.305],[5.39,43.295]]]]}},
        {"type":"Feature","properties":{"nom":"sans contour","mean_wage":1},"geometry":null}]}
        """

    private func zones(_ attribute: String = "mean_wage") throws -> ZoneFile {
        try ZoneFile(Array(text.utf8), attribute: attribute, path: "zones.geojson")
    }

    @Test("names, attributes and residents are read; a feature without outline is none")
    func read() throws {
        let zones = try zones().zones
        #expect(zones.map(\.name) == ["Est", "Ouest"])
        #expect(zones.map(\.value) == [12_000, 9_000])
        #expect(zones.map(\.residents) == [500, nil])
    }

    @Test("a cell belongs to the zone that its centre lies in; a hole and the outside to none")
    func places() throws {
        let places = try zones().zone(ofColumns: [1, -2, 6, 40], rows: [1, 1, 0, 0], centredOn: 43.3, lon0: 5.4, size: 100)
        #expect(places == [0, 1, 0, nil])
        let hole = try zones().zone(ofColumns: [4], rows: [0], centredOn: 43.3, lon0: 5.4, size: 100)
        #expect(hole == [nil])
    }

    @Test("its outlines are closed rings of latitude and longitude, holes among them, whether an attribute is asked for or not")
    func outlines() throws {
        let zones = try ZoneFile(Array(text.utf8), attribute: nil, path: "zones.geojson").zones
        #expect(zones.map(\.outline.count) == [2, 1])
        #expect(zones[0].outline[0].prefix(2) == [43.295, 5.40] && zones[0].outline[0].suffix(2) == [43.295, 5.40])
    }

    @Test("an attribute that no zone has is told with those there are")
    func unknownAttribute() {
        #expect {
            try zones("income")
        } throws: { error in
            "\(error)".contains("mean_wage") && "\(error)".contains("income")
        }
    }

    @Test("what is no FeatureCollection is refused", arguments: ["", "[]", "{\"type\":\"Point\"}", "{"])
    func refused(text: String) {
        #expect(throws: EventFileError.self) { try ZoneFile(Array(text.utf8), attribute: "a", path: "z") }
    }
}
