import Domain
import Testing

@testable import Ingestion

/// What other cities call the columns of their agendas, and how they write their times.
@Suite("Planned events as others write them")
struct EventVariantTests {
    @Test("are found under French words, their position in one field")
    func columns() throws {
        var adapter = EventTableAdapter(context: try SourceKit.context())
        let text =
            "\"Type d'événement\",\"Date de début\",\"Date de fin\",\"Heure de début\",\"Heure de fin\",\"Coordonnées\",\"Nombre de participants\"\n"
            + "\"Marché\",\"2026-09-05\",\"2026-09-05\",\"08h00\",\"13h30\",\"43.29, 5.37\",\"1 200\"\n"
        let reading = try FeedReading(&adapter, text)
        let row = try #require(reading.values.first, "\(reading.problems)")
        #expect(row.latitude == 43.29 && row.longitude == 5.37 && row.value == 1_200)
        try #expect(row.phenomenonStart == (Instant(utc: "2026-09-05T06:00")) && row.phenomenonEnd == (Instant(utc: "2026-09-05T11:30")))
    }

    @Test(
        "begin when they say, with slashes, in milliseconds since 1970, or with an offset",
        arguments: [
            ("2026/09/05", "2026-09-04T22:00"), ("2026/9/5 08:00", "2026-09-05T06:00"), ("1788588000000", "2026-09-05T06:00"),
            ("2026-09-05T08:00:00.000+02:00", "2026-09-05T06:00"),
        ])
    func times(_ written: String, _ expected: String) throws {
        var table = EventTableAdapter(context: try SourceKit.context())
        try #expect(FeedReading(&table, "id;debut\n1;\(written)\n").values.map(\.phenomenonStart) == [Instant(utc: expected)])
        var works = EventObjectAdapter(context: try SourceKit.context())
        let feature = #"{"type":"Feature","id":7,"properties":{"DATE_DEBUT":"\#(written)"},"geometry":null}"#
        try #expect(
            FeedReading(&works, #"{"type":"FeatureCollection","features":[\#(feature)]}"#).values.map(\.phenomenonStart)
                == [Instant(utc: expected)])
    }
}
