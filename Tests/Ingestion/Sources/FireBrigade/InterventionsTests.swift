import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Yearly interventions by brigade")
struct InterventionsTests {
    private func read(_ bytes: [UInt8], mappings: [String: Domain.Category] = ["Incendies": .presence]) throws -> FeedReading {
        var adapter = InterventionsAdapter(context: try SourceKit.context(mappings: mappings, places: ["BMPM": (43.3, 5.4)]))
        return try FeedReading(&adapter, bytes)
    }

    /// `Année` in Latin-1.
    private static let table =
        [0x41, 0x6e, 0x6e, 0xe9, 0x65] + Array(";Zone;Num".utf8) + [0xe9]
        + Array("ro;Incendies;Divers\r\n2018;Sud;BMPM;5 000;7\r\n2018;Sud;13;12;\r\n".utf8)

    @Test("are read in Latin-1 with blanks in their thousands, as readings of the whole year")
    func latin1() throws {
        let reading = try read(Self.table)
        let row = try #require(reading.values.first)
        #expect(reading.observations.count == 1 && row.value == 5_000 && row.latitude == 43.3)
        try #expect(row.phenomenonStart == (Instant(utc: "2017-12-31T23:00")) && row.phenomenonEnd == (Instant(utc: "2018-12-31T23:00")))
    }

    @Test("of brigades without a place, or of kinds that no reading is made of, are passed over and never counted as incidents")
    func passed() throws {
        #expect(try read(Self.table).problems.map(\.reason) == [.ignored])
        #expect(try read(Self.table, mappings: ["Incendies": .fireBuilding]).observations.isEmpty)
    }

    @Test("that were not reported are no zeros")
    func empty() throws {
        #expect(try read(Array("Année;Numéro;Incendies\n2018;BMPM;\n".utf8)).observations.isEmpty)
    }

    @Test(
        "of the Marins-pompiers are those of the file", .enabled(if: Material.isPresent("samples/fire-brigade/interventions2018.csv")),
        arguments: [(2018, 5_000.0, 1_523.0), (2019, 5_400, 1_592), (2020, 4_716, 1_418)])
    func sample(year: Int, fires: Double, vehicles: Double) throws {
        let reading = try read(
            [UInt8](try Data(contentsOf: Material.shared("samples/fire-brigade/interventions\(year).csv"))),
            mappings: ["Incendies": .presence, "Feux de véhicules": .presence])
        let values = Dictionary(uniqueKeysWithValues: reading.values.map { ($0.originalCode, $0.value) })
        #expect(values == ["Incendies": fires, "Feux de véhicules": vehicles])
    }
}
