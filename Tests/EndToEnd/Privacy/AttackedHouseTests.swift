import Domain
import Foundation
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// `quietude audit attack --data`: the attacks, on what a running house has published, against the raw stream it was made of.
    @Suite struct AttackedHouse {
        private static let register = TestTerritory.register(corrections: "0s").replacing(
            "    slot: 15m\n", with: "    slot: 15m\n    minimum-residents: 50\n")

        @Test(.timeLimit(.minutes(3)))
        func `The attacks run on the journal of a running house, against the raw events pushed into it`() async throws {
            try await TestHouse.with(register: Self.register) { house in
                try await house.start()
                let observations = (0..<240).map { TestTerritory.observation($0, of: "police", step: 10_000) }
                try await Self.push(observations, into: house)
                let file = URL(filePath: "\(house.root)-events.csv")
                try Self.table(of: observations).write(to: file, atomically: true, encoding: .utf8)
                defer { try? FileManager.default.removeItem(at: file) }
                let run = try await house.quietude(["audit", "attack", "--events", file.path, "--json", "--trials", "20000"])
                try #require(run.status == 0, "\(run.said)")
                let findings = try #require(
                    try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.said)")
                #expect(findings["events"] as? Int == 240)
                #expect(findings["published"] as? Int == 240)
                #expect(findings["k"] as? Int == 50)
                // Everything that was seen has its candidates: the file's local times and the journal's slots are the same hours.
                let linkage = try #require(findings["linkage_success"] as? Double)
                #expect(linkage > 0.05 && linkage <= 1, "\(run.said)")
                for attack in ["singling_out", "singling_out_p4", "linkage_unique", "inference", "membership"] {
                    #expect(findings[attack] is [String: Any], "\(attack)")
                }
                // The same events an hour off are found nowhere near as often: what was attacked is the journal, not the file.
                let off = try await house.quietude([
                    "audit", "attack", "--events", file.path, "--zone", "America/New_York", "--json", "--trials", "20000",
                ])
                let elsewhere = try JSONSerialization.jsonObject(with: Data(off.output.utf8)) as? [String: Any]
                #expect(elsewhere?["linkage_success"] as? Double == 0, "\(off.said)")
                // A house that says nothing is an error that says what to do, not an empty success.
                await house.stop()
                let silent = try await house.quietude(["audit", "attack", "--events", file.path])
                #expect(silent.status != 0 && silent.errors.contains("quietude up"), "\(silent.said)")
            }
        }

        private static func push(_ observations: [Observation], into house: TestHouse) async throws {
            let end = TestTerritory.start.advanced(byMilliseconds: 3_600_000)
            let client = try house.client(of: "ingestion")
            let receipt = try await TestHouse.push(
                ObservationBatch(
                    territory: TestTerritory.name, sourceID: "police", observations: observations, reportedUntil: end), through: client)
            #expect(receipt.accepted == observations.count)
            await client.close()
            try await house.declareReported(until: end, sources: TestTerritory.sources)
            try await house.waitForWatermark(end, of: "anonymization")
        }

        /// The raw stream as a file: local time of the territory, an hour ahead of UTC in January.
        private static func table(of observations: [Observation]) -> String {
            let clock = ISO8601DateFormatter()
            clock.timeZone = TimeZone(secondsFromGMT: 3_600)
            clock.formatOptions = [
                .withFullDate, .withTime, .withColonSeparatorInTime, .withDashSeparatorInDate, .withSpaceBetweenDateAndTime,
            ]
            return "time,lat,lon,category\n"
                + observations.map { one in
                    let time = clock.string(from: Date(timeIntervalSince1970: Double(one.phenomenonStart?.seconds ?? 0)))
                    return "\(time),\(one.latitude ?? 0),\(one.longitude ?? 0),\(one.originalCode)\n"
                }.joined()
        }
    }
}
