import Domain
import Testing

@testable import Ingestion

@Suite("A CSV file")
struct CSVReaderTests {
    private static let head = "time,lat,lon,category\n"

    private func map(_ change: (inout ColumnMap) -> Void) -> ColumnMap {
        var map = ColumnMap.standard
        change(&map)
        return map
    }

    @Test("in the standard layout becomes observations")
    func standard() throws {
        let reading = try Reading("category,time,lat,lon,severity,text,id\nRIXE,2026-07-01T12:00,43.2953,5.3745,minor,a note,x-1\n")
        let observation = try #require(reading.observations.first?.observation)
        #expect(observation.observationID == "x-1" && observation.originalCode == "RIXE" && observation.text == "a note")
        #expect(observation.latitude == 43.2953 && observation.longitude == 5.3745 && observation.severity == .minor)
        #expect(observation.phenomenonStart == (try Instant(utc: "2026-07-01T10:00")) && observation.offsetMinutes == 120)
        #expect(observation.operation == .create && observation.version == 0)
    }

    @Test("gives the same rows in chunks of any size", arguments: [1, 2, 3, 7, 64])
    func chunks(_ size: Int) throws {
        let text =
            "\u{feff}time;lat;lon;category;text\r\n"
            + "2026-07-01T12:00;43.1;5.1;\"a;b\";\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\n2026-07-01T13:00;43.2;5.2;é;\r\n"
        let reading = try Reading(text, chunk: size)
        #expect(reading.problems.isEmpty)
        #expect(reading.observations.map(\.line) == [2, 5])
        #expect(reading.observations.map(\.observation.originalCode) == ["a;b", "é"])
        #expect(reading.observations.map(\.observation.text) == ["two\r\nlines, \"quoted\"", ""])
    }

    @Test("without a last line end loses nothing", arguments: ["", "\n", "\r\n", "\n\n"])
    func lastLine(_ end: String) throws {
        let reading = try Reading(CSVReaderTests.head + "2026-07-01T12:00,43.1,5.1,\"x\"" + end)
        #expect(reading.observations.map(\.observation.originalCode) == ["x"])
    }

    @Test("finds its delimiter in the header", arguments: [",", ";", "\t"])
    func delimiters(_ delimiter: String) throws {
        let text = (CSVReaderTests.head + "2026-07-01T12:00,43.1,5.1,x\n").replacing(",", with: delimiter)
        #expect(try Reading(text).observations.count == 1)
    }

    @Test("in Windows-1252 is read, whether that is declared or not", arguments: [ColumnMap.Encoding.detected, .windows1252])
    func windows1252(_ encoding: ColumnMap.Encoding) throws {
        let bytes =
            Array("time,lat,lon,category\n2026-07-01T12:00,43.1,5.1,".utf8) + [0x6e, 0xb0, 0x20, 0xe9, 0x80, 0x9c] + Array("\n".utf8)
        let reading = try Reading(bytes, map: map { $0.encoding = encoding })
        #expect(reading.observations.first?.observation.originalCode == "n° é€œ")
    }

    @Test("declared UTF-8 that is not loses the row alone")
    func notUTF8() throws {
        let bytes = Array("time,lat,lon,category\n2026-07-01T12:00,43.1,5.1,".utf8) + [0xe9] + Array("\n2026-07-01T12:00,43.1,5.1,x\n".utf8)
        let reading = try Reading(bytes, map: map { $0.encoding = .utf8 })
        #expect(
            reading.problems.map(\.reason) == [.encoding] && reading.problems.map(\.line) == [2] && reading.problems.map(\.column) == [4])
        #expect(reading.observations.count == 1)
    }

    @Test(
        "names line and column of a row that is wrong, and goes on",
        arguments: [
            ("2026-13-01T12:00,43.1,5.1,x", RowProblem.Reason.time, 1), ("2026-07-01T12:00,north,5.1,x", .number, 2),
            ("2026-07-01T12:00,\"43,1\",5.1,x", .number, 2), ("2026-03-29T02:30,43.1,5.1,x", .skippedHour, 1),
            ("2026-07-01T12:00,43.1,5.1", .fields, 0), ("2026-07-01T12:00,43.1,5.1,x,y", .fields, 0),
            ("2026-07-01T12:00,43.1,\"5.1\"0,x", .quote, 3), ("2026-07-01T12:00,43.1,5.1,\"x", .quote, 4),
        ])
    func problems(_ row: String, _ reason: RowProblem.Reason, _ column: Int) throws {
        let reading = try Reading(CSVReaderTests.head + "2026-07-01T12:00,43.1,5.1,first\n" + row + "\n2026-07-01T13:00,43.1,5.1,last\n")
        #expect(reading.observations.map(\.observation.originalCode) == ["first", "last"])
        #expect(reading.observations.map(\.line) == [2, 4])
        let problem = try #require(reading.problems.first)
        #expect(problem.line == 3 && problem.column == column && problem.reason == reason)
        #expect(reading.problems.count == 1)
    }

    @Test("never says what a row holds")
    func silence() throws {
        let reading = try Reading(CSVReaderTests.head + "Mme LEFEVRE,43.1,5.1,x\n2026-07-01T12:00,0612345678,rue de Rome,x\n")
        #expect(reading.problems.count == 2)
        #expect(!reading.problems.contains { $0.description.contains("LEFEVRE") || $0.description.contains("Rome") })
    }

    @Test("with a line beyond the limit loses that line alone", arguments: [100, 65_536, 1_000_000])
    func longLine(_ chunk: Int) throws {
        let long = "2026-07-01T12:00,43.1,5.1," + String(repeating: "x", count: 200_000)
        let reading = try Reading(CSVReaderTests.head + long + "\n2026-07-01T13:00,43.1,5.1,last\n", chunk: chunk)
        #expect(reading.problems.map(\.reason) == [.tooLong])
        #expect(reading.observations.map(\.observation.originalCode) == ["last"])
        #expect(reading.observations.map(\.line) == [3])
    }

    @Test("makes the same id for the same row on the same line, and another elsewhere")
    func identifiers() throws {
        let row = "2026-07-01T12:00,43.1,5.1,x\n"
        let first = try Reading(CSVReaderTests.head + row + row).observations.map(\.observation.observationID)
        let second = try Reading(CSVReaderTests.head + row + row, chunk: 5).observations.map(\.observation.observationID)
        #expect(first == second && Set(first).count == 2)
        #expect(first.allSatisfy { $0.utf8.count == 15 })
    }

    @Test("without a column that is needed says which, and what the header has")
    func missingColumns() {
        #expect(throws: FileProblem.self) { try Reading("time,lat,category\n") }
        do {
            _ = try Reading("time,lat,category\n")
        } catch {
            #expect("\(error)".contains("no column lon") && "\(error)".contains("time, lat, category"))
        }
    }

    @Test("that is no CSV file is refused", arguments: [[], [0x1f, 0x8b, 8, 0], [0xff, 0xfe, 0x74, 0], [0x20, 0x0a]] as [[UInt8]])
    func notCSV(_ bytes: [UInt8]) {
        #expect(throws: FileProblem.self) { try Reading(bytes) }
    }

    @Test("with a version column replaces from the second version on")
    func versions() throws {
        let reading = try Reading(
            "time,lat,lon,category,id,v\n2026-07-01,43.1,5.1,x,a,1\n2026-07-01,43.1,5.1,y,a,2\n", map: map { $0.version = "v" })
        #expect(reading.observations.map(\.observation.operation) == [.create, .replace])
        #expect(reading.observations.map(\.observation.version) == [1, 2])
        #expect(reading.observations.map(\.observation.timeCertainty) == [.dayOnly, .dayOnly])
    }

    @Test("withdraws what its column says is withdrawn, and sends no more of it than id and time")
    func withdrawn() throws {
        let map = map { $0.withdrawn = ColumnMap.Withdrawn(column: "annule", values: ["oui", "x"]) }
        let reading = try Reading(
            "time,lat,lon,category,text,id,annule\n"
                + "2026-07-01T12:00,43.1,5.1,c,t,a,oui\n2026-07-01T12:00,43.1,5.1,c,t,b,\n2026-07-01T12:00,43.1,5.1,c,t,,oui\n",
            map: map)
        let first = try #require(reading.observations.first?.observation)
        #expect(first.operation == .withdraw && first.version == 1 && first.observationID == "a")
        #expect(first.latitude == nil && first.text.isEmpty && first.originalCode.isEmpty)
        #expect(reading.observations.map(\.observation.operation) == [.withdraw, .create])
        #expect(reading.problems.map(\.reason) == [.missing])
    }

    @Test("with decimal commas and words for the unknown is read as declared")
    func decimalComma() throws {
        let map = map {
            $0.decimalComma = true
            $0.unknown = ["0,00"]
        }
        let reading = try Reading("time;lat;lon;category\n2026-07-01;43,25;5,5;x\n2026-07-01;0,00;0,00;x\n2026-07-01;;;x\n", map: map)
        #expect(reading.observations.map(\.observation.latitude) == [43.25, nil, nil])
    }

    @Test("whose hours are rounded may be shifted over the skipped one")
    func shifted() throws {
        let reading = try Reading(
            CSVReaderTests.head + "2010-03-14T02:00,29.7,-95.3,x\n", map: map { $0.skippedHour = .shifted }, zone: "America/Chicago")
        let observation = try #require(reading.observations.first?.observation)
        #expect(observation.phenomenonStart == (try Instant(utc: "2010-03-14T08:00")) && observation.offsetMinutes == -300)
        #expect(observation.timeCertainty == .ambiguous)
    }

    @Test("read with random bytes never stops the reader")
    func garbage() throws {
        var state: UInt64 = 42
        for _ in 0..<200 {
            var bytes = Array(CSVReaderTests.head.utf8)
            for _ in 0..<400 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append([UInt8(ascii: "\""), 10, 13, UInt8(ascii: ","), UInt8(truncatingIfNeeded: state >> 40)][Int(state >> 33) % 5])
            }
            _ = try Reading(bytes, chunk: Int(state >> 50) % 50 + 1)
        }
    }

    @Test(
        "writes numbers in many ways",
        arguments: [
            ("43.2953", 43.2953), ("-95.298877", -95.298877), ("+1", 1), (".5", 0.5), ("5.", 5), ("1e3", 1_000), ("-0", 0),
            ("0.1234567890123456789", 0.1234567890123456789), ("123456789012345678", 123_456_789_012_345_680),
        ])
    func numbers(_ text: String, _ expected: Double) {
        let bytes = Array(text.utf8)
        #expect(DecimalNumber.parse(bytes.span, comma: false) == expected)
    }

    @Test("writes other things that are no numbers", arguments: ["", "-", ".", "1.2.3", "0x10", "nan", "inf", "1,5", "12 3", "e5"])
    func notNumbers(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(DecimalNumber.parse(bytes.span, comma: false) == nil)
    }
}
