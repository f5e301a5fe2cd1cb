import Domain
import Testing

@testable import Ingestion

/// What other operators and cities write.
@Suite("Counts of presence as others deliver them")
struct PresenceVariantTests {
    private func read(_ text: String) throws -> FeedReading {
        var adapter = MobilePresenceAdapter(context: try SourceKit.context(places: ["Z1": (43.3, 5.37)]))
        return try FeedReading(&adapter, text)
    }

    @Test(
        "are suppressed in whatever words, as an interval that begins at 0",
        arguments: [
            ("***", nil), ("s.s.", nil), ("Masqué", nil), ("inf. à 20", 19.0), ("inférieur à 20", 19), ("0-19", 19), ("<= 20", 20),
            ("fewer than 15", 14), ("moins de 1 000", 999),
        ] as [(String, Double?)])
    func suppressed(_ volume: String, _ upper: Double?) throws {
        let value = try #require(try read("Date;TrancheHoraire;Zone;Volume\n18/07/2026;00h-01h;Z1;\(volume)\n").values.first)
        #expect(value.value == nil && value.lower == 0 && value.upper == upper)
    }

    @Test("that were not told say nothing, and numbers below 0 are told by their line", arguments: ["NaN", "N/A", "nd", "#N/A", "-"])
    func nothing(_ volume: String) throws {
        let reading = try read("Date;TrancheHoraire;Zone;Volume\n18/07/2026;00h-01h;Z1;\(volume)\n18/07/2026;01h-02h;Z1;-1\n")
        #expect(reading.observations.isEmpty && reading.problems.map(\.line) == [3])
    }

    @Test("have thousands where a comma parts the fields, decimals where it does not")
    func thousands() throws {
        #expect(try read("date,hour,zone,count\n2026-07-18,10:00,Z1,\"1,234\"\n").values.map(\.value) == [1_234])
        #expect(try read("date,hour,zone,count\n2026-07-18,10:00,Z1,\"1,234,567.5\"\n").values.map(\.value) == [1_234_567.5])
        #expect(try read("date;hour;zone;count\n2026-07-18;10:00;Z1;1,234\n").values.map(\.value) == [1.234])
        #expect(try read("date;hour;zone;count\n2026-07-18;10:00;Z1;1'234\n").values.map(\.value) == [1_234])
    }

    @Test("tell the slot by two columns, or by one; never is an hour taken for its whole day")
    func slots() throws {
        let two = try read("Date;Heure début;Heure fin;Code zone;Volume redressé\n18/07/2026;10h;10h15;Z1;7\n18/07/2026;10h15;10h30;Z1;8\n")
        let rows = two.values
        #expect(rows.count == 2 && two.problems.isEmpty)
        #expect(rows.allSatisfy { ($0.phenomenonEnd?.seconds ?? 0) - ($0.phenomenonStart?.seconds ?? 0) == 900 })
        let clock = try read("date;zone;count\n2026-07-18 10:00:00;Z1;7\n2026-07-18 00:00:00;Z1;8\n")
        #expect(clock.problems.map(\.reason) == [.time] && clock.values.map(\.value) == [8])
        #expect(throws: FileProblem.self) { try read("date;heure locale de debut;zone;count\n2026-07-18;10;Z1;7\n") }
    }
}
