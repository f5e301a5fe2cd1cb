import Domain
import Testing

@testable import Ingestion

@Suite("What a register says of linking and of kept text")
struct RegisterLinkingTests {
    private func read(_ lines: String, kind: String = "police-log", fields: String = "[position, code, text]") throws -> SourceEntry? {
        try RegisterFile(
            yaml: """
                version: "1"
                territories:
                  city:
                    name: City
                    time-zone: Europe/Paris
                    grid: { plane: european, cell-size: 200 }
                    bounds: { south: 43, west: 5, north: 44, east: 6 }
                    sources:
                      log:
                        kind: \(kind)
                        controller: someone
                        purpose: something
                        legal-basis: art. 6(1)(e)
                        allowed-fields: \(fields)
                \(lines)
                """, digest: []
        ).registers.first?.source("log")
    }

    private func problems(_ lines: String, kind: String = "police-log", fields: String = "[position, code, text]") -> [String] {
        do {
            _ = try read(lines, kind: kind, fields: fields)
            return []
        } catch { return (error as? RegisterError)?.problems.map(\.key) ?? ["?"] }
    }

    @Test("nothing is linked and no text is kept unless it says so")
    func byDefault() throws {
        let entry = try #require(try read(""))
        #expect(entry.linking == nil && !entry.keepsText)
    }

    @Test("a window, and what ends the part of an id that is linked")
    func linking() throws {
        let entry = try #require(try read("        linking: { window: 2h, id-before: \"#\" }"))
        #expect(entry.linking == LinkingRule(window: 7_200, separator: "#"))
    }

    @Test("redacted text is kept for thirty days, or as long as it says")
    func text() throws {
        #expect(try read("        keeps-text: true")?.textRetention == 2_592_000)
        #expect(try read("        keeps-text: true\n        text-retention: 7d")?.textRetention == 604_800)
    }

    @Test(
        "is refused where it is wrong",
        arguments: [
            ("        linking: 2h", "linking"), ("        linking: { window: 2h }", "id-before"),
            ("        linking: { id-before: \"#\" }", "window"), ("        linking: { window: 30d, id-before: \"#\" }", "window"),
            ("        linking: { window: 2h, id-before: \"12345678901234567\" }", "id-before"),
            ("        linking: { window: 2h, id-before: \"#\", on: id }", "on"), ("        text-retention: 7d", "text-retention"),
            ("        keeps-text: true\n        text-retention: 1d", "text-retention"),
        ])
    func refused(_ lines: String, _ key: String) {
        #expect(problems(lines).contains { $0.hasSuffix(key) })
    }

    @Test("nothing of a source of mobile presence is ever linked")
    func presence() {
        #expect(
            problems("        linking: { window: 2h, id-before: \"#\" }", kind: "mobile-presence", fields: "[cell, code, value]")
                .contains { $0.hasSuffix("linking") })
    }
}
