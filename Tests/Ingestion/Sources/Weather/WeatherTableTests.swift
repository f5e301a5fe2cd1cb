import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("A weather table")
struct WeatherTableTests {
    private static let head = "numer_sta;date;t;ff;rr1;rr3\n"

    private func context(places: [String] = []) throws -> SourceContext {
        var table = PlaceTable()
        for place in places { try table.add(place, PlaceTable.Place(latitude: 43.4, longitude: 5.2)) }
        return SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")), places: table)
    }

    private func read(_ text: String, places: [String] = []) throws -> FeedReading {
        var adapter = WeatherTableAdapter(context: try context(places: places))
        return try FeedReading(&adapter, text)
    }

    @Test("of either layout becomes the readings that were worked out by hand", arguments: ["synop", "climatology"])
    func golden(_ name: String) throws {
        let reading = try read(try Material.fixture("Sources/\(name).csv"))
        #expect(reading.text == (try Material.fixture("Sources/\(name).golden")))
    }

    @Test("gives the same in chunks of any size", arguments: [1, 2, 7, 64])
    func chunks(_ size: Int) throws {
        var adapter = WeatherTableAdapter(context: try context())
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/synop.csv"), chunk: size)
        #expect(reading.text == (try Material.fixture("Sources/synop.golden")))
    }

    @Test("says nothing of what is missing: neither mq nor an empty field is zero")
    func missing() throws {
        let reading = try read(WeatherTableTests.head + "07001;20240301000000;mq;;mq;mq\n")
        #expect(reading.observations.isEmpty && reading.problems.isEmpty)
    }

    @Test("gives traces of rain as less than a tenth of a millimetre")
    func traces() throws {
        let rain = try #require(try read(WeatherTableTests.head + "07001;20240301000000;mq;mq;mq;-0.1\n").values.first)
        #expect(rain.value == nil && rain.lower == 0 && rain.upper == 0.1 && rain.unit == "mm")
    }

    @Test("counts rain in the hours that end at its time")
    func interval() throws {
        let rain = try #require(try read(WeatherTableTests.head + "07001;20240301030000;mq;mq;9;1.2\n").values.first)
        #expect(try rain.phenomenonStart == Instant(utc: "2024-03-01T00:00") && rain.phenomenonEnd == Instant(utc: "2024-03-01T03:00"))
    }

    @Test("refuses a temperature in the wrong unit, and names line and column")
    func unit() throws {
        let reading = try read(WeatherTableTests.head + "07001;20240301000000;9.4;2;0;0\n")
        let problem = try #require(reading.problems.first)
        #expect(problem.reason == .unit && problem.line == 2 && problem.column == 3 && problem.message.contains("`t`"))
        #expect(reading.values.map(\.originalCode) == ["wind", "rain"])
    }

    @Test("of one station speaks for the whole territory")
    func oneStation() throws {
        let reading = try read(WeatherTableTests.head + "07001;20240301000000;283.15;2;0;0\n07001;20240301030000;283.15;2;0;0\n")
        #expect(reading.values.count == 6)
        #expect(reading.values.allSatisfy { $0.areaCode.isEmpty && $0.latitude == nil })
    }

    @Test("of several stations speaks for the territory where the table of places names the station, and only there")
    func severalStations() throws {
        let text = WeatherTableTests.head + "07001;20240301000000;283.15;2;0;0\n07002;20240301000000;283.15;2;0;0\n"
        #expect(try read(text).values.map(\.areaCode) == ["07001", "07001", "07001", "07002", "07002", "07002"])
        #expect(try read(text, places: ["07002"]).values.map(\.areaCode) == ["07001", "07001", "07001", "", "", ""])
    }

    @Test("that is fetched again yields what is new, and what changed as a replacement")
    func again() throws {
        var adapter = WeatherTableAdapter(context: try context())
        let first = WeatherTableTests.head + "07001;20240301000000;283.15;mq;mq;mq\n"
        #expect(try FeedReading(&adapter, first).values.count == 1)
        var restarted = WeatherTableAdapter(context: try context())
        try restarted.remember(adapter.memory)
        let second = WeatherTableTests.head + "07001;20240301000000;283.15;3;mq;mq\n"
        #expect(try FeedReading(&restarted, second).values.map(\.originalCode) == ["wind"])
        let third = WeatherTableTests.head + "07001;20240301000000;284.15;3;mq;mq\n"
        let corrected = try #require(try FeedReading(&restarted, third).values.first)
        #expect(corrected.operation == .replace && corrected.version == 1 && corrected.value == 11)
        #expect(corrected.observationID == "07001-20240301000000-t")
    }

    @Test("whose header is unknown is refused as a whole, and the next one is read")
    func unknownHeader() throws {
        var adapter = WeatherTableAdapter(context: try context())
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, "a;b\n1;2\n") }
        #expect(try FeedReading(&adapter, WeatherTableTests.head + "07001;20240301000000;283.15;mq;mq;mq\n").values.count == 1)
    }

    @Test("in opendatasoft's export has offsets, and Celsius beside kelvin")
    func export() throws {
        let reading = try read("Date;Temperature;Vitesse_vent\n2024-07-01T02:00:00+02:00;24.5;3\n2024-07-01T05:00:00+02:00;297.65;\n")
        #expect(reading.values.map(\.value) == [24.5, 3, 24.5])
        #expect(reading.values[0].phenomenonStart == (try Instant(utc: "2024-07-01T00:00")))
    }

    @Test("of days covers the day of the wall clock")
    func daily() throws {
        let reading = try read("NUM_POSTE;AAAAMMJJ;RR;QRR;TM;QTM\n13000001;20240701;0.4;1;25.1;2\n")
        #expect(reading.values.map(\.timeCertainty) == [.dayOnly, .dayOnly])
        #expect(try reading.values[0].phenomenonStart == Instant(utc: "2024-06-30T22:00") && reading.values[0].quality == .uncertain)
    }

    @Test("comes to an end whatever bytes are broken")
    func fuzz() throws {
        var mangler = Mangler(seed: 11)
        var adapter = WeatherTableAdapter(context: try context())
        mangler.survive(&adapter, Array(try Material.fixture("Sources/synop.csv").utf8), count: 500)
        #expect(try FeedReading(&adapter, WeatherTableTests.head + "07001;20250301000000;283.15;mq;mq;mq\n").values.count == 1)
    }
}

@Suite("Real weather tables")
struct WeatherSampleTests {
    private func read(_ name: String) throws -> FeedReading {
        let context = SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")))
        var adapter = WeatherTableAdapter(context: context)
        return try FeedReading(&adapter, try String(contentsOf: Material.shared("samples/weather/\(name)"), encoding: .utf8))
    }

    @Test("in SYNOP's layout are read", .enabled(if: Material.isPresent("samples/weather")))
    func synop() throws {
        let reading = try read("synop-essential-omm-layout.csv")
        #expect(reading.problems.isEmpty && reading.values.count == 8)
        #expect(reading.values.first { $0.observationID == "07650-20250101000000-t" }?.value == 6.8)
    }

    @Test("in the export's layout are read: 899 rows", .enabled(if: Material.isPresent("samples/weather")))
    func export() throws {
        let reading = try read("synop-opendatasoft-mulhouse-3h.csv")
        #expect(reading.problems.isEmpty && reading.values.count { $0.originalCode == "temperature" } == 899)
    }

    @Test("of 38 years of days are read", .enabled(if: Material.isPresent("samples/weather")))
    func daily() throws {
        let reading = try read("marseille-daily-temperature-1980-2017.csv")
        #expect(reading.problems.isEmpty && reading.values.count == 13_878)
    }

    @Test("of hours are read", .enabled(if: Material.isPresent("samples/weather")))
    func hourly() throws {
        let reading = try read("meteofrance-horaire-extract.csv")
        #expect(reading.problems.isEmpty && reading.values.count == 8)
    }
}
