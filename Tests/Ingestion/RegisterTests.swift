import Domain
import Testing

@testable import Ingestion

@Suite("A register file")
struct RegisterTests {
    private func file(_ source: String = "", territory: String = "", head: String = "version: \"1\"\n") -> String {
        head + """
            territories:
              city:
                name: City
                time-zone: Europe/Paris
                grid: { plane: european, cell-size: 200 }
                bounds: { south: 43, west: 5, north: 44, east: 6 }
            \(territory)
                sources:
                  log:
                    kind: police-log
                    controller: someone
                    purpose: something
                    legal-basis: art. 6(1)(e)
                    allowed-fields: [position, code]
            \(source)
            """
    }

    private func problems(_ yaml: String) -> [RegisterProblem] {
        do {
            _ = try RegisterFile(yaml: yaml, digest: [])
            return []
        } catch { return error.problems }
    }

    private func entry(_ source: String) throws -> SourceEntry {
        try #require(try RegisterFile(yaml: file(source), digest: [1]).registers.first?.source("log"))
    }

    @Test("says purpose and basis in English too, where it is written so; an empty sentence is refused")
    func english() throws {
        let plain = try entry("")
        #expect(plain.purpose == "something" && plain.purposeInEnglish.isEmpty && plain.legalBasisInEnglish.isEmpty)
        let both = try entry("        purpose-en: some thing\n        legal-basis-en: interest")
        #expect(both.purpose == "something" && both.purposeInEnglish == "some thing" && both.legalBasisInEnglish == "interest")
        #expect(problems(file("        purpose-en: ''")).map(\.key) == ["territories.city.sources.log.purpose-en"])
    }

    @Test("that is delivered as default names the nine sources, one of each kind")
    func defaultRegister() throws {
        let file = try RegisterFile(yaml: Material.defaultRegister(), digest: [1, 2])
        let register = try #require(file.register(ofTerritory: "marseille"))
        #expect(Set(register.sources.map(\.kind)) == Set(SourceKind.allCases))
        #expect(
            register.sources.map(\.identifier)
                == ["agenda", "aphm", "bmpm", "cameras", "espaces-verts", "meteo", "pm-marseille", "presence", "rtm"])
        #expect(register.territory.live && register.territory.grid == Grid(plane: .european, cellSize: 200))
        #expect(register.digest == [1, 2])
    }

    @Test("that is delivered as default shows a column map that works once its comment marks are gone")
    func documentedColumns() throws {
        let lines = try Material.defaultRegister().split(separator: "\n", omittingEmptySubsequences: false)
        var inColumns = false
        let yaml = lines.map { line in
            if line.hasPrefix("        # columns:") { inColumns = true } else if !line.hasPrefix("        #   ") { inColumns = false }
            return inColumns ? String(line.replacing("        # ", with: "        ", maxReplacements: 1)) : String(line)
        }.joined(separator: "\n")
        let map = try #require(try RegisterFile(yaml: yaml, digest: []).columnMaps.values.first)
        #expect(map.time == ["Date faits", "Heure"] && map.timePattern.text == "dd/MM/yyyy HH:mm" && map.skippedHour == .shifted)
        #expect(map.delimiter == UInt8(ascii: ";") && map.decimalComma && map.withdrawn?.values == ["oui"])
    }

    @Test("of Houston replays on its own clock, with its categories mapped")
    func houston() throws {
        let file = try RegisterFile(yaml: Material.fixture("houston.yaml"), digest: [])
        let register = try #require(file.register(ofTerritory: "houston"))
        let source = try #require(register.source("hpd"))
        #expect(!register.territory.live && register.territory.slotLength == 3_600 && register.territory.forecastInterval == 86_400)
        #expect(
            source.mappings == [
                "theft": .theft, "burglary": .burglary, "auto theft": .theft, "aggravated assault": .assault, "robbery": .assault,
            ])
        #expect(source.watermarkDeclared)
    }

    @Test("takes durations, dates and numbers in readable form")
    func values() throws {
        let entry = try entry(
            """
                    retention: 90m
                    lateness: 2h
                    idle-after: 1w
                    watermark: declared
                    deduplication: 7d
                    corrections: 0s
                    rate: 10_000
                    valid-from: 2026-07-01
                    valid-until: 2026-07-31
            """)
        #expect(entry.retention == 5_400 && entry.lateness == 7_200 && entry.idleAfter == 604_800)
        #expect(
            entry.watermarkDeclared && entry.deduplicationWindow == 604_800 && entry.correctionWindow == 0 && entry.declaredRate == 10_000)
        #expect(Instant(seconds: entry.validFrom) == (try Instant(utc: "2026-06-30T22:00")))
        #expect(Instant(seconds: entry.validUntil) == (try Instant(utc: "2026-07-31T22:00")))
    }

    @Test("says all that is wrong with it at once, in order of line")
    func allAtOnce() {
        let found = problems(
            file("        retention: forever\n        colour: blue\n        categories: { a: nonsense }", territory: "    slot: 15"))
        #expect(
            found.map(\.key) == [
                "territories.city.slot", "territories.city.sources.log.retention", "territories.city.sources.log.colour",
                "territories.city.sources.log.categories.a",
            ])
        #expect(found.map(\.line) == found.map(\.line).sorted())
    }

    @Test("names line, key, value and remedy")
    func oneProblem() throws {
        let problem = try #require(problems(file("        lateness: soon")).first)
        #expect(problem.line == 16 && problem.column == 19)
        #expect(
            problem.description.hasPrefix(
                "line 16, column 19: territories.city.sources.log.lateness: \"soon\": write a duration of 0s to 31d"))
    }

    @Test(
        "is refused where it is wrong",
        arguments: [
            ("        kinds: x", "kinds"), ("        allowed: []", "allowed"), ("        keys: [abc]", "keys"), ("        rate: 0", "rate"),
            ("        watermark: sometimes", "watermark"), ("        keeps-text: true", "keeps-text"),
            ("        keeps-text: maybe", "keeps-text"),
            ("        valid-from: 2026-02-30", "valid-from"),
            ("        valid-from: 2026-02-01\n        valid-until: 2026-01-01", "valid-until"),
            ("        maximum-text: 1e3", "maximum-text"), ("        columns: { time: [a, b, c] }", "time"),
            ("        columns: { time-format: dd/MM }", "time-format"), ("        columns: { latitude: x }", "columns"),
            ("        columns: { withdrawn: { column: x } }", "value"), ("        columns: 3", "columns"),
            ("        retention: [1h]", "retention"),
        ])
    func refused(_ lines: String, _ key: String) {
        #expect(problems(file(lines)).contains { $0.key.hasSuffix(key) })
    }

    @Test("that is not YAML says where")
    func notYAML() throws {
        #expect(try #require(problems("version: 1\nterritories: [").first).line >= 2)
    }

    @Test("that names a thing twice is refused")
    func twice() {
        #expect(problems(file("        rate: 1\n        rate: 2")).map(\.key) == ["rate"])
    }

    @Test(
        "that is empty or of another shape is refused",
        arguments: ["", "just words", "[1, 2]", "version: 1", "version: 1\nterritories: {}"])
    func empty(_ yaml: String) {
        #expect(!problems(yaml).isEmpty)
    }

    @Test("refuses identifiers that could not name a file")
    func identifiers() {
        #expect(problems(file().replacing("  city:", with: "  ../city:")).contains { $0.value == "../city" })
    }

    @Test("that says nothing of columns gives the standard layout")
    func columns() throws {
        let file = try RegisterFile(yaml: file(), digest: [])
        #expect(file.columnMap(territory: "city", source: "log") == .standard)
        #expect(file.columnMaps.isEmpty)
    }
}
