import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Météo-France's vigilance")
struct VigilanceTests {
    private func adapter() throws -> VigilanceAdapter {
        var places = PlaceTable()
        try places.add("99", PlaceTable.Place(latitude: 43.3, longitude: 5.4))
        return VigilanceAdapter(context: SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")), places: places))
    }

    /// A product in which the wind of two domains has colours for spans of six hours.
    private func product(_ time: String, _ colours: [Int], domain: String = "99") -> String {
        let spans = colours.enumerated().map { index, colour in
            "{\"begin_time\": \"2026-08-12T\(index * 6 < 10 ? "0" : "")\(index * 6):00:00Z\", \"end_time\": \"2026-08-12T\(index * 6 + 5 < 10 ? "0" : "")\(index * 6 + 5):59:59Z\", \"color_id\": \(colour)}"
        }
        return """
            {"product": {"update_time": "\(time)", "periods": [{"echeance": "J", "timelaps": {"domain_ids": [{"domain_id": "\(domain)",
             "phenomenon_items": [{"phenomenon_id": "1", "timelaps_items": [\(spans.joined(separator: ","))]}]}]}}]}}
            """
    }

    @Test("becomes a reading a department, phenomenon and span")
    func readings() throws {
        var adapter = try adapter()
        let values = try FeedReading(&adapter, product("2026-08-11T16:00:00Z", [1, 3])).values
        #expect(
            values.map(\.value) == [1, 3] && values.allSatisfy { $0.unit == "1" && $0.areaCode.isEmpty && $0.originalCode == "vigilance" })
        #expect(try FeedReading(&adapter, product("2026-08-11T16:00:00Z", [1, 3], domain: "98")).values.map(\.areaCode) == ["98", "98"])
    }

    @Test("said again changes only what it says otherwise, and withdraws what it no longer says")
    func again() throws {
        var first = try adapter()
        _ = try FeedReading(&first, product("2026-08-11T16:00:00Z", [1, 3, 2]))
        var adapter = try adapter()
        try adapter.remember(first.memory)
        let values = try FeedReading(&adapter, product("2026-08-12T06:00:00Z", [1, 4])).values
        #expect(values.map(\.operation) == [.replace, .withdraw] && values[0].value == 4)
        #expect(try FeedReading(&adapter, product("2026-08-11T20:00:00Z", [2, 2])).values.isEmpty)
    }

    @Test("that is none is refused as a whole; a bad colour is told; broken bytes come to an end")
    func broken() throws {
        var adapter = try adapter()
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, "{}") }
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, String(repeating: "[", count: 1_000)) }
        #expect(try FeedReading(&adapter, product("2026-08-11T16:00:00Z", [1, 7])).problems.map(\.reason) == [.number])
        var mangler = Mangler(seed: 18)
        mangler.survive(&adapter, Array(product("2026-08-11T16:00:00Z", [1, 2, 3]).utf8), count: 200)
    }

    @Test("in the layout of its API is read", .enabled(if: Material.isPresent("samples/weather/vigilance-layout-synthetic.json")))
    func sample() throws {
        var adapter = try adapter()
        let text = try String(contentsOf: Material.shared("samples/weather/vigilance-layout-synthetic.json"), encoding: .utf8)
        let reading = try FeedReading(&adapter, text)
        #expect(reading.problems.isEmpty && reading.values.contains { $0.areaCode == "13" && $0.value == 3 })
    }
}
