import Domain
import Testing

@testable import Ingestion

@Suite("Coordinates in Lambert 93")
struct Lambert93Tests {
    /// EPSG:2154 to EPSG:4326 by PROJ 9.
    @Test(
        "become degrees of WGS 84 to a millimetre",
        arguments: [
            (700_000.0, 6_600_000.0, 46.5, 3.0), (893_579.16, 6_246_800.91, 43.294_070_938_5, 5.384_348_944_9),
            (652_469.02, 6_862_035.26, 48.856_600_005, 2.352_199_963),
        ])
    func degrees(x: Double, y: Double, latitude: Double, longitude: Double) throws {
        let found = try #require(Lambert93.degrees(x: x, y: y))
        #expect(abs(found.latitude - latitude) < 2e-8 && abs(found.longitude - longitude) < 2e-8)
    }

    private func read(_ row: String) throws -> FeedReading {
        var context = try SourceKit.context()
        context.map = ColumnMap(time: ["t"])
        context.map.longitude = "X"
        context.map.latitude = "Y"
        context.map.projection = .lambert93
        context.map.decimalComma = true
        context.map.unknown = ["0,00"]
        var adapter = TableAdapter(.csv, context: context)
        return try FeedReading(&adapter, "t;X;Y\n\(row)\n")
    }

    @Test("are read where the register declares them")
    func read() throws {
        let row = try read("2026-10-20T10:00;893579,16;6246800,91").values[0]
        #expect(abs((row.latitude ?? 0) - 43.294_070_938_5) < 1e-6)
    }

    @Test("that are unknown leave the row without a position")
    func unknown() throws { #expect(try read("2026-10-20T10:00;0,00;0,00").values[0].latitude == nil) }

    @Test("that are swapped are refused, and said to be swapped")
    func swapped() throws {
        let problem = try read("2026-10-20T10:00;6246800,91;893579,16").problems[0]
        #expect(problem.reason == .position && problem.message.contains("swapped"))
    }
}
