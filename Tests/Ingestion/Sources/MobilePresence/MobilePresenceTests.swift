import Domain
import Foundation
import Testing

@testable import Ingestion

/// A plane in which a degree is 100 km both ways, so that areas are known.
private final class FlatPlane: Projecting {
    func project(longitudes: inout [Double], latitudes: inout [Double]) {
        for index in longitudes.indices {
            longitudes[index] *= 100_000
            latitudes[index] *= 100_000
        }
    }
}

@Suite("An operator's counts of presence")
struct MobilePresenceTests {
    private static let head = "Date;TrancheHoraire;Zone;Categorie;Provenance;Volume;Qualite\n"

    private func context(places: [String: (Double, Double)] = [:]) throws -> SourceContext {
        var table = PlaceTable()
        for (name, place) in places { try table.add(name, PlaceTable.Place(latitude: place.0, longitude: place.1)) }
        return SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")), places: table)
    }

    private func read(_ text: String, shares: ZoneShares = .empty, scale: Double? = nil) throws -> FeedReading {
        var adapter = MobilePresenceAdapter(context: try context(), shares: shares, scale: scale)
        return try FeedReading(&adapter, text)
    }

    @Test("become the readings that were worked out by hand, in chunks of any size", arguments: [1, 7, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = MobilePresenceAdapter(context: try context(places: ["Plage": (43.26, 5.37)]))
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/presence.csv"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/presence.golden")))
    }

    @Test(
        "that are suppressed are an interval, never zero",
        arguments: [("<20", 19.0), ("< 20", 19), ("≤20", 20), ("moins de 50", 49), ("NC", nil)] as [(String, Double?)])
    func suppressed(_ volume: String, _ upper: Double?) throws {
        let reading = try read(MobilePresenceTests.head + "18/07/2026;00h-01h;Z;Resident;Locale;\(volume);nominal\n")
        let value = try #require(reading.values.first)
        #expect(value.value == nil && value.lower == 0 && value.upper == upper)
    }

    @Test("that are missing say nothing")
    func missing() throws {
        let reading = try read(MobilePresenceTests.head + "18/07/2026;00h-01h;Z;Resident;Locale;;nominal\n")
        #expect(reading.values.isEmpty && reading.problems.isEmpty)
    }

    @Test("of a day of 25 hours tell the doubled hour apart; of one of 23 the skipped hour is told")
    func clocks() throws {
        let rows = ["01h-02h", "02h-03h", "02h-03h", "03h-04h"].map { "25/10/2026;\($0);Z;Resident;Locale;100;nominal\n" }.joined()
        let reading = try read(MobilePresenceTests.head + rows)
        let starts = reading.values.compactMap { $0.phenomenonStart.map(FeedReading.stamp) }
        #expect(starts == ["2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"])
        #expect(Set(reading.values.map(\.observationID)).count == 4)
        let skipped = try read(MobilePresenceTests.head + "29/03/2026;02h-03h;Z;Resident;Locale;100;nominal\n")
        #expect(skipped.values.isEmpty && skipped.problems.map(\.reason) == [.skippedHour])
    }

    @Test("of a zone that straddles cells are shared out, and so are the bounds of what is suppressed")
    func shares() throws {
        var shares = ZoneShares()
        try shares.set(
            "Plage",
            [.init(latitude: 43.1, longitude: 5.1, weight: 3), .init(latitude: 43.2, longitude: 5.2, weight: 1)])
        let text = MobilePresenceTests.head + "18/07/2026;00h-01h;PLAGE;R;L;100;nominal\n18/07/2026;01h-02h;PLAGE;R;L;<20;nominal\n"
        let values = try read(text, shares: shares).values
        #expect(values.map(\.value) == [75, 25, nil, nil] && values.map(\.latitude) == [43.1, 43.2, 43.1, 43.2])
        #expect(values.map(\.upper) == [nil, nil, 14.25, 4.75])
    }

    @Test("are shared out by the area that a zone has in each cell")
    func area() throws {
        // 300 m by 100 m from the corner of a cell of 200 m: two thirds of it in the first cell, one in the second.
        var shares = ZoneShares()
        let grid = Grid(plane: .european, cellSize: 200)
        try shares.set("Z", ring: [43, 5, 43, 5.003, 43.001, 5.003, 43.001, 5, 43, 5], grid: grid, projection: FlatPlane())
        let parts = try #require(shares.parts("Z"))
        #expect(parts.count == 2)
        #expect(abs(parts[0].weight - 2.0 / 3) < 0.02 && abs(parts[0].longitude - 5.001) < 0.0001)
    }

    @Test("of a zone with a hole are shared out over what is left of it")
    func hole() throws {
        // Two cells side by side, the second of them cut out but for a half.
        var shares = ZoneShares()
        let outer = [43.0, 5, 43, 5.004, 43.002, 5.004, 43.002, 5, 43, 5]
        let hole = [43.0, 5.002, 43, 5.003, 43.002, 5.003, 43.002, 5.002, 43, 5.002]
        try shares.set("Z", rings: [outer, hole], grid: Grid(plane: .european, cellSize: 200), projection: FlatPlane())
        let parts = try #require(shares.parts("Z"))
        #expect(parts.count == 2)
        #expect(abs(parts[0].weight - 2.0 / 3) < 0.02)
    }

    @Test("that tell only what was observed are scaled, and refused where nothing says by how much")
    func scaling() throws {
        let rows = "18/07/2026;00h-01h;Z;40;2,5\n"
        #expect(try read("Date;Tranche;Zone;VolumeBrut;Coefficient\n" + rows).values.map(\.value) == [100])
        #expect(try read("Date;Tranche;Zone;VolumeBrut;x\n" + rows, scale: 3).values.map(\.value) == [120])
        #expect(try read("Date;Tranche;Zone;Volume;Coefficient\n" + rows).values.map(\.value) == [40])
        #expect(throws: FileProblem.self) { _ = try read("Date;Tranche;Zone;VolumeBrut;x\n" + rows) }
    }

    @Test(
        "of devices are refused by the column's name",
        arguments: ["IMSI", "device_id", "hash_abonne", "MSISDN", "Id utilisateur", "trajectoire"])
    func devices(_ name: String) throws {
        var message = ""
        do { _ = try read("Date;Zone;Volume;\(name)\n18/07/2026;Z;1;x\n") } catch { message = "\(error)" }
        #expect(message.contains(name))
    }

    @Test("that are changes in per cent are refused")
    func percent() throws {
        #expect(throws: FileProblem.self) { _ = try read("date,zone,parks_percent_change_from_baseline\n2020-02-15,Z,27\n") }
    }

    @Test("that are delivered again say nothing new; what changed replaces")
    func again() throws {
        var adapter = MobilePresenceAdapter(context: try context())
        let row = MobilePresenceTests.head + "18/07/2026;00h-01h;Z;Resident;Locale;"
        _ = try FeedReading(&adapter, row + "100;estime\n")
        var restarted = MobilePresenceAdapter(context: try context())
        try restarted.remember(adapter.memory)
        #expect(try FeedReading(&restarted, row + "100;estime\n").values.isEmpty)
        #expect(try FeedReading(&restarted, row + "110;nominal\n").values.map(\.operation) == [.replace])
    }

    @Test("come to an end whatever bytes are broken")
    func fuzz() throws {
        var mangler = Mangler(seed: 16)
        var adapter = MobilePresenceAdapter(context: try context())
        mangler.survive(&adapter, Array(try Material.fixture("Sources/presence.csv").utf8), count: 400)
    }

    @Test("in the manner of Flux Vision are read: 432 rows, 50 censored", .enabled(if: Material.isPresent("samples/mobile-presence")))
    func sample() throws {
        var adapter = MobilePresenceAdapter(context: try context())
        let bytes = [UInt8](try Data(contentsOf: Material.shared("samples/mobile-presence/operator-style-synthetic.csv")))
        let reading = try FeedReading(&adapter, bytes)
        #expect(reading.problems.isEmpty && reading.values.count == 432)
        #expect(reading.values.count { $0.value == nil && $0.lower == 0 && $0.upper == 19 } == 50)
        #expect(reading.values.reduce(0) { $0 + ($1.value ?? 0) } == 50_821)
    }

    @Test(
        "of Google and of INSEE are refused: they are no counts by zone and slot",
        .enabled(if: Material.isPresent("samples/mobile-presence")))
    func others() throws {
        for name in ["google-mobility-2020-bouches-du-rhone.csv", "insee-nuitees-mno-2020-presence-13.csv"] {
            var adapter = MobilePresenceAdapter(context: try context())
            let bytes = [UInt8](try Data(contentsOf: Material.shared("samples/mobile-presence/\(name)")))
            #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, bytes) }
        }
    }
}
