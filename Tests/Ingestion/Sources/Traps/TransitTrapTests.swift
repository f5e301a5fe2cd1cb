import Domain
import Foundation
import Testing
import TransitFeeds

@testable import Ingestion

@Suite("Transit's traps")
struct TransitTrapTests {
    private func read(_ entities: [FeedBytes]) throws -> FeedReading {
        var context = try SourceKit.context(places: ["A": (43.3, 5.37)])
        context.transit = TransitFeedDecoder()
        var adapter = try SourceFormat.gtfsRealtime.adapter(context)
        return try SourceKit.read(&adapter, entities.reduce(Feed.header()) { $0.message(2, $1) }.bytes)
    }

    @Test("extensions of other agencies (fields 1000 and up) are passed")
    func extensions() throws {
        let plain = Feed.trip("T", route: "1", stops: [("A", 60, Feed.epoch + 60)])
        let extended = plain.message(1_001, FeedBytes().text(1, "another agency's")).number(9_999, 7)
        #expect(try read([Feed.entity("t", 3, extended)]).text == (try read([Feed.entity("t", 3, plain)]).text))
    }

    @Test("an alert without a period holds always, and one that is open ended once it has begun")
    func periods() throws {
        let reading = try read([
            Feed.entity("always", 5, Feed.alert(cause: 3, stops: ["A"])),
            Feed.entity("open", 5, Feed.alert(cause: 3, periods: [(Feed.epoch - 600, nil)], stops: ["A"])),
        ])
        #expect(reading.values.map(\.phenomenonStart) == [Instant(seconds: Feed.epoch), Instant(seconds: Feed.epoch - 600)])
    }

    @Test("a speed in km/h where the standard says m/s does not make a standing vehicle of one that moves")
    func speeds() throws {
        let reading = try read([Feed.entity("v", 4, Feed.vehicle("v1", 43.3, 5.37, speed: 37))])
        #expect(reading.values.allSatisfy { $0.unit != "{vehicle}" })
    }

    @Test("a timetable with a byte order mark, and times without one, are read; a stop it does not know leaves its trips to their route")
    func marks() throws {
        var reader = TransitTimetableReader(zone: try #require(ZoneTable(identifier: "Europe/Paris")))
        for (name, text) in [
            ("stops.txt", "\u{feff}stop_id,stop_lat,stop_lon\r\nA,43.3,5.37\r\n"),
            ("trips.txt", "\u{feff}route_id,service_id,trip_id\r\n1,S,T\r\n"),
        ] where reader.begin(name) {
            try reader.feed(Array(text.utf8)[...])
            try reader.end()
        }
        var context = try SourceKit.context()
        context.transit = TransitFeedDecoder()
        context.timetable = try reader.finish()
        var adapter = try SourceFormat.gtfsRealtime.adapter(context)
        let feed = Feed.header().message(2, Feed.entity("t", 3, Feed.trip("T", route: "1", stops: [("A", 60, Feed.epoch + 60)])))
            .message(2, Feed.entity("u", 3, Feed.trip("U", route: "2", stops: [("ELSEWHERE", 120, Feed.epoch + 60)])))
        let reading = try SourceKit.read(&adapter, feed.bytes)
        #expect(reading.values.map(\.latitude) == [nil, 43.3])
    }
}
