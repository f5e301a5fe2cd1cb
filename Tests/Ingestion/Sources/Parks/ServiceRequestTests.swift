import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Open311 service requests")
struct ServiceRequestTests {
    private func adapter(
        _ mappings: [String: Domain.Category] = [:], places: [String: (Double, Double)] = [:]
    ) throws -> ServiceRequestAdapter {
        ServiceRequestAdapter(context: try SourceKit.context(mappings: mappings, places: places))
    }

    private func request(
        _ id: String = "\"7\"", status: String = "open", notes: String = "", code: String = "\"006\"", name: String = "Graffiti",
        lat: String = "43.29", long: String = "5.37", extra: String = ""
    ) -> String {
        #"{"service_request_id":\#(id),"status":"\#(status)","status_notes":"\#(notes)","service_name":"\#(name)","service_code":\#(code),"requested_datetime":"2026-10-20T10:00:00+02:00","updated_datetime":"2026-10-20T11:00:00+02:00","lat":\#(lat),"long":\#(long)\#(extra)}"#
    }

    private func read(_ text: String, _ mappings: [String: Domain.Category] = [:]) throws -> FeedReading {
        var adapter = try adapter(mappings)
        return try FeedReading(&adapter, text)
    }

    @Test("become the incidents that were worked out by hand, in chunks of any size", arguments: [1, 50, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try SourceKit.bytes("georeport.json"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/georeport.golden")))
    }

    @Test("say the same in JSON, XML and CSV, whatever lies around them")
    func layouts() throws {
        let fields = [
            ("service_request_id", "7"), ("status", "open"), ("service_name", "Graffiti"), ("service_code", "006"),
            ("requested_datetime", "2026-10-20T10:00:00+02:00"), ("updated_datetime", "2026-10-20T11:00:00+02:00"), ("lat", "43.29"),
            ("long", "5.37"),
        ]
        let xml = "<service_requests><request>" + fields.map { "<\($0.0)>\($0.1)</\($0.0)>" }.joined() + "</request></service_requests>"
        let csv = fields.map(\.0).joined(separator: ",") + "\n" + fields.map(\.1).joined(separator: ",") + "\n"
        let texts = try [request(), "[\(request())]", "{\"requests\":[\(request())]}", xml, csv].map { try read($0).values }
        #expect(Set(texts).count == 1 && texts[0].count == 1)
    }

    @Test("may have a string or a number for an id")
    func identifiers() throws {
        #expect(try read(request("7")).values == read(request("\"7\"")).values)
    }

    @Test("keep the zeros of their codes, even where JSON has no such numbers")
    func zeros() throws {
        #expect(try read(request(code: "\"006\""), ["006": .damage]).values.map(\.originalCode) == ["006"])
        #expect(try read(request(code: "006"), ["006": .damage]).values.map(\.originalCode) == ["006"])
    }

    @Test(
        "at 0, 0 or null have no position: they are told, or take their address's",
        arguments: [("0", "0"), ("null", "null"), ("0.0", "0.0")])
    func noPosition(lat: String, long: String) throws {
        let text = request(lat: lat, long: long, extra: #","address":"8 rue X""#)
        #expect(try read(text).problems.map(\.reason) == [.position])
        var adapter = try adapter(places: ["8 RUE X": (43.3, 5.4)])
        #expect(try FeedReading(&adapter, text).values.map(\.latitude) == [43.3])
    }

    @Test("polled again count once; a change of what is counted replaces, and a closure undoes nothing")
    func polls() throws {
        var adapter = try adapter(["006": .damage, "007": .dumping])
        #expect(try FeedReading(&adapter, request()).values.map(\.operation) == [.create])
        #expect(try FeedReading(&adapter, request()).problems.map(\.reason) == [.duplicate])
        #expect(try FeedReading(&adapter, request(status: "closed", notes: "Done")).observations.isEmpty)
        #expect(try FeedReading(&adapter, request(code: "\"007\"")).values.map(\.operation) == [.replace])
    }

    @Test("closed as duplicates are withdrawn", arguments: ["Duplicate request.", "Doublon de 12"])
    func duplicates(notes: String) throws {
        var adapter = try adapter()
        _ = try FeedReading(&adapter, request())
        let row = try #require(try FeedReading(&adapter, request(status: "closed", notes: notes)).values.first)
        #expect(row.operation == .withdraw && row.version > 0)
        #expect(try FeedReading(&adapter, request(status: "closed", notes: notes)).observations.isEmpty)
    }

    @Test("send no media, contact or address")
    func nothingPersonal() throws {
        let text = try read(
            request(
                extra: #","media_url":"http://x/face.jpg","email":"a@b.c","phone":"0612345678","first_name":"Marie","address":"8 rue X""#)
        ).text
        for word in ["face.jpg", "a@b.c", "0612", "Marie", "rue X"] { #expect(!text.contains(word)) }
    }

    @Test("have their description cut at two thousand bytes, between characters")
    func description() throws {
        let row = try #require(try read(request(extra: ",\"description\":\"a\(String(repeating: "é", count: 3_000))\"")).values.first)
        #expect(row.text.utf8.count == 1_999 && row.text.hasSuffix("é"))
    }

    @Test("that cannot be read are told, and the rest goes on")
    func mistakes() throws {
        let reading = try read("[\(request("\"a\"").replacing("2026-10-20T10", with: "soon")),\n{\"x\":},\n\(request("\"b\""))]")
        #expect(reading.problems.map(\.reason) == [.time, .json] && reading.values.count == 1)
    }

    @Test("are told from services and from answers to a new request")
    func others() throws {
        let reading = try read(#"[{"service_code":"001","service_name":"Cans"},{"service_request_id":"9","service_notice":"x"}]"#)
        #expect(reading.problems.map(\.reason) == [.ignored, .ignored])
    }

    private static let folder = "samples/parks"

    @Test(
        "of Bloomington: those with a position are read, the others told",
        .enabled(if: Material.isPresent("\(folder)/bloomington_requests.json")))
    func bloomington() throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, [UInt8](try Data(contentsOf: Material.shared("\(Self.folder)/bloomington_requests.json"))))
        #expect(reading.observations.count == 13 && reading.problems.map(\.reason) == .init(repeating: .position, count: 8))
    }

    @Test(
        "of the standard's own example: one withdrawn as a duplicate, one open",
        .enabled(if: Material.isPresent("\(folder)/georeport-v2-example-04.xml")))
    func standard() throws {
        var adapter = try adapter()
        let reading = try FeedReading(
            &adapter, [UInt8](try Data(contentsOf: Material.shared("\(Self.folder)/georeport-v2-example-04.xml"))))
        #expect(reading.values.map(\.operation) == [.withdraw, .create])
    }

    @Test("cut, flipped or nested a thousand deep never crash")
    func fuzz() throws {
        var adapter = try adapter()
        let deep = "{\"a\":" + String(repeating: "{\"a\":", count: 1_000) + "1" + String(repeating: "}", count: 1_001)
        #expect(try FeedReading(&adapter, deep + "\n" + request()).observations.count == 1)
        var mangler = Mangler(seed: 10)
        mangler.survive(&adapter, Array("[\(request()),\(request("8", code: "006"))]".utf8), count: 1_000)
    }
}
