import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Aerodrome reports")
struct METARTests {
    private func adapter(now: String? = "2024-07-01T14:00") throws -> METARAdapter {
        let now = try now.map { try Instant(utc: $0) }
        return METARAdapter(context: SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")), now: now))
    }

    private func read(_ text: String, now: String? = "2024-07-01T14:00") throws -> FeedReading {
        var adapter = try adapter(now: now)
        return try FeedReading(&adapter, text)
    }

    @Test("become the readings that were worked out by hand, in chunks of any size", arguments: [1, 5, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/metar.txt"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/metar.golden")))
    }

    @Test("say wind in knots, metres a second or kilometres an hour")
    func units() throws {
        let text = "METAR LFXA 010000Z 18010KT 10/05=METAR LFXB 010000Z 18010MPS 10/05=METAR LFXC 010000Z 18036KMH 10/05="
        #expect(try read(text).values.filter { $0.originalCode == "wind" }.map(\.value) == [5.14, 10, 10])
    }

    @Test("of a trend's wind and of what remarks say nothing is observed")
    func trend() throws {
        let reading = try read("METAR LFXA 010000Z /////KT 9999 // TEMPO 35040G55KT 02/01 RMK 18/17=")
        #expect(reading.observations.isEmpty && reading.problems.isEmpty)
    }

    @Test("fold over lines, and end where the next begins")
    func folded() throws {
        let reading = try read("METAR LFXA 010000Z 18010KT 9999\n 4000SE\n 10/05\nMETAR LFXB 010000Z 18010KT\nFEW010 11/05\n")
        #expect(reading.values.filter { $0.originalCode == "temperature" }.map(\.value) == [10, 11])
    }

    @Test(
        "say the day alone: the month is the latest before now",
        arguments: [
            ("2024-03-01T10:00", "291200Z", "2024-02-29T12:00"), ("2024-07-01T00:10", "302350Z", "2024-06-30T23:50"),
            ("2024-01-02T00:00", "311200Z", "2023-12-31T12:00"), ("2024-06-30T23:59", "010000Z", "2024-07-01T00:00"),
        ])
    func month(_ now: String, _ stamp: String, _ expected: String) throws {
        let reading = try read("METAR LFXA \(stamp) 18010KT 10/05=", now: now)
        #expect(reading.values.first?.phenomenonStart == (try Instant(utc: expected)))
    }

    @Test("under a line with their date need no clock; without either they are told")
    func dated() throws {
        let text = "2019/07/01 11:45\nLFXA 011145Z 18010KT 10/05\n"
        #expect(try read(text, now: nil).values.first?.phenomenonStart == (try Instant(utc: "2019-07-01T11:45")))
        let reading = try read("LFXA 011145Z 18010KT 10/05\n", now: nil)
        #expect(reading.problems.map(\.reason) == [.time] && reading.observations.isEmpty)
    }

    @Test("that correct replace, and withdraw what they no longer say")
    func corrections() throws {
        let reading = try read("METAR LFXA 010000Z 18010KT 10/05=METAR COR LFXA 010000Z /////KT 11/05=")
        #expect(reading.values.map(\.operation) == [.create, .create, .replace, .withdraw])
        #expect(reading.values.map(\.version) == [0, 0, 2, 2])
    }

    @Test("that say NIL say nothing")
    func nothing() throws {
        let reading = try read("METAR LFXA NIL=METAR LFXB 010000Z NIL=")
        #expect(reading.observations.isEmpty && reading.problems.isEmpty)
    }

    @Test("come to an end whatever bytes are broken, and a line without end takes no memory")
    func fuzz() throws {
        var mangler = Mangler(seed: 12)
        var adapter = try adapter()
        mangler.survive(&adapter, Array(try Material.fixture("Sources/metar.txt").utf8), count: 500)
        let reading = try FeedReading(&adapter, String(repeating: "x", count: 1_000_000) + "\nMETAR LFXZ 010000Z 18010KT 10/05=")
        #expect(reading.problems.map(\.reason) == [.tooLong] && reading.values.count == 2)
    }

    @Test("of the world's network are read", .enabled(if: Material.isPresent("samples/weather")))
    func sample() throws {
        var adapter = try adapter(now: "2019-07-01T12:30")
        let text = try String(contentsOf: Material.shared("samples/weather/metar-2019-07-01.txt"), encoding: .utf8)
        let reading = try FeedReading(&adapter, text)
        #expect(reading.problems.isEmpty)
        let temperatures = reading.values.filter { $0.originalCode == "temperature" }
        #expect(temperatures.map(\.areaCode) == ["LMML", "EEEI", "EFOU", "LLBG", "SBMO", "OAHR", "OSKL", "SVMG"])
        #expect(temperatures.map(\.value) == [29, 21, 16, 31, 24, 40, 36, 27])
        #expect(reading.values.count { $0.originalCode == "wind" } == 7)
    }
}
