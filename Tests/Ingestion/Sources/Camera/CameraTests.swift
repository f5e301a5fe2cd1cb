import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Cameras' analytics")
struct CameraTests {
    private func adapter(_ mappings: [String: Domain.Category] = [:], device: String = "CAM-1") throws -> CameraAdapter {
        var context = try SourceKit.context(
            mappings: mappings, places: ["CAM-1": (43.2953, 5.3745), "PRADO": (43.26, 5.37), "B8A4": (43.3, 5.38)])
        context.device = device
        return CameraAdapter(context: context)
    }

    private func read(_ text: String, _ mappings: [String: Domain.Category] = [:]) throws -> FeedReading {
        var adapter = try adapter(mappings)
        return try FeedReading(&adapter, text)
    }

    private func stream(_ inside: String) -> String {
        """
        <?xml version="1.0"?><tt:MetadataStream xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
        xmlns:tns1="http://www.onvif.org/ver10/topics" xmlns:fc="http://www.onvif.org/ver20/analytics/humanface">\(inside)</tt:MetadataStream>
        """
    }

    private func frame(_ time: String, _ kinds: [String], extra: String = "") -> String {
        let objects = kinds.enumerated().map { index, kind in
            "<tt:Object ObjectId=\"\(index)\"><tt:Appearance><tt:Shape><tt:BoundingBox left=\"20.5\" top=\"1\" right=\"2\" bottom=\"3\"/></tt:Shape><tt:Class><tt:Type Likelihood=\"0.9\">\(kind)</tt:Type></tt:Class>\(extra)</tt:Appearance></tt:Object>"
        }
        return "<tt:VideoAnalytics><tt:Frame UtcTime=\"\(time)\">\(objects.joined())</tt:Frame></tt:VideoAnalytics>"
    }

    private func event(_ topic: String, _ time: String, operation: String = "Changed", source: String = "", data: String) -> String {
        """
        <tt:Event><wsnt:NotificationMessage><wsnt:Topic>tns1:\(topic)</wsnt:Topic><wsnt:Message><tt:Message UtcTime="\(time)"
        PropertyOperation="\(operation)"><tt:Source>\(source)</tt:Source><tt:Data>\(data)</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage></tt:Event>
        """
    }

    private func item(_ name: String, _ value: String) -> String { "<tt:SimpleItem Name=\"\(name)\" Value=\"\(value)\"/>" }

    private func counter(_ time: String, _ count: String, topic: String = "CountAggregation/Counter", device: String = "PRADO") -> String {
        #"{"topic":"\#(device)/onvif-ej/RuleEngine/\#(topic)/&1/R","payload":{"UtcTime":"\#(time)","Source":{"VideoSource":"1","Rule":"R"},"Data":{"Count":\#(count)}}}"#
            + "\n"
    }

    @Test("become the readings that were worked out by hand, in chunks of any size", arguments: [1, 97, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try SourceKit.bytes("onvif.xml"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/onvif.golden")))
    }

    @Test("at 25 frames a second are one mean a slot, frames without anybody among them")
    func frames() throws {
        var text = ""
        for number in 0..<1_500 {
            let second = number / 25
            let time =
                "2026-10-20T10:\(second / 60 < 10 ? "0" : "")\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60).\(number % 25 * 40 + 100)Z"
            text += frame(time, number % 2 == 0 ? ["Human", "Human", "Car"] : [])
        }
        let reading = try read(stream(text))
        #expect(reading.values.map(\.value) == [1] && reading.values.map(\.unit) == ["{person}"])
        #expect(reading.values[0].phenomenonStart == (try Instant(utc: "2026-10-20T10:00")))
    }

    @Test("of a slot that goes on in the next document are replaced by the mean of both, also after a restart")
    func continued() throws {
        var before = try adapter()
        let first = try FeedReading(&before, stream(frame("2026-10-20T10:00:01", ["Human"]))).values
        var after = try adapter()
        try after.remember(before.memory)
        let second = try FeedReading(&after, stream(frame("2026-10-20T10:05:00Z", ["Human", "Human", "Human"]))).values
        #expect(first.map(\.value) == [1] && second.map(\.value) == [2])
        #expect(
            second.map(\.operation) == [.replace] && second[0].version > first[0].version
                && second[0].observationID == first[0].observationID)
    }

    @Test("count other classes only where the register maps them to a reading")
    func classes() throws {
        let text = stream(frame("2026-10-20T10:00:01Z", ["Car", "Car", "Human"]))
        #expect(try read(text).values.map(\.value) == [1])
        #expect(try read(text, ["Car": .presence]).values.map(\.value).sorted { ($0 ?? 0) < ($1 ?? 0) } == [1, 2])
    }

    @Test("take the likeliest class of an object, and none that was removed")
    func likelihood() throws {
        let text = """
            <tt:Frame UtcTime="2026-10-20T10:00:01Z"><tt:Object><tt:Appearance><tt:Class><tt:Type Likelihood="0.2">Car</tt:Type><tt:Type Likelihood="0.7">Human</tt:Type></tt:Class></tt:Appearance></tt:Object>
            <tt:Object><tt:Appearance><tt:Class><tt:ClassCandidate><tt:Type>Human</tt:Type><tt:Likelihood>0.8</tt:Likelihood></tt:ClassCandidate></tt:Class></tt:Appearance></tt:Object>
            <tt:Object><tt:Appearance><tt:Class><tt:Type>Human</tt:Type></tt:Class></tt:Appearance><tt:Behaviour><tt:Removed/></tt:Behaviour></tt:Object></tt:Frame>
            """
        #expect(try read(stream(text)).values.map(\.value) == [2])
    }

    @Test("with cumulative counters give what came since, a number or a string, and begin anew at midnight")
    func counters() throws {
        let reading = try read(
            counter("2026-07-18T13:00:00Z", "\"1204\"") + counter("2026-07-18T13:01:00Z", "1219") + counter("2026-07-19T00:00:01Z", "3")
                + counter("2026-07-19T00:01:00Z", "5"))
        #expect(reading.values.map(\.value) == [15, 5] && reading.values.allSatisfy { $0.unit == "{event}" && $0.latitude == 43.26 })
    }

    @Test("with counters told twice or out of order count once")
    func disorder() throws {
        let reading = try read(
            counter("2026-07-18T13:00:00Z", "10") + counter("2026-07-18T13:02:00Z", "14") + counter("2026-07-18T13:02:00Z", "14")
                + counter("2026-07-18T13:01:00Z", "12"))
        #expect(reading.values.map(\.value) == [4] && reading.problems.filter { $0.reason == .duplicate }.count == 2)
    }

    @Test("keep their counters over a restart")
    func counterMemory() throws {
        var before = try adapter()
        _ = try FeedReading(&before, counter("2026-07-18T13:00:00Z", "10"))
        var after = try adapter()
        try after.remember(before.memory)
        #expect(try FeedReading(&after, counter("2026-07-18T13:01:00Z", "17")).values.map(\.value) == [7])
    }

    @Test("with an occupancy counter give a level, not a flow")
    func occupancy() throws {
        let topic = "CountAggregation/OccupancyCounter"
        let reading = try read(counter("2026-07-18T13:00:00Z", "80", topic: topic) + counter("2026-07-18T13:01:00Z", "90", topic: topic))
        #expect(reading.values.map(\.value) == [85] && reading.values.map(\.unit) == ["{person}"])
    }

    @Test("need not keep step with one another")
    func cameras() throws {
        let topic = "CountAggregation/OccupancyCounter"
        let reading = try read(
            counter("2026-07-19T13:00:00Z", "80", topic: topic) + counter("2026-07-18T13:01:00Z", "9", topic: topic, device: "CAM-1"))
        #expect(Set(reading.values.map(\.value)) == [80, 9] && reading.problems.isEmpty)
    }

    @Test("with line crossings and crowds give flows and levels")
    func crossings() throws {
        let text =
            event("RuleEngine/LineDetector/Crossed", "2026-10-20T10:00:01Z", data: item("ObjectId", "15"))
            + event("RuleEngine/LineDetector/Crossed", "2026-10-20T10:00:02Z", data: item("ObjectId", "16"))
            + event("RuleEngine/CrowdDetector/Crowd", "2026-10-20T10:00:02Z", data: item("Count", "40"))
        let values = Dictionary(uniqueKeysWithValues: try read(stream(text)).values.map { ($0.unit, $0.value) })
        #expect(values == ["{event}": 2, "{person}": 40])
    }

    @Test("tell the state at subscription, which is no event")
    func initialized() throws {
        let text = event(
            "VideoSource/GlobalSceneChange/ImagingService", "2026-10-20T10:00:01Z", operation: "Initialized", data: item("State", "1"))
        let reading = try read(stream(text))
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.ignored])
    }

    @Test("that are tampered with give one incident, and none when it ends")
    func tamper() throws {
        let text =
            event("VideoSource/GlobalSceneChange/ImagingService", "2026-10-20T10:00:01Z", data: item("State", "1"))
            + event("VideoSource/GlobalSceneChange/ImagingService", "2026-10-20T10:00:01Z", data: item("State", "1"))
            + event("VideoSource/GlobalSceneChange/ImagingService", "2026-10-20T10:00:09Z", data: item("State", "0"))
        let reading = try read(stream(text), ["tamper": .damage])
        #expect(reading.values.map(\.originalCode) == ["tamper"] && reading.values[0].value == nil)
    }

    @Test(
        "are refused by name where they tell of faces, plates, bodies or tracks",
        arguments: ["Recognition/LicensePlate", "Recognition/Face", "FaceAnalysis/Match", "HumanBody/Attributes", "Recognition/Barcode"])
    func refusedTopics(topic: String) throws {
        let text =
            #"{"topic":"PRADO/onvif-ej/RuleEngine/\#(topic)/&1/R","payload":{"UtcTime":"2026-07-18T13:01:31Z","Source":{},"Data":{"PlateNumber":"AB-123-CD"}}}"#
        let reading = try read(text)
        #expect(
            reading.observations.isEmpty && reading.problems.map(\.reason) == [.refusedKind] && !"\(reading.problems)".contains("AB-123"))
    }

    @Test(
        "are refused by name where an item holds an image, a plate or a person's traits",
        arguments: ["Image", "PlateNumber", "Gender", "Age", "ImageURI"])
    func refusedItems(name: String) throws {
        let text = event("RuleEngine/LineDetector/Crossed", "2026-10-20T10:00:01Z", data: item(name, "x"))
        let reading = try read(stream(text))
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.refusedKind])
    }

    @Test("are refused by name where DataQ tells of each object", arguments: ["list", "tracker", "path", "geospace", "image"])
    func refusedMessages(name: String) throws {
        let reading = try read(#"{"\#(name)":[{"id":"abc","x":1}],"serial":"B8A4","timestamp":1772276400318}"#)
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.refusedKind])
    }

    @Test("count a person whose face they describe, drop the face, and tell that they refuse it")
    func face() throws {
        let extra = "<tt:HumanFace><fc:Gender>Male</fc:Gender></tt:HumanFace>"
        let reading = try read(
            stream(frame("2026-10-20T10:00:01Z", ["Human"], extra: extra) + frame("2026-10-20T10:00:02Z", ["Human"], extra: extra)))
        #expect(reading.values.map(\.value) == [1] && reading.problems.map(\.reason) == [.refusedKind] && !reading.text.contains("Male"))
    }

    @Test("do not count a face or a plate as an object", arguments: ["Face", "LicensePlate"])
    func markedObjects(kind: String) throws {
        let reading = try read(stream(frame("2026-10-20T10:00:01Z", [kind])), [kind: .presence])
        #expect(reading.values.map(\.value) == [0] && reading.problems.map(\.reason) == [.refusedKind])
    }

    @Test("send no object's number, box or track")
    func noTracks() throws {
        let text = try read(stream(frame("2026-10-20T10:00:01Z", ["Human"]))).text
        #expect(!text.contains("20.5") && !text.contains("ObjectId"))
    }

    @Test("with DataQ's occupancy give a level")
    func dataq() throws {
        let row = try #require(
            try read(#"{"occupancy":{"Human":3,"Car":1},"timestamp":1772276400318,"serial":"B8A4","name":"Front"}"#).values.first)
        #expect(row.value == 3 && row.latitude == 43.3)
    }

    @Test("without a place are told once a document")
    func noPlace() throws {
        var adapter = try adapter(device: "elsewhere")
        let text = stream(frame("2026-10-20T10:00:01Z", ["Human"]) + frame("2026-10-20T10:00:02Z", ["Human"]))
        let reading = try FeedReading(&adapter, text)
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.position])
    }

    @Test("late by more than two slots are told, and change nothing that was said")
    func late() throws {
        let topic = "CountAggregation/OccupancyCounter"
        let reading = try read(counter("2026-07-18T14:00:00Z", "80", topic: topic) + counter("2026-07-18T13:00:00Z", "9", topic: topic))
        #expect(reading.values.map(\.value) == [80] && reading.problems.map(\.reason) == [.stale])
    }

    private static let file = "samples/camera/onvif-mqtt-counter.jsonl"

    @Test("of the sample: 15 came in, 3 after midnight, 87 are there, a plate is refused", .enabled(if: Material.isPresent(file)))
    func sample() throws {
        var adapter = CameraAdapter(context: try SourceKit.context(places: ["PRADO-03": (43.26, 5.37), "VPORT-01": (43.29, 5.36)]))
        let reading = try FeedReading(&adapter, [UInt8](try Data(contentsOf: Material.shared(Self.file))))
        #expect(reading.values.map { $0.value ?? 0 }.sorted() == [3, 15, 87])
        #expect(reading.problems.filter { $0.reason == .refusedKind }.count == 1)
    }

    @Test("cut, flipped or nested a thousand deep never crash")
    func fuzz() throws {
        var adapter = try adapter()
        let deep = stream(String(repeating: "<tt:a>", count: 1_000) + String(repeating: "</tt:a>", count: 1_000))
        #expect(throws: FileProblem.self) { try FeedReading(&adapter, deep) }
        var mangler = Mangler(seed: 11)
        mangler.survive(&adapter, Array(stream(frame("2026-10-20T10:00:01Z", ["Human"])).utf8), count: 500)
        mangler.survive(&adapter, Array(counter("2026-07-18T14:00:00Z", "80").utf8), count: 500)
    }
}
