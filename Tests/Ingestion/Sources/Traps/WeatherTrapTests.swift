import Domain
import Foundation
import Testing

@testable import Ingestion

/// Traps that the samples' READMEs name, each once.
@Suite("Weather's traps")
struct WeatherTrapTests {
    private func read(_ format: SourceFormat, _ text: String, now: String? = nil) throws -> FeedReading {
        var adapter = try format.adapter(try SourceKit.context(now: try now.map { try Instant(utc: $0) }))
        return try SourceKit.read(&adapter, text)
    }

    @Test("a climatology's flag says how good a value is: 1 good, 2 doubtful, 9 as it came")
    func flags() throws {
        let head = "NUM_POSTE;AAAAMMJJHH;T;QT\n"
        let rows = ["13000001;2024070100;20.1;1", "13000001;2024070101;20.2;2", "13000001;2024070102;20.3;9"].joined(separator: "\n")
        #expect(try read(.climatology, head + rows + "\n").values.map(\.quality) == [.good, .uncertain, .unspecified])
    }

    @Test("the hour of an extreme, HHMM of a wall clock, is not read as a measure")
    func extremes() throws {
        let text = "NUM_POSTE;AAAAMMJJHH;T;QT;HTN;QHTN\n13000001;2024070100;20.1;1;2359;9\n"
        #expect(try read(.climatology, text).values.map(\.value) == [20.1])
    }

    @Test("the layout since 2024, with its own names and ISO times, is SYNOP too")
    func newLayout() throws {
        let text =
            "lat,lon,geo_id_wmo,name,validity_time,reference_time,t,ff,rr3\n43.4,5.2,07650,MARIGNANE,2024-07-01T03:00:00Z,x,293.15,4.1,0.2\n"
        let reading = try read(.synop, text)
        #expect(reading.problems.isEmpty)
        #expect(reading.values.map(\.value) == [20, 4.1, 0.2])
        #expect(reading.values[0].phenomenonStart == (try Instant(utc: "2024-07-01T03:00")))
    }

    @Test("visibility in statute miles and pressure in inches are no temperature and no wind", arguments: ["10SM", "1 1/2SM", "M1/4SM"])
    func american(visibility: String) throws {
        let reading = try read(
            .metar, "METAR KXXX 011200Z 27015G25KT \(visibility) FEW250 M04/M12 A2992 RMK AO2 SLP134 T10441117=", now: "2024-03-01T14:00")
        #expect(reading.values.map(\.value) == [-4, 7.72])
    }

    @Test("clouds, visibility and weather that are missing are nothing")
    func missing() throws {
        let reading = try read(.metar, "METAR LFXA 011200Z AUTO ///15KT //// // ////// ///// Q////=", now: "2024-03-01T14:00")
        #expect(reading.values.filter { $0.originalCode == "temperature" }.isEmpty)
    }
}
