import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("The hub's own example messages")
struct EmergencySampleTests {
    private static let folder = "samples/fire-brigade"
    private static let isPresent = Material.isPresent("\(folder)/RC-EDA/RC-EDA-FuiteDeGaz-AliceGregoireNormand.01.json")

    private func read(_ file: String) throws -> FeedReading {
        var adapter = EmergencyMessageAdapter(context: try SourceKit.context())
        return try FeedReading(&adapter, [UInt8](try Data(contentsOf: Material.shared("\(Self.folder)/\(file)"))))
    }

    @Test("RC-EDA says the same in JSON and in XML", .enabled(if: isPresent))
    func createCase() throws {
        let json = try read("RC-EDA/RC-EDA-FuiteDeGaz-AliceGregoireNormand.01.json")
        #expect(json.values == (try read("RC-EDA/RC-EDA-FuiteDeGaz-AliceGregoireNormand.01.xml").values))
        #expect(json.values.map(\.originalCode) == ["hazard-network"] && json.values[0].latitude == 47.147005)
        for word in ["Dubois", "Marins", "volets", "671830523"] { #expect(!json.text.contains(word)) }
    }

    @Test("EMSI says the same in JSON and in XML", .enabled(if: isPresent))
    func emsi() throws {
        let json = try read("EMSI/EMSI-OPG-message.json")
        try #expect(json.values == (read("EMSI/EMSI-OPG-message.xml").values) && json.values.map(\.originalCode) == ["road-accident"])
    }

    @Test("the least that RC-EDA allows has no position yet", .enabled(if: isPresent))
    func required() throws { #expect(try read("RC-EDA/RC-EDA_required_fields.json").problems.map(\.reason) == [.position]) }

    @Test(
        "RC-RI and an empty envelope count no incident", .enabled(if: isPresent),
        arguments: ["RC-RI/RC-RI_FuiteDeGaz_AliceGregoireNORMAND.02.json", "edxl_envelope_fire_to_health.json"])
    func others(file: String) throws {
        let reading = try read(file)
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.ignored])
    }
}
