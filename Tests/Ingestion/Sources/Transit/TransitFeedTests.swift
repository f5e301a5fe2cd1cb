import Domain
import Foundation
import Testing
import TransitFeeds

@testable import Ingestion

@Suite("GTFS-Realtime")
struct TransitFeedTests {
    private static let places = ["A": (43.30, 5.37), "B": (43.31, 5.38), "route:9": (43.25, 5.40)]

    private func adapter(now: Int64? = nil, mappings: [String: Domain.Category] = [:]) throws -> TransitFeedAdapter {
        var context = try SourceKit.context(mappings: mappings, places: Self.places, now: now.map { Instant(seconds: $0) })
        context.transit = TransitFeedDecoder()
        return try TransitFeedAdapter(context: context)
    }

    private func feed(_ entities: [FeedBytes], timestamp: Int64? = Feed.epoch, incrementality: Int64 = 0) -> [UInt8] {
        entities.reduce(Feed.header(timestamp, incrementality: incrementality)) { $0.message(2, $1) }.bytes
    }

    private func read(_ entities: [FeedBytes], timestamp: Int64? = Feed.epoch) throws -> FeedReading {
        var adapter = try adapter()
        return try FeedReading(&adapter, feed(entities, timestamp: timestamp))
    }

    @Test(
        "with trips, a vehicle and alerts becomes the rows that were worked out by hand, in chunks of any size",
        arguments: [1, 100, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let epoch = Feed.epoch
        let bytes = feed([
            Feed.entity(
                "t1", 3, Feed.trip("T1", route: "1", stops: [("B", 0, epoch - 60), ("A", 180, epoch + 60), ("B", 240, epoch + 600)])),
            Feed.entity("t2", 3, Feed.trip("T2", route: "1", stops: [("A", 60, epoch + 90), ("B", 60, epoch + 900)])),
            Feed.entity("t3", 3, Feed.trip("T3", route: "2", relationship: 3)),
            Feed.entity("v1", 4, Feed.vehicle("bus 7", 43.2951, 5.3744, speed: 0)),
            Feed.entity("a1", 5, Feed.alert(cause: 4, effect: 1, periods: [(epoch - 3_600, nil)], stops: ["A"])),
            Feed.entity("a2", 5, Feed.alert(cause: 10, effect: 4, routes: ["9"])),
        ])
        #expect(try FeedReading(&adapter, bytes, chunk: chunk).text == Material.fixture("Sources/gtfs-realtime.golden"))
    }

    @Test("that says nothing, in 15 bytes, is well")
    func empty() throws {
        var adapter = try adapter()
        let bytes = FeedBytes().message(1, FeedBytes().text(1, "2.0").number(2, 0).number(3, Feed.epoch)).bytes
        #expect(bytes.count == 15)
        let reading = try FeedReading(&adapter, bytes)
        #expect(reading.observations.isEmpty && reading.problems.isEmpty)
    }

    @Test("of changes only is refused, and said to be DIFFERENTIAL")
    func differential() throws {
        var adapter = try adapter()
        let error = #expect(throws: FileProblem.self) { try FeedReading(&adapter, feed([], incrementality: 1)) }
        #expect(error?.description.contains("DIFFERENTIAL") == true)
    }

    @Test("whose header is old though the server answers is refused as stale")
    func stale() throws {
        var adapter = try adapter(now: Feed.epoch + 3_600)
        let error = #expect(throws: FileProblem.self) { try FeedReading(&adapter, feed([])) }
        #expect(error?.description.contains("stale") == true)
    }

    @Test("whose header lies ahead of the clock is refused, so that it cannot hold back the feeds that follow")
    func ahead() throws {
        var adapter = try adapter(now: Feed.epoch - 86_400)
        #expect(throws: FileProblem.self) { try FeedReading(&adapter, feed([])) }
        _ = try FeedReading(&adapter, feed([], timestamp: Feed.epoch - 86_400))
    }

    @Test(
        "without a timestamp is refused where no clock stands in, and takes the clock's time where one does",
        arguments: [nil, 0] as [Int64?])
    func timeless(timestamp: Int64?) throws {
        var adapter = try adapter()
        #expect(throws: FileProblem.self) { try FeedReading(&adapter, feed([], timestamp: timestamp)) }
        var clocked = try self.adapter(now: Feed.epoch)
        let trip = Feed.entity("t", 3, Feed.trip("T", route: "1", relationship: 3))
        #expect(try FeedReading(&clocked, feed([trip], timestamp: timestamp)).observations.count == 1)
    }

    @Test("older than the one read last, as after a reset, is refused, and the next good one is read")
    func reset() throws {
        var adapter = try adapter()
        _ = try FeedReading(&adapter, feed([]))
        #expect(throws: FileProblem.self) { try FeedReading(&adapter, feed([], timestamp: Feed.epoch - 60)) }
        _ = try FeedReading(&adapter, feed([], timestamp: Feed.epoch + 60))
    }

    @Test("polled twice in a slot replaces its readings by the mean of both")
    func polls() throws {
        var adapter = try adapter()
        func poll(_ delay: Int64, _ time: Int64) throws -> Observation? {
            let trip = Feed.entity("t", 3, Feed.trip("T", route: "1", stops: [("A", delay, time + 60)]))
            return try FeedReading(&adapter, feed([trip], timestamp: time)).values.first
        }
        let first = try #require(try poll(60, Feed.epoch))
        let second = try #require(try poll(180, Feed.epoch + 30))
        #expect(first.operation == .create && first.value == 1 && second.operation == .replace && second.value == 2)
        #expect(first.observationID == second.observationID && second.version > first.version)
        let next = try #require(try poll(180, Feed.epoch + 900))
        #expect(next.operation == .create && next.value == 3 && next.observationID != first.observationID)
    }

    @Test("goes on where it was after a restart")
    func memory() throws {
        var before = try adapter()
        let alert = Feed.entity("a", 5, Feed.alert(stops: ["A"]))
        _ = try FeedReading(&before, feed([alert]))
        var after = try adapter()
        try after.remember(before.memory)
        #expect(try FeedReading(&after, feed([alert], timestamp: Feed.epoch + 30)).observations.isEmpty)
        #expect(throws: StateError.self) { try after.remember([1, 2, 3]) }
    }

    @Test("delays hold for the stops that follow, and stops that are skipped or without data say nothing")
    func propagation() throws {
        let skipped = FeedBytes().message(2, FeedBytes().number(1, 0)).text(4, "B").number(5, 1)
        let first = FeedBytes().message(2, FeedBytes().number(1, 120).number(2, Feed.epoch - 300)).text(4, "B")
        let second = FeedBytes().message(2, FeedBytes().number(2, Feed.epoch + 60)).text(4, "A")
        let update = FeedBytes().message(1, FeedBytes().text(1, "T")).message(2, first).message(2, skipped).message(2, second)
        let row = try #require(try read([Feed.entity("t", 3, update)]).values.first)
        #expect(row.value == 2 && row.latitude == 43.30)
    }

    @Test("delays of a stop that no table knows are told of the route, without a place")
    func unknownStop() throws {
        let row = try #require(try read([Feed.entity("t", 3, Feed.trip("T", route: "1", stops: [("X", 60, nil)]))]).values.first)
        #expect(row.latitude == nil && row.observationID.hasPrefix("delay:route:1"))
    }

    @Test("times without delays need the timetable, which counts past 24:00:00 from noon minus twelve hours")
    func timetable() throws {
        var reader = TransitTimetableReader(zone: try #require(ZoneTable(identifier: "UTC")))
        for (name, text) in [
            ("agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nX,X,http://x,Europe/Paris\n"),
            ("stops.txt", "stop_id,stop_lat,stop_lon\nA,43.3,5.37\n"), ("trips.txt", "route_id,service_id,trip_id\n1,S,T\n"),
            ("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT,25:10:00,25:10:00,A,0\n"),
        ] {
            let isRead = reader.begin(name)
            #expect(isRead)
            try reader.feed(Array(text.utf8)[...])
            try reader.end()
        }
        var context = try SourceKit.context()
        context.transit = TransitFeedDecoder()
        context.timetable = try reader.finish()
        var adapter = try TransitFeedAdapter(context: context)
        // 25 Oct 2026 is 25 hours long: 25:10 of the 25th is 02:10 later than midnight of the 26th less one hour: 2026-10-26T00:10Z.
        let planned = try Instant(utc: "2026-10-26T00:10").seconds
        let trip = FeedBytes().message(1, FeedBytes().text(1, "T").text(3, "20261025"))
            .message(2, FeedBytes().number(1, 0).message(2, FeedBytes().number(2, planned + 120)).text(4, "A"))
        let row = try #require(
            try FeedReading(&adapter, feed([Feed.entity("t", 3, trip)], timestamp: planned)).values.first)
        #expect(row.value == 2 && row.latitude == 43.3)
    }

    @Test("says how many trips give no delay")
    func withoutDelay() throws {
        let reading = try read([Feed.entity("t", 3, Feed.trip("T", route: "1", stops: [("A", nil, Feed.epoch + 60)]))])
        #expect(reading.problems.map(\.reason) == [.ignored] && reading.observations.isEmpty)
    }

    @Test("counts a vehicle that stands twice in the feed once, the later position")
    func twice() throws {
        let reading = try read([
            Feed.entity("1", 4, Feed.vehicle("bus", 43.30, 5.37, speed: 0, at: Feed.epoch - 20)),
            Feed.entity("2", 4, Feed.vehicle("bus", 43.35, 5.40, speed: 0, at: Feed.epoch - 10)),
        ])
        #expect(reading.values.map(\.value) == [1] && abs((reading.values.first?.latitude ?? 0) - 43.35) < 0.002)
        #expect(reading.problems.map(\.reason) == [.duplicate])
    }

    @Test("takes a position of 0, 0 for none, and one ten minutes old for no news")
    func badPositions() throws {
        let reading = try read([
            Feed.entity("1", 4, Feed.vehicle("a", 0, 0, speed: 0)),
            Feed.entity("2", 4, Feed.vehicle("b", 43.3, 5.37, speed: 0, at: Feed.epoch - 1_000)),
            Feed.entity("3", 4, Feed.vehicle("c", .nan, 5.37, speed: 0)),
        ])
        #expect(reading.observations.isEmpty && Set(reading.problems.map(\.reason)) == [.position, .stale])
    }

    @Test("counts as stopped what has not moved for three minutes, though it gives no speed, and not what waits at a stop")
    func stopped() throws {
        var adapter = try adapter()
        let standing = [
            Feed.entity("1", 4, Feed.vehicle("a", 43.30, 5.37, speed: nil)),
            Feed.entity("2", 4, Feed.vehicle("b", 43.31, 5.38, speed: 0, status: 1)),
        ]
        #expect(try FeedReading(&adapter, feed(standing)).observations.isEmpty)
        #expect(try FeedReading(&adapter, feed(standing, timestamp: Feed.epoch + 200)).values.map(\.value) == [1])
    }

    @Test("passes an alert that has not begun, and counts it once it has")
    func planned() throws {
        var adapter = try adapter()
        let alert = Feed.entity("a", 5, Feed.alert(periods: [(Feed.epoch + 3_600, Feed.epoch + 7_200)], stops: ["A"]))
        #expect(try FeedReading(&adapter, feed([alert])).problems.map(\.reason) == [.planned])
        let row = try #require(try FeedReading(&adapter, feed([alert], timestamp: Feed.epoch + 3_700)).values.first)
        #expect(row.phenomenonStart == Instant(seconds: Feed.epoch + 3_600))
    }

    @Test("takes causes and effects newer than this program for others")
    func unknownNumbers() throws {
        let row = try #require(try read([Feed.entity("a", 5, Feed.alert(cause: 99, effect: 77, stops: ["A"]))]).values.first)
        #expect(row.originalCode == "transit-incident")
    }

    @Test("codes an alert as the register maps its cause and effect")
    func mapped() throws {
        var adapter = try adapter(mappings: ["STRIKE/NO_SERVICE": .gathering])
        let reading = try FeedReading(&adapter, feed([Feed.entity("a", 5, Feed.alert(cause: 4, effect: 1, stops: ["A"]))]))
        #expect(reading.values.map(\.originalCode) == ["STRIKE/NO_SERVICE"])
    }

    @Test("sends nothing of texts, labels, plates and drivers")
    func nothingPersonal() throws {
        let reading = try read([
            Feed.entity("a", 5, Feed.alert(stops: ["A"])), Feed.entity("v", 4, Feed.vehicle("bus", 43.3, 5.37, speed: 0)),
        ])
        for word in ["Dubois", "driver", "AB-123"] { #expect(!reading.text.contains(word)) }
    }

    @Test("with an entity that is no entity tells it by its number, and reads the others")
    func malformedEntity() throws {
        var bytes = Feed.header().blob(2, [0x0a, 0x7f, 0x00])
        bytes = bytes.message(2, Feed.entity("t", 3, Feed.trip("T", route: "1", relationship: 3)))
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, bytes.bytes)
        #expect(reading.problems.map(\.line) == [1] && reading.observations.count == 1)
    }

    @Test("nested a thousand deep, cut or flipped never crashes")
    func fuzz() throws {
        var adapter = try adapter()
        var deep = FeedBytes().text(1, "x")
        for _ in 0..<1_000 { deep = FeedBytes().message(3, deep) }
        _ = try? FeedReading(&adapter, Feed.header().message(2, deep).bytes)
        var mangler = Mangler(seed: 6)
        let epoch = Feed.epoch
        mangler.survive(
            &adapter,
            feed([
                Feed.entity("t1", 3, Feed.trip("T1", route: "1", stops: [("A", 60, epoch + 9), ("B", 70, epoch + 99)])),
                Feed.entity("v", 4, Feed.vehicle("bus", 43.3, 5.37, speed: 0)), Feed.entity("a", 5, Feed.alert(stops: ["A"])),
            ]), count: 2_000)
    }
}
