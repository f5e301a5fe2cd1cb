import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("A calendar")
struct CalendarTests {
    private func adapter(now: String = "2026-10-01T00:00", places: [String: (Double, Double)] = [:]) throws -> CalendarAdapter {
        var table = PlaceTable()
        for (name, place) in places { try table.add(name, PlaceTable.Place(latitude: place.0, longitude: place.1)) }
        let zone = try #require(ZoneTable(identifier: "Europe/Paris"))
        return CalendarAdapter(context: SourceContext(zone: zone, places: table, now: try Instant(utc: now)))
    }

    private func calendar(_ events: String...) -> String {
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events.map { "BEGIN:VEVENT\r\nUID:a\r\n\($0)\r\nEND:VEVENT\r\n" }.joined()
            + "END:VCALENDAR\r\n"
    }

    private func starts(_ event: String, now: String = "2026-10-01T00:00") throws -> [String] {
        var adapter = try adapter(now: now)
        return try FeedReading(&adapter, calendar(event)).values.compactMap { $0.phenomenonStart.map(FeedReading.stamp) }
    }

    @Test("becomes the events that were worked out by hand, in chunks of any size", arguments: [1, 7, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/agenda.ics"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/agenda.golden")))
    }

    @Test("keeps its wall clock over a change of the clock, and reads an hour that was skipped or shown twice as RFC 5545 says")
    func clocks() throws {
        #expect(
            try starts("DTSTART;TZID=Europe/Paris:20261024T090000\r\nRRULE:FREQ=DAILY;COUNT=2") == [
                "2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z",
            ])
        #expect(try starts("DTSTART;TZID=Europe/Paris:20260329T023000") == ["2026-03-29T01:30:00Z"])
        #expect(try starts("DTSTART;TZID=Europe/Paris:20261025T023000") == ["2026-10-25T00:30:00Z"])
    }

    @Test("of the examples of RFC 5545, 3.8.5.3, has their times")
    func examples() throws {
        let start = "DTSTART;TZID=America/New_York:19970902T090000\r\nRRULE:"
        let now = "1997-12-01T00:00"
        let every = try starts(
            "DTSTART;TZID=America/New_York:19970901T090000\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
            now: now)
        #expect(every.count == 25 && every.prefix(3) == ["1997-09-01T13:00:00Z", "1997-09-03T13:00:00Z", "1997-09-05T13:00:00Z"])
        let last = try starts(start + "FREQ=MONTHLY;COUNT=4;BYDAY=-2MO", now: now)
        #expect(last.suffix(3) == ["1997-10-20T13:00:00Z", "1997-11-17T14:00:00Z", "1997-12-22T14:00:00Z"])
        let third = try starts(start + "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", now: now)
        #expect(third.suffix(2) == ["1997-10-07T13:00:00Z", "1997-11-06T14:00:00Z"])
        let week = try starts("DTSTART;TZID=America/New_York:19970512T090000\r\nRRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", now: now)
        #expect(week == ["1997-05-12T13:00:00Z", "1998-05-11T13:00:00Z"])
    }

    @Test("expands no further than its horizon and its limits")
    func horizon() throws {
        var adapter = try adapter()
        let days = try FeedReading(&adapter, calendar("DTSTART:20000101T080000Z\r\nRRULE:FREQ=DAILY"))
        #expect(days.values.count == 800 && days.problems.isEmpty)
        let hours = try FeedReading(&adapter, calendar("DTSTART:20260901T080000Z\r\nRRULE:FREQ=HOURLY"))
        #expect(hours.problems.map(\.reason) == [.limit])
        #expect(hours.values.count { $0.operation != .withdraw } <= CalendarExpansion.maximumTimes)
        let never = try starts("DTSTART:20260901T080000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3")
        #expect(never == ["2026-09-01T08:00:00Z"])
    }

    @Test("that is fetched again says what is new, moved, taken out or cancelled, and nothing else")
    func again() throws {
        var adapter = try adapter()
        let series = "DTSTART:20261005T080000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3"
        #expect(try FeedReading(&adapter, calendar(series)).values.count == 3)
        var restarted = try self.adapter()
        try restarted.remember(adapter.memory)
        #expect(try FeedReading(&restarted, calendar(series)).values.isEmpty)
        let except = try FeedReading(&restarted, calendar(series + "\r\nEXDATE:20261012T080000Z")).values
        #expect(except.map(\.operation) == [.withdraw] && except.map(\.observationID) == ["ical:a:1791792000"])
        let moved = try FeedReading(
            &restarted,
            calendar(series + "\r\nEXDATE:20261012T080000Z", "SEQUENCE:3\r\nRECURRENCE-ID:20261019T080000Z\r\nDTSTART:20261020T080000Z"))
        #expect(moved.values.map(\.operation) == [.replace] && moved.values.map(\.version) == [3])
        let expected = try Instant(utc: "2026-10-20T08:00")
        #expect(moved.values.first?.phenomenonStart == expected)
        let cancelled = try FeedReading(&restarted, calendar(series + "\r\nSTATUS:CANCELLED\r\nSEQUENCE:4")).values
        #expect(cancelled.allSatisfy { $0.operation == .withdraw } && cancelled.contains { $0.observationID == "ical:a:1791187200" })
        let shifted = try FeedReading(&restarted, calendar("DTSTART:20261006T080000Z\r\nSEQUENCE:5")).values
        #expect(shifted.first?.operation == .replace)
    }

    @Test("places an event by GEO, by the words of LOCATION, or by the postal code in them")
    func places() throws {
        var adapter = try adapter(places: ["quai du port": (43.295, 5.37), "99001": (43.3, 5.4)])
        let text = calendar("DTSTART:20261005T080000Z\r\nLOCATION:Quai du Port")
        #expect(try FeedReading(&adapter, text).values.first?.latitude == 43.295)
        let postal = calendar("DTSTART:20261006T080000Z\r\nLOCATION:3 rue Haute\\, 99001 Ville")
        #expect(try FeedReading(&adapter, postal).values.first?.latitude == 43.3)
    }

    @Test("says nothing of people: no text, no organiser, nothing of what is private")
    func people() throws {
        var adapter = try adapter()
        let text = calendar(
            "DTSTART:20261005T080000Z\r\nSUMMARY:Jean Dupont\r\nATTENDEE:mailto:a@b\r\nDESCRIPTION:secret",
            "DTSTART:20261005T080000Z\r\nCLASS:CONFIDENTIAL")
        let reading = try FeedReading(&adapter, text)
        #expect(reading.values.count == 1 && reading.values[0].text.isEmpty && !reading.text.contains("Dupont"))
    }

    @Test("that is none is refused as a whole, and the next one is read")
    func notCalendar() throws {
        var adapter = try adapter()
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, "<html>") }
        #expect(try FeedReading(&adapter, calendar("DTSTART:20261005T080000Z")).values.count == 1)
    }

    @Test("with a line without end, or broken bytes, comes to an end in bounded memory")
    func fuzz() throws {
        var adapter = try adapter()
        let long = calendar("DTSTART:20261005T080000Z\r\nX-LONG:" + String(repeating: "x", count: 500_000))
        let reading = try FeedReading(&adapter, long)
        #expect(reading.values.count == 1 && reading.problems.map(\.reason) == [.tooLong])
        let folded = calendar("DTSTART:20261006T080000Z\r\nX-LONG:" + String(repeating: "x\r\n ", count: 100_000))
        #expect(try FeedReading(&adapter, folded).problems.map(\.reason) == [.tooLong])
        let deep = String(repeating: "BEGIN:VEVENT\r\n", count: 1_000)
        _ = try FeedReading(&adapter, "BEGIN:VCALENDAR\r\n" + deep)
        var mangler = Mangler(seed: 14)
        mangler.survive(&adapter, Array(try Material.fixture("Sources/agenda.ics").utf8), count: 60)
    }

    @Test("of a city's markets and matches is read", .enabled(if: Material.isPresent("samples/agenda/marches.ics")))
    func sample() throws {
        var adapter = try adapter(now: "2026-01-20T00:00")
        let text = try String(contentsOf: Material.shared("samples/agenda/marches.ics"), encoding: .utf8)
        let reading = try FeedReading(&adapter, text)
        #expect(reading.problems.isEmpty)
        #expect(reading.values.first { $0.observationID == "ical:match-1@synthetic" }?.value == 65_000)
        let (first, second) = (try Instant(utc: "2026-05-01T06:00"), try Instant(utc: "2026-05-02T06:00"))
        #expect(!reading.values.contains { $0.phenomenonStart == first })
        #expect(reading.values.contains { $0.phenomenonStart == second })
    }
}
