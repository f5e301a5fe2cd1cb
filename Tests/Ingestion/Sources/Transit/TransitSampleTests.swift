import Domain
import Foundation
import Testing
import TransitFeeds

@testable import Ingestion

@Suite("The real feeds of transit networks")
struct TransitSampleTests {
    private static let folder = "samples/transit"
    private static let isPresent = Material.isPresent("\(folder)/brest-bibus-alerts.pb")

    private func read(_ file: String, stops: Bool = true) throws -> FeedReading {
        var context = try SourceKit.context()
        context.transit = TransitFeedDecoder()
        if stops {
            var reader = PlaceTableReader()
            try reader.feed(try Data(contentsOf: Material.shared("\(Self.folder)/gtfs-static/montpellier-tam-stops.csv")))
            context.places = try reader.finish()
        }
        var adapter = try TransitFeedAdapter(context: context)
        return try FeedReading(&adapter, [UInt8](try Data(contentsOf: Material.shared("\(Self.folder)/\(file)"))))
    }

    @Test("Montpellier: each delay stands at a stop of its timetable", .enabled(if: isPresent))
    func trips() throws {
        let delays = try read("montpellier-tam-TripUpdate.pb").values.filter { $0.unit == "min" }
        #expect(delays.count > 20 && delays.allSatisfy { $0.latitude != nil && abs($0.value ?? 99) < 60 })
    }

    @Test("Montpellier: no alert is going on", .enabled(if: isPresent))
    func alerts() throws {
        let reading = try read("montpellier-tam-Alert-empty.pb")
        #expect(reading.observations.isEmpty && reading.problems.isEmpty)
    }

    @Test("Brest: twelve alerts, of which three have not begun and none has a place without its routes", .enabled(if: isPresent))
    func brest() throws {
        let reading = try read("brest-bibus-alerts.pb", stops: false)
        #expect(reading.observations.isEmpty && reading.problems.count == 12)
        #expect(reading.problems.filter { $0.reason == .planned }.count == 3)
    }
}
