import Domain
import Testing

@testable import Ingestion

/// What other cities, years and spreadsheets make of the same tables.
@Suite("Tables as others write them")
struct TableVariantTests {
    private func wildfires(_ text: String) throws -> FeedReading {
        var adapter = WildfireAdapter(context: try SourceKit.context(places: ["2A004": (41.9, 8.7), "34172": (43.6, 3.9)]))
        return try FeedReading(&adapter, text)
    }

    @Test("Wildfires are read with commas and quotes, without banner, in lower case, with French times and blanks in numbers")
    func fires() throws {
        let quoted =
            "\"Année\",\"Numéro\",\"Département\",\"Code INSEE\",\"Alerte\",\"Surface parcourue (m2)\"\n"
            + "\"2023\",\"12\",\"2A\",\"2A004\",\"2023-07-06 14:02:00\",\"1500\"\n"
        #expect(try wildfires(quoted).values.map(\.observationID) == ["promethee:2023-2A-12"])
        let other =
            "année;numéro;département;code insee;date de première alerte;surface parcourue (m2)\r\n2021;5;34;34172;06/07/2021 14:02;12 000\r\n"
        let reading = try wildfires(other)
        #expect(reading.values.map(\.severity) == [.moderate], "\(reading.problems)")
        try #expect(reading.values.first?.phenomenonStart == (Instant(utc: "2021-07-06T12:02")))
    }

    @Test("A station whose zero a spreadsheet took is found all the same")
    func station() throws {
        var adapter = WeatherTableAdapter(context: try SourceKit.context(places: ["07149": (48.7, 2.4)]))
        let reading = try FeedReading(&adapter, "date;numer_sta;t\n20240315120000;7149;280.15\n20240315120000;7650;281.15\n")
        #expect(reading.values.map(\.areaCode) == ["", "7650"])
    }

    @Test("Folded codes are the same by bytes as by characters")
    func folding() {
        let folded = [("12, rue  d'Été", "12 RUE D ETE"), ("12, rue  d'Ete", "12 RUE D ETE"), (" -a\tb ", "A B"), ("", ""), ("z_9", "Z_9")]
        for (text, expected) in folded { #expect(PlaceTable.fold(text) == expected) }
    }

    @Test("What was held of a field is found by its bytes alone, however many there are")
    func cache() {
        var cache = FieldCache<Int>()
        for round in 0..<4 {
            for number in 0..<2_000 {
                let bytes = Array("field \(number * 7_919) of \(number)".utf8)
                let held = bytes.withUnsafeBufferPointer { cache.value($0) }
                #expect(held == nil || held == number, "round \(round)")
                if held == nil { cache.hold(bytes[...], number) }
            }
        }
    }

    @Test("An event that is modified without a place keeps its own, after more than are remembered and over a restart")
    func positions() throws {
        func event(_ number: Int, _ clock: String, place: String) -> String { "E\(number);05/09/2026;\(clock);\(place)\n" }
        var adapter = EventTableAdapter(context: try SourceKit.context())
        let count = EventPositions.maximumCount + 10
        let rows = (0..<count).map { event($0, "08:00", place: "43.\(10_000 + $0);5.3") }
        let head = "id;date;heure debut;lat;lon\n"
        #expect(try FeedReading(&adapter, head + rows.joined()).observations.count == count)
        var again = EventTableAdapter(context: try SourceKit.context())
        try again.remember(adapter.memory)
        let changed = try FeedReading(&again, head + event(count - 1, "09:00", place: ";") + event(0, "09:00", place: ";"))
        #expect(changed.values.map(\.latitude) == [Double("43.\(10_000 + count - 1)"), nil])
    }
}
