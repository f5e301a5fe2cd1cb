import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Wildfires of Prométhée")
struct WildfireTests {
    private static let banner = "\u{feff}Date d'extraction : 12/08/22\nType de feu : Forêt, A partir du : 01/01/2000\n"
    private static let header =
        "Année;Numéro;Type de feu;Département;Code INSEE;Commune;Lieu-dit;Code du carreau DFCI;Alerte;Origine de l'alerte;Surface parcourue (m2)\n"

    private func read(_ rows: String, banner: String = banner, chunk: Int = 65_536) throws -> FeedReading {
        var adapter = WildfireAdapter(context: try SourceKit.context(places: ["13055": (43.3, 5.4)]))
        return try FeedReading(&adapter, banner + Self.header + rows, chunk: chunk)
    }

    @Test("are read below the two lines of the banner, and without one, in chunks of any size", arguments: [1, 40, 65_536])
    func banner(_ chunk: Int) throws {
        let row = "2022;3097;0;13;13055;Marseille;CHEZ DURAND;KD42A1;2022-06-20 13:10:00;3;15000\n"
        let reading = try read(row, chunk: chunk)
        #expect(reading.observations.map(\.line) == [4])
        #expect(
            reading.text
                == "id=promethee:2022-13-3097 | start=2022-06-20T11:10:00Z | offset=120 | lat=43.368298396343924 | lon=5.305808816928389 | accuracy=577.0 | code=fire-vegetation | severity=moderate | origin=reported\n"
        )
        #expect(try read(row, banner: "", chunk: chunk).values == reading.values)
    }

    /// EPSG:27572 to EPSG:4326 by PROJ 9.
    @Test(
        "lie in the middle of their square",
        arguments: [("KD42A1", 43.368_298_4, 5.305_808_8), ("KD24A12", 43.572_397_8 - 0.018, 5.069_023)])
    func square(code: String, latitude: Double, longitude: Double) throws {
        let centre = try #require(ForestFireSquare.centre(of: code))
        #expect(abs(centre.latitude - latitude) < 0.001 && abs(centre.longitude - longitude) < 0.002)
    }

    @Test(
        "in a square that does not exist lie in their commune, or are told by line and column",
        arguments: ["", "KD41A1", "ID42A1", "KD42A1X", "KD42M1"])
    func badSquare(code: String) throws {
        let reading = try read(
            "2022;1;0;13;13055;Marseille;;\(code);2022-06-20 13:10:00;3;1\n2022;2;0;13;99999;X;;\(code);2022-06-20 13:10:00;3;1\n")
        #expect(reading.values.map(\.latitude) == [43.3])
        #expect(reading.problems.map(\.line) == [5] && reading.problems.map(\.reason) == [.position])
    }

    @Test("in the hour that summer time skipped are told")
    func skippedHour() throws {
        let reading = try read("2022;1;0;13;13055;Marseille;;KD42A1;2022-03-27 02:30:00;3;1\n")
        #expect(reading.problems.map(\.reason) == [.skippedHour])
    }

    @Test("send neither the place's name nor the origin of the alert")
    func placeName() throws {
        #expect(!(try read("2022;1;0;13;13055;Marseille;CHEZ DURAND;KD42A1;2022-06-20 13:10:00;3;1\n").text.contains("DURAND")))
    }

    private static let file = "samples/fire-brigade/promethee-13-2012-2022.csv"

    @Test("of the Bouches-du-Rhône are all read, each in its square", .enabled(if: Material.isPresent(file)))
    func sample() throws {
        var adapter = WildfireAdapter(context: try SourceKit.context())
        let reading = try FeedReading(&adapter, [UInt8](try Data(contentsOf: Material.shared(Self.file))))
        #expect(reading.observations.count == 2_240 && reading.problems.isEmpty)
        let times = reading.values.compactMap(\.phenomenonStart)
        // 2012-02-07 15:00 and 2022-06-20 13:10 by the wall clock of Paris.
        try #expect(times.min() == (Instant(utc: "2012-02-07T14:00")) && times.max() == (Instant(utc: "2022-06-20T11:10")))
        #expect(reading.values.allSatisfy { (43.1...43.95).contains($0.latitude ?? 0) && (4.2...5.85).contains($0.longitude ?? 0) })
    }

    @Test("cut or flipped never crash")
    func fuzz() throws {
        var adapter = WildfireAdapter(context: try SourceKit.context())
        var mangler = Mangler(seed: 9)
        let text = Self.banner + Self.header + "2022;3097;0;13;13055;Marseille;X;KD42A1;2022-06-20 13:10:00;3;15000\n"
        mangler.survive(&adapter, Array(text.utf8), count: 1_000)
    }
}
