import Domain
import Foundation
import Ingestion
import Testing

@testable import quietude

@Suite("An entry of the register")
struct RegisterAddTests {
    private static let register = """
        version: "1"
        territories:
          city:
            name: City
            time-zone: Europe/Paris
            grid: { plane: european, cell-size: 200 }
            bounds: { south: 43.15, west: 5.20, north: 43.42, east: 5.56 }
            sources:
              log:
                kind: police-log
                controller: c
                purpose: p
                legal-basis: b
                allowed-fields: [position, code]
            # A word about what follows.
          town:
            name: Town
            time-zone: Europe/Paris
            grid: { plane: european, cell-size: 200 }
            bounds: { south: 44.15, west: 5.20, north: 44.42, east: 5.56 }
            sources:
              log:
                kind: police-log
                controller: c
                purpose: p
                legal-basis: b
                allowed-fields: [position, code]

        """

    private func statement(_ more: [String] = []) throws -> RegisterStatement {
        try RegisterStatement.parse(
            [
                "--kind", "fire-brigade", "--controller", "Bataillon de \"marins-pompiers\": BMPM", "--contact", "dpd@example.org",
                "--purpose", "where fires start: to place engines # daily", "--legal-basis", "art. 6(1)(e)", "--field", "position",
                "--field", "code",
            ] + more)
    }

    @Test("is one that ingestion takes, in the territory that was named, and leaves every other line as it was")
    func added() throws {
        let key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
        let entry = try statement(
            ["--category", "FEU RUE=fire-street", "--rate", "20", "--corrections", "0s", "--legal-basis-en", "public interest"])
            .entry("bmpm", keys: [key])
        let whole = try RegisterText(Self.register).adding(entry, to: "city")
        let file = try RegisterFile(yaml: whole, digest: [])
        let source = try #require(file.register(ofTerritory: "city")?.source("bmpm"))
        #expect(source.controller == "Bataillon de \"marins-pompiers\": BMPM" && source.purpose.hasSuffix("# daily"))
        #expect(source.legalBasisInEnglish == "public interest" && source.purposeInEnglish.isEmpty)
        #expect(source.mappings == ["FEU RUE": .fireStreet] && source.partnerKeys == [key] && source.declaredRate == 20)
        #expect(file.register(ofTerritory: "town")?.source("bmpm") == nil)
        let block = entry.map { "      \($0)\n" }.joined()
        #expect(whole.replacingOccurrences(of: block, with: "") == Self.register)
    }

    @Test("states all that art. 30 asks")
    func stated() throws {
        let text = try statement().entry("bmpm", keys: []).joined(separator: "\n")
        for letter in ["(a)", "(c)", "(d)", "(e)", "(g)"] { #expect(text.contains("art. 30(1)\(letter)")) }
        #expect(text.contains("purpose:") && text.contains("retention: 1d") && text.contains("dpd@example.org"))
    }

    @Test("cannot bring a second line into the file by any flag")
    func injected() throws {
        let statement = try RegisterStatement.parse([
            "--kind", "parks\nx: y", "--controller", "c\nversion: 2", "--contact", "a\nb: c", "--purpose", "p", "--legal-basis", "b",
            "--field", "position]", "--category", "A\nB=noise",
        ])
        #expect(statement.entry("s", keys: []).allSatisfy { !$0.contains(where: \.isNewline) })
    }

    @Test("goes behind the last source also where the file ends there")
    func last() throws {
        let whole = try RegisterText(Self.register).adding(try statement().entry("bmpm", keys: []), to: "town")
        #expect(try RegisterFile(yaml: whole, digest: []).register(ofTerritory: "town")?.sources.map(\.identifier) == ["bmpm", "log"])
        #expect(throws: Failure.self) { try RegisterText("version: 1\n").adding(["x"], to: "town") }
    }
}
