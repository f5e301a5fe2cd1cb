import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("The sample files of police logs")
struct SampleFileTests {
    private static let fileA = "samples/police-log/main-courante-A-cp1252-lambert93.csv"
    private static let fileB = "samples/police-log/main-courante-B-utf8bom-wgs84.csv"
    private static let trapFile = "samples/police-log/dst-trap.csv"

    private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: Material.shared(path))) }

    private func readB() throws -> (file: RegisterFile, reading: Reading) {
        let file = try RegisterFile(yaml: Material.fixture("marseille-police.yaml"), digest: [])
        let map = file.columnMap(territory: "marseille", source: "pm-marseille")
        return (file, try Reading(bytes(SampleFileTests.fileB), map: map))
    }

    @Test("B is read to the last row through its declared column map", .enabled(if: Material.isPresent(fileB)))
    func logB() throws {
        let reading = try readB().reading
        #expect(reading.observations.count == 90 && reading.problems.isEmpty)
        #expect(reading.observations.first?.observation.observationID == "MC00000")
        #expect(reading.observations.first?.observation.phenomenonStart == (try Instant(utc: "2026-10-20T16:19")))
        #expect(reading.observations.allSatisfy { $0.observation.text.isEmpty })
    }

    @Test("B has its withdrawn rows withdrawn", .enabled(if: Material.isPresent(fileB)))
    func logBWithdrawn() throws {
        let withdrawn = try readB().reading.observations.map(\.observation).filter { $0.operation == .withdraw }
        #expect(withdrawn.map(\.observationID) == ["MC00006", "MC00043", "MC00080"])
    }

    @Test("B has its swapped coordinates refused, and nothing else", .enabled(if: Material.isPresent(fileB)))
    func logBSwapped() throws {
        let (file, reading) = try readB()
        let register = try #require(file.register(ofTerritory: "marseille"))
        let arrival = try Instant(utc: "2026-11-01T00:00")
        let validator = try TerritoryValidator(register: register).validator(ofSource: "pm-marseille", at: arrival)
        let refusals = reading.observations.compactMap { row in
            validator.refusal(of: HeldObservation(row.observation), arrival: arrival).map { (row.observation.observationID, $0.reason) }
        }
        // MC00043 is swapped and withdrawn: a withdrawal's position does not matter.
        #expect(refusals.map(\.0) == ["MC00004", "MC00017", "MC00030", "MC00056", "MC00069", "MC00082"])
        #expect(refusals.allSatisfy { $0.1 == .swappedCoordinates })
    }

    @Test("B maps every code of its own", .enabled(if: Material.isPresent(fileB)))
    func logBCodes() throws {
        let (file, reading) = try readB()
        let mappings = try #require(file.registers.first?.source("pm-marseille")).mappings
        let codes = Set(reading.observations.map(\.observation).filter { $0.operation == .create }.map(\.originalCode))
        #expect(codes.subtracting(mappings.keys).isEmpty)
    }

    @Test(
        "A is read in Windows-1252, with two columns of time, midnight as 24:00 and corrected versions",
        .enabled(if: Material.isPresent(fileA)))
    func logA() throws {
        var map = ColumnMap(time: ["Date faits", "Heure faits"])
        map.timePattern = try #require(TimePattern("dd/MM/yyyy HH:mm"))
        map.said = "Date saisie"
        map.identifier = "N° MC"
        map.version = "Version"
        map.category = "Nature"
        map.area = "Code postal"
        map.text = "Observations"
        let reading = try Reading(bytes(SampleFileTests.fileA), map: map)
        #expect(reading.observations.count == 120 && reading.problems.isEmpty)
        let observations = reading.observations.map(\.observation)
        #expect(observations.filter { $0.operation == .replace }.count == 6)
        #expect(Set(observations.filter { $0.text.contains("\n") }.map(\.observationID)).count == 21)
        #expect(observations.contains { $0.text.contains("Néant à notre passage") })
        let midnight = try #require(observations.first { $0.observationID == "2026-000010" })
        #expect(midnight.phenomenonStart == (try Instant(utc: "2026-10-21T22:00")))
        #expect(midnight.resultTime == (try Instant(utc: "2026-10-21T04:08")))
    }

    @Test("of summer time's traps is read hour by hour", .enabled(if: Material.isPresent(trapFile)))
    func trap() throws {
        var map = ColumnMap(time: ["date_heure_locale"])
        map.timePattern = try #require(TimePattern("dd/MM/yyyy HH:mm"))
        map.identifier = "id"
        map.category = "nature"
        map.latitude = "latitude"
        map.longitude = "longitude"
        let reading = try Reading(bytes(SampleFileTests.trapFile), map: map)
        let rows = reading.observations.map(\.observation)
        #expect(rows.map(\.observationID) == ["D0", "D1", "D2", "D3", "D4", "D5", "D6"])
        #expect(rows.map(\.offsetMinutes) == [120, 120, 120, 120, 60, 60, 60])
        #expect(rows.map(\.timeCertainty) == [.exact, .ambiguous, .ambiguous, .ambiguous, .exact, .exact, .exact])
        #expect(rows[4].phenomenonStart == (try Instant(utc: "2026-10-25T01:05")))
        #expect(reading.problems.map(\.line) == [9] && reading.problems.map(\.reason) == [.skippedHour])
    }
}
