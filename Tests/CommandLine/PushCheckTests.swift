import Domain
import Foundation
import Ingestion
import Testing

@testable import quietude

@Suite("A dry run of a push")
struct PushCheckTests {
    private static let register = """
        version: "1"
        territories:
          city:
            name: City
            time-zone: Europe/Paris
            live: false
            grid: { plane: european, cell-size: 200 }
            bounds: { south: 43.15, west: 5.20, north: 43.42, east: 5.56 }
            sources:
              log:
                kind: police-log
                controller: c
                purpose: p
                legal-basis: b
                allowed-fields: [position, code]
                categories: { RIXE: brawl }
        """

    private func check(_ text: String) throws -> (outcome: FileCheck.Outcome, told: [String]) {
        let path = NSTemporaryDirectory() + "quietude-check-\(UUID().uuidString).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try RegisterFile(yaml: Self.register, digest: [])
        let register = try #require(file.register(ofTerritory: "city"))
        let settings = PushSettings(
            path: path, territory: "city", source: "log", entry: register.source("log"), map: .standard,
            zone: try #require(ZoneTable(identifier: "Europe/Paris")), slotLength: 900, places: .empty, format: nil)
        var told: [String] = []
        let outcome = try FileCheck(
            settings: settings, validators: TerritoryValidator(register: register), arrival: Instant(seconds: 1_800_000_000),
            tell: { told.append($0) }
        ).run()
        return (outcome, told)
    }

    @Test("says per line what would be refused, and why")
    func refusals() throws {
        let (outcome, told) = try check(
            """
            time,lat,lon,category,id
            2026-10-20T10:00:00+02:00,43.29,5.37,RIXE,1
            2026-10-20T10:00:00+02:00,48.85,2.35,RIXE,2
            2026-10-20T10:00:00+02:00,5.37,43.29,RIXE,3
            yesterday,43.29,5.37,RIXE,4
            2026-10-20T10:00:00+02:00,43.29,5.37,RIXE,1

            """)
        #expect(outcome.tally.accepted == 1 && outcome.tally.duplicates == 1 && outcome.tally.refusedCount == 3)
        #expect(Set(outcome.tally.refused.keys) == ["outside-territory", "swapped-coordinates", "time"])
        #expect(told.count == 3 && outcome.categories == ["brawl": 1])
    }

    @Test("reads a file with nothing wrong in silence")
    func quiet() throws {
        let (outcome, told) = try check("time,lat,lon,category\n2026-10-20T10:00:00+02:00,43.29,5.37,RIXE\n")
        #expect(told.isEmpty && outcome.tally.refusedCount == 0 && outcome.unreadable == nil)
    }

    @Test("refuses a field that the register does not allow")
    func field() throws {
        let (outcome, _) = try check("time,lat,lon,category,severity\n2026-10-20T10:00:00+02:00,43.29,5.37,RIXE,minor\n")
        #expect(Array(outcome.tally.refused.keys) == ["field-not-allowed"])
    }
}
