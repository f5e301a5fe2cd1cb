import Domain
import Testing

@testable import Ingestion

@Suite("A main courante with every trap")
struct PoliceLogTests {
    private static let columns = """
        version: "1"
        territories:
          marseille:
            name: Marseille
            time-zone: Europe/Paris
            grid: { plane: european, cell-size: 200 }
            bounds: { south: 43.15, west: 5.20, north: 43.42, east: 5.56 }
            sources:
              pm:
                kind: police-log
                controller: c
                purpose: p
                legal-basis: b
                allowed-fields: [position, area, code]
                columns:
                  delimiter: ";"
                  decimal: comma
                  encoding: detected
                  time: [Date faits, Heure faits]
                  time-format: dd/MM/yyyy HH:mm
                  said: Date saisie
                  id: N° MC
                  version: Version
                  category: Nature
                  longitude: X
                  latitude: Y
                  projection: lambert-93
                  address: Lieu
                  area: Code postal
                  unknown: ["0,00"]
                  withdrawn: { column: Annulé, value: [oui] }
        """

    private func adapter() throws -> TableAdapter {
        var context = try SourceKit.context(places: ["12 rue de Rome": (43.2921, 5.3801)])
        context.map = try RegisterFile(yaml: Self.columns, digest: []).columnMap(territory: "marseille", source: "pm")
        return TableAdapter(context: context)
    }

    @Test("becomes the rows that were worked out by hand, in UTF-8 and in Windows-1252, in chunks of any size", arguments: [1, 50, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let text = try Material.fixture("Sources/police-log.csv")
        let golden = try Material.fixture("Sources/police-log.golden")
        #expect(try FeedReading(&adapter, text, chunk: chunk).text == golden)
        #expect(try FeedReading(&adapter, "\u{feff}" + text, chunk: chunk).text == golden)
        let latin = text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
        #expect(try FeedReading(&adapter, latin, chunk: chunk).text == golden)
    }

    @Test("sends nothing of its free text")
    func text() throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/police-log.csv"))
        #expect(!reading.text.contains("Petit") && !reading.text.contains("ROME"))
    }

    @Test("cut, flipped or with a line of megabytes never crashes, and costs no more than a row")
    func fuzz() throws {
        var adapter = try adapter()
        let text = try Material.fixture("Sources/police-log.csv")
        let long = text + "\"" + String(repeating: "x", count: 3 << 20) + "\n"
        #expect(try FeedReading(&adapter, long).problems.map(\.reason).contains(.tooLong))
        var mangler = Mangler(seed: 12)
        mangler.survive(&adapter, Array(text.utf8), count: 500)
    }
}
