import Domain
import Testing

@testable import Ingestion

@Suite("A file of JSON lines")
struct JSONReaderTests {
    @Test("becomes observations", arguments: [1, 13, 65_536])
    func standard(_ chunk: Int) throws {
        let text = """
            {"time":"2026-07-01T12:00:00+02:00","lat":43.2953,"lon":5.3745,"category":"RIXE","id":"a","severity":"severe"}

            {"time":"2026-07-01T12:00","category":"presence","value":19,"unit":"{person}","upper":19,"id":7,"said":"2026-06-30T00:00Z"}
            {"time":"2026-07-01T12:00","id":"a","operation":"withdraw","version":1,"source":"bmpm"}
            """
        let reading = try Reading(text, chunk: chunk)
        #expect(reading.problems.isEmpty)
        #expect(reading.observations.map(\.line) == [1, 3, 4])
        #expect(reading.observations.map(\.observation.observationID) == ["a", "7", "a"])
        #expect(reading.observations.map(\.observation.operation) == [.create, .create, .withdraw])
        #expect(reading.observations.map(\.observation.sourceID) == ["", "", "bmpm"])
        let second = reading.observations[1].observation
        #expect(second.value == 19 && second.unit == "{person}" && second.upper == 19 && second.offsetMinutes == 120)
        #expect(second.resultTime == (try Instant(utc: "2026-06-30T00:00")))
    }

    @Test(
        "names the line that is wrong, and goes on",
        arguments: [
            ("{\"time\":\"2026-07-01T12:00\"", RowProblem.Reason.json), ("[1]", .json), ("{\"lat\":1}", .missing),
            ("{\"time\":\"noon\"}", .time),
            ("{\"time\":\"2026-07-01\",\"lat\":\"x\"}", .number), ("{\"time\":\"2026-07-01\",\"colour\":1}", .unknownKey),
            ("{\"time\":\"2026-03-29T02:30\"}", .skippedHour), ("{\"time\":\"2026-07-01\",\"operation\":\"withdraw\"}", .missing),
            ("{\"time\":\"2026-07-01\",\"severity\":\"bad\"}", .severity), ("{\"time\":\"2026-07-01\",\"version\":-1}", .version),
        ])
    func problems(_ row: String, _ reason: RowProblem.Reason) throws {
        let good = "{\"time\":\"2026-07-01T12:00\",\"id\":\"x\"}\n"
        let reading = try Reading(good + row + "\n" + good)
        #expect(reading.problems.map(\.reason) == [reason] && reading.problems.map(\.line) == [2])
        #expect(reading.observations.map(\.line) == [1, 3])
    }

    @Test("with a line beyond the limit loses that line alone", arguments: [1_000, 1_000_000])
    func longLine(_ chunk: Int) throws {
        let good = "{\"time\":\"2026-07-01T12:00\",\"id\":\"x\"}\n"
        let reading = try Reading(good + "{\"text\":\"" + String(repeating: "x", count: 600_000) + "\"}\n" + good, chunk: chunk)
        #expect(reading.problems.map(\.reason) == [.tooLong])
        #expect(reading.observations.map(\.line) == [1, 3])
    }

    @Test("makes ids where there are none")
    func identifiers() throws {
        let row = "{\"time\":\"2026-07-01T12:00\"}\n"
        let identifiers = try Reading(row + row).observations.map(\.observation.observationID)
        let again = try Reading(row + row, chunk: 3).observations.map(\.observation.observationID)
        #expect(Set(identifiers).count == 2 && identifiers == again)
    }
}
