import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Planned events in JSON and CSV")
struct EventTests {
    private func context() throws -> SourceContext { SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris"))) }

    private func objects(_ text: String, chunk: Int = 65_536) throws -> FeedReading {
        var adapter = EventObjectAdapter(context: try context())
        return try FeedReading(&adapter, text, chunk: chunk)
    }

    private func table(_ text: String) throws -> FeedReading {
        var adapter = EventTableAdapter(context: try context())
        return try FeedReading(&adapter, text)
    }

    @Test("of GeoJSON become the observations that were worked out by hand, in chunks of any size", arguments: [1, 13, 65_536])
    func geojson(_ chunk: Int) throws {
        let expected = try Material.fixture("Sources/roadworks.golden")
        #expect(try objects(try Material.fixture("Sources/roadworks.geojson"), chunk: chunk).text == expected)
    }

    @Test("of CSV become the observations that were worked out by hand")
    func csv() throws {
        let expected = try Material.fixture("Sources/events.golden")
        #expect(try table(try Material.fixture("Sources/events.csv")).text == expected)
    }

    @Test("that are modified without a place keep the one before")
    func modified() throws {
        let text = """
            [{"id": "m", "date": "2026-11-28", "heure_debut": "14:00", "heure_fin": "17:30", "itineraire": [[5.37, 43.3], [5.38, 43.29]]},
             {"id": "m", "date": "2026-11-28", "heure_debut": "15:00", "heure_fin": "18:00", "itineraire": [], "lieu": "x", "statut": "modifiee"}]
            """
        let values = try objects(text).values
        #expect(values.map(\.operation) == [.create, .replace] && values[0].polygon == values[1].polygon && values[0].polygon.count == 8)
    }

    @Test("that are cancelled are withdrawn; drafts say nothing; without hours they last the day")
    func states() throws {
        let text = """
            {"id": "a", "date": "2026-11-28", "statut": "annulee"}
            {"id": "b", "date": "2026-11-28", "statut": "brouillon"}
            {"id": "c", "date": "2026-11-28", "heure_debut": null, "heure_fin": null}
            """
        let values = try objects(text).values
        #expect(values.map(\.operation) == [.withdraw, .create] && values[1].timeCertainty == .dayOnly)
        #expect(try values[1].phenomenonEnd == Instant(utc: "2026-11-28T23:00"))
    }

    @Test(
        "that tell why people gather or who calls them are refused by the field's name",
        arguments: ["organisateur", "Motif", "mot d'ordre", "syndicat"])
    func sensitive(_ key: String) throws {
        let reading = try objects("[{\"id\": \"a\", \"date\": \"2026-11-28\", \"\(key)\": \"x\"}]")
        #expect(reading.values.isEmpty && reading.problems.map(\.reason) == [.refusedKind])
        #expect(throws: FileProblem.self) { _ = try table("id;date;\(key)\na;2026-11-28;x\n") }
    }

    @Test("may be many, one too large or too deep among them: the rest goes on")
    func limits() throws {
        let large = "{\"id\": \"large\", \"x\": \"\(String(repeating: "x", count: 2_000_000))\"}"
        let deep = "{\"id\": \"deep\", \"x\": \(String(repeating: "[", count: 1_000))\(String(repeating: "]", count: 1_000))}"
        let reading = try objects("{\"features\": [\(large), \(deep), {\"id\": \"a\", \"date\": \"2026-11-28\"}]}")
        #expect(reading.values.map(\.observationID) == ["event:a"])
        #expect(reading.problems.map(\.reason) == [.tooLong, .tooDeep])
    }

    @Test("come to an end whatever bytes are broken")
    func fuzz() throws {
        var mangler = Mangler(seed: 15)
        var objects = EventObjectAdapter(context: try context())
        mangler.survive(&objects, Array(try Material.fixture("Sources/roadworks.geojson").utf8), count: 300)
        var table = EventTableAdapter(context: try context())
        mangler.survive(&table, Array(try Material.fixture("Sources/events.csv").utf8), count: 300)
    }

    @Test("in the manner of the Préfecture's application are read", .enabled(if: Material.isPresent("samples/agenda")))
    func sample() throws {
        let reading = try objects(
            try String(contentsOf: Material.shared("samples/agenda/cortege-style-synthetic.json"), encoding: .utf8))
        #expect(reading.problems.isEmpty)
        #expect(
            reading.values.map(\.observationID)
                == ["event:MR-2026-0412", "event:OP-2026-0090", "event:VO-2026-0011", "event:MR-2026-0412", "event:MR-2026-0399"])
        #expect(reading.values.map(\.operation) == [.create, .create, .create, .replace, .withdraw])
    }
}
