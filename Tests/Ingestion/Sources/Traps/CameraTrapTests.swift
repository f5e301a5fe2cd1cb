import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Cameras' traps")
struct CameraTrapTests {
    private func read(_ bytes: [UInt8], mappings: [String: Domain.Category] = [:]) throws -> FeedReading {
        var context = try SourceKit.context(mappings: mappings, places: ["CAM-1": (43.3, 5.4)])
        context.device = "CAM-1"
        var adapter = try SourceFormat.cameras.adapter(context)
        return try SourceKit.read(&adapter, bytes)
    }

    private func message(_ time: String, _ count: Int) -> String {
        #"{"topic":"CAM-1/onvif-ej/RuleEngine/CountAggregation/Counter/&1/R","payload":{"UtcTime":"\#(time)","Source":{"Rule":"R"},"Data":{"Count":\#(count)}}}"#
            + "\n"
    }

    @Test("a counter that begins anew because the camera did counts from nothing")
    func reboot() throws {
        let text = message("2026-07-18T13:00:00Z", 1_200) + message("2026-07-18T13:01:00Z", 1_210) + message("2026-07-18T13:02:00Z", 4)
        #expect(try read(Array(text.utf8)).values.map(\.value) == [14])
    }

    @Test("a rule's event is an incident where the register maps its name, once it is true, and not what held at subscription")
    func rules() throws {
        func event(_ time: String, _ operation: String, _ inside: String) -> String {
            #"{"topic":"CAM-1/onvif-ej/RuleEngine/FieldDetector/ObjectsInside/&1/Quai","payload":{"UtcTime":"\#(time)","PropertyOperation":"\#(operation)","Source":{"Rule":"Quai"},"Data":{"IsInside":"\#(inside)"}}}"#
                + "\n"
        }
        let text =
            event("2026-07-18T13:00:00Z", "Initialized", "true") + event("2026-07-18T13:01:00Z", "Changed", "false")
            + event("2026-07-18T13:02:00Z", "Changed", "true")
        let reading = try read(Array(text.utf8), mappings: ["Quai": .gathering])
        #expect(reading.values.map(\.originalCode) == ["Quai"])
        #expect(reading.values[0].phenomenonStart == (try Instant(utc: "2026-07-18T13:02")))
        #expect(try read(Array(text.utf8)).values.isEmpty)
    }

    @Test("no file of the samples tells of anything but counts and tampering", .enabled(if: Material.isPresent("samples/camera")))
    func samples() throws {
        let folder = Material.shared("samples/camera")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasSuffix(".md") && $0 != "schema" }
        #expect(names.count > 30)
        for name in names {
            guard let data = try? Data(contentsOf: folder.appending(path: name)),
                let reading = try? read([UInt8](data))
            else { continue }
            #expect(reading.values.allSatisfy { ["presence", "damage"].contains($0.originalCode) && $0.text.isEmpty }, "\(name)")
        }
    }
}
