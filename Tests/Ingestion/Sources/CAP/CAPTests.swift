import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("A CAP alert")
struct CAPTests {
    private func adapter(places: [String] = ["XX001"]) throws -> CAPAdapter {
        var table = PlaceTable()
        for place in places { try table.add(place, PlaceTable.Place(latitude: 43.3, longitude: 5.4)) }
        return CAPAdapter(context: SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")), places: table))
    }

    /// A warning of wind in XX001.
    private func alert(
        _ identifier: String, type: String = "Alert", sent: String = "2026-08-12T14:00:00+02:00", status: String = "Actual",
        references: String = "", level: Int = 3, onset: String = "2026-08-13T06:00:00+02:00", region: String = "XX001", isAbout: Bool = true
    ) -> String {
        let severity = ["Minor", "Minor", "Moderate", "Severe", "Extreme"][level]
        let info = """
            <info><category>Met</category><event>Wind</event><urgency>Future</urgency><severity>\(severity)</severity>
            <certainty>Likely</certainty><onset>\(onset)</onset><expires>2026-08-14T20:00:00+02:00</expires>
            <parameter><valueName>awareness_level</valueName><value>\(level); x; \(severity)</value></parameter>
            <parameter><valueName>awareness_type</valueName><value>1; Wind</value></parameter>
            <area><areaDesc>A</areaDesc><geocode><valueName>NUTS3</valueName><value>\(region)</value></geocode></area></info>
            """
        return """
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>\(identifier)</identifier><sender>s@x</sender>
            <sent>\(sent)</sent><status>\(status)</status><msgType>\(type)</msgType><scope>Public</scope>
            \(references.isEmpty ? "" : "<references>\(references)</references>")\(isAbout ? info : "")</alert>
            """
    }

    @Test("becomes the readings that were worked out by hand: one a danger and area, not one a language", arguments: [1, 64, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/vigilance.xml"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/vigilance.golden")))
    }

    @Test("issued again under a new identifier without references counts once")
    func reissued() throws {
        var adapter = try adapter()
        #expect(try FeedReading(&adapter, alert("1")).values.count == 1)
        #expect(try FeedReading(&adapter, alert("2", sent: "2026-08-12T16:00:00+02:00")).values.isEmpty)
    }

    @Test("issued again at another level replaces what it said, and still does after a restart")
    func changed() throws {
        var first = try adapter()
        let before = try #require(try FeedReading(&first, alert("1")).values.first)
        var adapter = try adapter()
        try adapter.remember(first.memory)
        let after = try #require(try FeedReading(&adapter, alert("2", sent: "2026-08-12T16:00:00+02:00", level: 4)).values.first)
        #expect(after.observationID == before.observationID && after.operation == .replace && after.version == 1 && after.value == 4)
    }

    @Test("with another day of onset, or for another region, is another warning")
    func others() throws {
        var adapter = try adapter(places: ["XX001", "XX002"])
        _ = try FeedReading(&adapter, alert("1"))
        #expect(try FeedReading(&adapter, alert("2", onset: "2026-08-14T01:00:00+02:00")).values.map(\.operation) == [.create])
        #expect(try FeedReading(&adapter, alert("3", region: "XX002")).values.map(\.operation) == [.create])
    }

    @Test("that comes later than a newer one changes nothing")
    func late() throws {
        var adapter = try adapter()
        _ = try FeedReading(&adapter, alert("2", sent: "2026-08-12T16:00:00+02:00", level: 4))
        #expect(try FeedReading(&adapter, alert("1", level: 2)).values.isEmpty)
    }

    @Test("that is cancelled is withdrawn, by its references alone or by what it speaks of")
    func cancelled() throws {
        var adapter = try adapter()
        let before = try #require(try FeedReading(&adapter, alert("1")).values.first)
        let cancel = alert(
            "2", type: "Cancel", sent: "2026-08-12T17:00:00+02:00", references: "s@x,1,2026-08-12T14:00:00+02:00", isAbout: false)
        let after = try #require(try FeedReading(&adapter, cancel).values.first)
        #expect(after.observationID == before.observationID && after.operation == .withdraw && after.version == 1)
        let again = try FeedReading(&adapter, cancel)
        #expect(again.values.isEmpty)
    }

    @Test("that is updated is replaced; what the update no longer says is withdrawn")
    func updated() throws {
        var adapter = try adapter(places: ["XX001", "XX002"])
        _ = try FeedReading(&adapter, alert("1"))
        let references = "s@x,1,2026-08-12T14:00:00+02:00"
        let same = alert("2", type: "Update", sent: "2026-08-12T17:00:00+02:00", references: references, level: 2)
        #expect(try FeedReading(&adapter, same).values.map(\.operation) == [.replace])
        let other = alert(
            "3", type: "Update", sent: "2026-08-12T18:00:00+02:00", references: "s@x,2,2026-08-12T17:00:00+02:00", region: "XX002")
        #expect(try FeedReading(&adapter, other).values.map(\.operation) == [.create, .withdraw])
    }

    @Test("that cancels what was never seen is told")
    func unknownCancel() throws {
        var adapter = try adapter()
        let reading = try FeedReading(
            &adapter, alert("2", type: "Cancel", references: "s@x,1,2026-08-12T14:00:00+02:00", isAbout: false))
        #expect(reading.values.isEmpty && reading.problems.map(\.reason) == [.ignored])
    }

    @Test("of an exercise says so; a draft, an acknowledgement and an error say nothing")
    func status() throws {
        var adapter = try adapter()
        #expect(try FeedReading(&adapter, alert("1", status: "Exercise")).values.map(\.status) == [.exercise])
        #expect(try FeedReading(&adapter, alert("2", status: "Draft", region: "XX009")).values.isEmpty)
        #expect(try FeedReading(&adapter, alert("3", type: "Ack", region: "XX009")).values.isEmpty)
    }

    @Test(
        "that its schema does not allow is told with its element, and becomes nothing",
        arguments: [
            ("<scope>Public</scope>", "", "scope"), ("<status>Actual</status>", "<status>Real</status>", "status"),
            ("+02:00</sent>", "Z</sent>", "sent"), ("<certainty>Likely</certainty>", "", "certainty"),
            ("<sender>s@x</sender>", "", "sender"), ("<category>Met</category>", "<category>Weather</category>", "category"),
            ("<areaDesc>A</areaDesc>", "", "areaDesc"), ("<event>Wind</event>", "<event>Wind</event><event>Rain</event>", "event"),
            ("<urgency>Future</urgency>", "<bogus/><urgency>Future</urgency>", "urgency"),
        ])
    func invalid(_ old: String, _ new: String, _ element: String) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, alert("1").replacingOccurrences(of: old, with: new))
        #expect(reading.values.isEmpty && reading.problems.count == 1)
        #expect(reading.problems.first?.message.contains("`\(element)`") == true)
    }

    @Test("with a DTD is refused as a whole, and the next one is read")
    func bomb() throws {
        var adapter = try adapter()
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, "<!DOCTYPE alert [<!ENTITY x 'y'>]>" + alert("1")) }
        #expect(try FeedReading(&adapter, alert("1")).values.count == 1)
    }

    @Test("nested a thousand deep is refused; broken bytes come to an end")
    func fuzz() throws {
        var adapter = try adapter()
        let deep = String(repeating: "<info>", count: 1_000)
        #expect(throws: FileProblem.self) {
            _ = try FeedReading(&adapter, "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>\(deep)")
        }
        var mangler = Mangler(seed: 13)
        mangler.survive(&adapter, Array(try Material.fixture("Sources/vigilance.xml").utf8), count: 300)
        #expect(try FeedReading(&adapter, alert("9", region: "XX010")).values.count == 1)
    }

    @Test("that a neighbour left behind in memory is refused where it is damaged")
    func memory() throws {
        var adapter = try adapter()
        _ = try FeedReading(&adapter, alert("1"))
        var memory = adapter.memory
        memory[memory.count / 2] ^= 1
        #expect(throws: StateError.self) { try adapter.remember(memory) }
    }
}

@Suite("Real CAP alerts")
struct CAPSampleTests {
    private struct Truth: Decodable {
        let ns: String
        let valid12: Bool?
        let infos: Int
        let msgType: String
    }

    @Test("are told valid or invalid as CAP's schema tells them", .enabled(if: Material.isPresent("samples/cap/expected.json")))
    func verdicts() throws {
        let truths = try JSONDecoder().decode(
            [String: Truth].self, from: Data(contentsOf: Material.shared("samples/cap/expected.json")))
        for (name, truth) in truths where truth.valid12 != nil {
            var adapter = CAPAdapter(context: SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris"))))
            let bytes = [UInt8](try Data(contentsOf: Material.shared("samples/cap/\(name)")))
            let reading = try FeedReading(&adapter, bytes)
            let isRefused = reading.values.isEmpty && !reading.problems.isEmpty
            #expect(isRefused == (truth.valid12 == false), "\(name)")
        }
    }

    @Test("of Météo-France become one reading a department, not one a language", .enabled(if: Material.isPresent("samples/cap")))
    func vigilance() throws {
        var adapter = CAPAdapter(context: SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris"))))
        let bytes = [UInt8](try Data(contentsOf: Material.shared("samples/cap/meteofrance-vigilance-multi-area.xml")))
        let reading = try FeedReading(&adapter, bytes)
        #expect(reading.values.map(\.areaCode) == ["FR821", "FR822", "FR823", "FR623"])
        #expect(reading.values.allSatisfy { $0.value == 2 && $0.originalCode == "vigilance" })
    }
}
