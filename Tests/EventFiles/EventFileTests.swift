import EventFiles
import Foundation
import Testing

@Suite("A file of events")
struct EventFileTests {
    private func parse(_ text: String) throws -> EventTable { try EventFile.parse(Array(text.utf8), path: "events.csv") }

    @Test("columns are found by name, in any order, others left unread")
    func columnsByName() throws {
        let table = try parse("category,id,lon,lat,time\ntheft,7,-95.5,29.25,2010-07-03T21:15\n")
        #expect(table.longitudes == [-95.5])
        #expect(table.latitudes == [29.25])
        #expect(table.categoryNames == ["theft"])
        #expect(WallTime.text(table.wallSeconds[0]) == "2010-07-03T21:15:00")
    }

    @Test(
        "times are read with and without seconds, with a blank, as a date alone",
        arguments: [
            ("2010-07-03T21:15", "2010-07-03T21:15:00"), ("2010-07-03 21:15:07", "2010-07-03T21:15:07"),
            ("2010-07-03T21:15:07.250", "2010-07-03T21:15:07"), ("2012-02-29", "2012-02-29T00:00:00"),
            ("1969-12-31T23:59:59", "1969-12-31T23:59:59"), ("2010-07-03T24:00", "2010-07-04T00:00:00"),
        ])
    func times(text: String, same: String) throws {
        #expect(WallTime.seconds(text).map(WallTime.text) == same)
    }

    @Test(
        "what is no local time is refused",
        arguments: [
            "", "2010-02-30", "03/07/2010 21:15", "2010-07-03T25:00", "2010-07-03T21:15:00Z", "2010-07-03T21:15:00+02:00", "2010-7-3",
        ])
    func badTimes(text: String) {
        #expect(WallTime.seconds(text) == nil)
    }

    @Test("a bad row is told with its line and field, and the rest goes on")
    func badRow() throws {
        let table = try parse("time,lat,lon,category\n2010-01-01,43.3,5.4,noise\n2010-01-01,x,5.4,noise\n2010-01-02,43.3,5.4,noise\n")
        #expect(table.count == 2)
        #expect(table.refused == 1)
        #expect(table.problems.map(\.line) == [3])
        #expect(table.problems.map(\.field) == ["lat"])
    }

    @Test("a byte-order mark, carriage returns, empty lines and quotes are taken as spreadsheets write them")
    func spreadsheets() throws {
        let table = try parse("\u{FEFF}time,lat,lon,category\r\n\r\n\"2010-01-01T01:00\",\"43.3\",5.4,\"bruit, tapage\"\r\n")
        #expect(table.categoryNames == ["bruit, tapage"])
        #expect(table.latitudes == [43.3])
    }

    @Test("a header without a column names the column and what it found")
    func missingColumn() {
        #expect(throws: EventFileError.missingColumn(path: "events.csv", column: "lon", found: ["time", "lat", "longitude", "category"])) {
            try parse("time,lat,longitude,category\n2010-01-01,43.3,5.4,noise\n")
        }
    }

    @Test("a file without a usable row is an error")
    func nothing() {
        #expect(throws: EventFileError.self) { try parse("time,lat,lon,category\n") }
        #expect(throws: EventFileError.self) { try parse("") }
    }

    @Test("numbers are rounded as the standard library rounds them")
    func numbers() throws {
        let texts = ["29.691712", "-0.1", "45.123456789012345678", "1e1", "00012.5000", "89.99999999999999"]
        let table = try parse("time,lat,lon,category\n" + texts.map { "2010-01-01,\($0),0,a" }.joined(separator: "\n"))
        #expect(table.latitudes == texts.compactMap(Double.init))
    }

    @Test("discovered events are marked where the file says so")
    func discovered() throws {
        let table = try parse("time,lat,lon,category,discovered\n2010-01-01,43,5,a,1\n2010-01-01,43,5,a,\n2010-01-01,43,5,a,oui\n")
        #expect(table.discovered == [true, false, true])
    }

    @Test("cells are counted from the centre, eastwards and northwards")
    func cells() throws {
        let table = try parse("time,lat,lon,category\n2010-01-01,43.3001,5.4001,a\n2010-01-01,43.2999,5.3999,a\n")
        let cells = try table.cells(centredOn: 43.3, lon0: 5.4, size: 250)
        #expect(cells.columns == [0, -1])
        #expect(cells.rows == [0, -1])
    }

    @Test("a packed file is written and read back", arguments: ["out.csv", "out.csv.gz"])
    func packed(name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent(name).path
        var file = try OutputFile(path)
        try file.write("time,lat,lon,category\n")
        for day in 10...28 { try file.write("2010-01-\(day),43.3,5.4,noise\n") }
        #expect(!FileManager.default.fileExists(atPath: path))
        try file.close()
        #expect(try EventFile.read(path).count == 19)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
        let magic = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 2)
        #expect((magic == Data([0x1F, 0x8B])) == name.hasSuffix(".gz"))
    }

    @Test("a device is written to, not replaced")
    func device() throws {
        var file = try OutputFile("/dev/null")
        try file.write("nothing")
        try file.close()
        #expect(try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test("a packed file that was cut short is unreadable, not a shorter file")
    func cutShort() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("events.csv.gz").path
        var file = try OutputFile(path)
        for line in 0..<5_000 { try file.write("line \(line * 7919 % 104_729)\n") }
        try file.close()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        #expect(throws: EventFileError.self) { try FileBytes.read(path) }
    }
}
