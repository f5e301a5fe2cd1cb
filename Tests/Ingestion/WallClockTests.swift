import Domain
import Testing

@testable import Ingestion

@Suite("Times of a file")
struct WallClockTests {
    private func times(_ rows: [String], zone: String = "Europe/Paris") throws -> [WallClock.Time?] {
        var clock = WallClock(zone: try #require(ZoneTable(identifier: zone)))
        return rows.map { row in
            let bytes = Array(row.utf8)
            guard let parsed = TimePattern.iso.parse(bytes.span) else { return nil }
            if parsed.isUTC || parsed.offset != nil { return clock.time(of: parsed.civil, offset: parsed.offset) }
            return clock.time(of: parsed.civil)
        }
    }

    @Test(
        "written in ISO 8601 are read with or without offset",
        arguments: [
            ("2026-07-01T12:00:00+02:00", "2026-07-01T10:00:00", 120), ("2026-07-01T12:00:00Z", "2026-07-01T12:00:00", 120),
            ("2026-07-01 12:00", "2026-07-01T10:00:00", 120), ("2026-01-01T12:00:00.250", "2026-01-01T11:00:00", 60),
            ("2026-01-01T12:00:00-05", "2026-01-01T17:00:00", -300), ("2026-01-01T12:00:00+0530", "2026-01-01T06:30:00", 330),
            ("2026-02-28T24:00", "2026-02-28T23:00:00", 60), ("2026-01-01", "2025-12-31T23:00:00", 60),
        ])
    func iso(_ text: String, _ utc: String, _ offset: Int32) throws {
        let time = try #require(try times([text]).first ?? nil)
        #expect(time.instant.seconds == (try Instant(utc: utc)).seconds)
        #expect(time.offsetMinutes == offset)
    }

    @Test(
        "that do not exist or follow no form are refused",
        arguments: [
            "", "2026", "2026-13-01", "2026-02-29", "2026-01-01T25:00", "2026-01-01T24:01", "2026-01-01T12:60", "2026-01-01T1:00",
            "x026-01-01", "2026-01-01T12:00Q", "2026-01-01T12:00:00.Z",
        ])
    func notTimes(_ text: String) {
        #expect(TimePattern.iso.parse(Array(text.utf8).span) == nil)
    }

    @Test("are read by a declared pattern")
    func pattern() throws {
        let pattern = try #require(TimePattern("dd/MM/yyyy HH:mm"))
        let bytes = Array("25/10/2026 24:00".utf8)
        let parsed = pattern.parse(bytes.span)
        #expect(parsed?.civil == CivilTime(year: 2026, month: 10, day: 25, hour: 24))
        let loose = try #require(TimePattern("d/M/yyyy H:mm"))
        let short = Array("5/1/2026 7:05".utf8)
        #expect(loose.parse(short.span)?.civil == CivilTime(year: 2026, month: 1, day: 5, hour: 7, minute: 5))
        #expect(TimePattern("yyyy-MM-dd")?.parse(Array("2026-01-05".utf8).span)?.dayOnly == true)
    }

    @Test("refuse a pattern that does not say the day", arguments: ["", "HH:mm", "dd/MM", "yyyy-yyyy-dd", "yy-MM-dd", "yyyy-MM-dd mm"])
    func badPatterns(_ text: String) {
        #expect(TimePattern(text) == nil)
    }

    @Test("in the hour that summer time skips do not exist")
    func gap() throws {
        let found = try times(["2026-03-29T01:59", "2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T03:00"])
        #expect(found.map { $0 == nil } == [false, true, true, false])
        #expect(found[3]?.offsetMinutes == 120)
    }

    @Test("in the hour that is shown twice follow the order of arrival")
    func overlap() throws {
        let found = try times([
            "2026-10-25T01:50", "2026-10-25T02:10", "2026-10-25T02:59", "2026-10-25T02:05", "2026-10-25T02:30", "2026-10-25T03:01",
        ])
        #expect(found.map { $0?.offsetMinutes } == [120, 120, 120, 60, 60, 60])
        #expect(found.map { $0?.certainty } == [.exact, .ambiguous, .ambiguous, .exact, .exact, .exact])
    }

    @Test("in the hour that is shown twice stay ambiguous in a file without order")
    func overlapWithoutOrder() throws {
        let found = try times(["2026-10-26T01:50", "2026-10-25T02:59", "2026-10-25T02:05"])
        #expect(found.map { $0?.certainty } == [.exact, .ambiguous, .ambiguous])
        #expect(found.map { $0?.offsetMinutes } == [60, 120, 120])
    }

    @Test(
        "go to wall clock and back over a century", arguments: ["Europe/Paris", "America/Chicago", "Australia/Lord_Howe", "Asia/Kolkata"])
    func thereAndBack(_ zone: String) throws {
        let table = try #require(ZoneTable(identifier: zone))
        for seconds in stride(from: Int64(-1_577_923_200), to: 4_000_000_000, by: 1_234_567) {
            let offset = Int64(table.offsetMinutes(at: seconds)) * 60
            switch table.reading(ofLocal: seconds + offset) {
            case .once(let found, _): #expect(abs(found - seconds) < 60)
            case .twice(let earlier, _, let later, _): #expect(abs(earlier - seconds) < 60 || abs(later - seconds) < 60)
            case .never: Issue.record("\(seconds) is never shown in \(zone)")
            }
        }
    }

    @Test("of a zone that nobody knows cannot be read", arguments: ["", "Paris", "Mars/Olympus"])
    func unknownZone(_ name: String) {
        #expect(ZoneTable(identifier: name) == nil)
    }
}
