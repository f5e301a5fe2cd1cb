import Domain
import Ingestion
import Testing

@Suite("A register with residents")
struct RegisterResidentsTests {
    private func yaml(_ lines: String = "", source: String = "") -> String {
        """
        version: "1"
        territories:
          city:
            name: City
            time-zone: Europe/Paris
            grid: { plane: european, cell-size: 200 }
            bounds: { south: 43, west: 5, north: 44, east: 6 }
        \(lines)
            category-rules:
              first-aid: { minimum-residents: 500 }
            sources:
              log:
                kind: mobile-presence
                controller: c
                purpose: p
                legal-basis: l
                allowed-fields: [position, code, value]
        \(source)
        """
    }

    @Test("the file that it names is read into the register, and so many residents must share a cell")
    func read() throws {
        var file = try RegisterFile(yaml: yaml("    residents: cells.csv\n    minimum-residents: 80"), digest: [])
        try file.read { $0 == "cells.csv" ? Array("cell,residents\n200mN22546E39448,9\n".utf8) : nil }
        let territory = try #require(file.registers.first?.territory)
        #expect(territory.residents?.total == 9 && territory.minimumResidents == 80)
        #expect(territory.categoryRules.first?.minimumResidents == 500)
    }

    @Test("50 residents are asked for where the register names a file only, none where it names neither")
    func standard() throws {
        #expect(try RegisterFile(yaml: yaml("    residents: cells.csv"), digest: []).registers.first?.territory.minimumResidents == 50)
        #expect(try RegisterFile(yaml: yaml(), digest: []).registers.first?.territory.minimumResidents == 0)
    }

    @Test("a file that cannot be read or used is refused at its line")
    func unusable() throws {
        for contents in [nil, Array("a,b\n".utf8)] {
            var file = try RegisterFile(yaml: yaml("    residents: cells.csv"), digest: [])
            let error = #expect(throws: RegisterError.self) { try file.read { _ in contents } }
            #expect(error?.problems.first?.line == 8 && error?.problems.first?.value == "cells.csv")
        }
    }

    @Test("a source's threshold is read")
    func threshold() throws {
        let file = try RegisterFile(yaml: yaml(source: "        threshold: 30"), digest: [])
        #expect(file.registers.first?.source("log")?.suppressionThreshold == 30)
    }
}
