import Domain
import Foundation
import Schema
import Testing

extension EndToEndTests {
    /// A municipal police log as a spreadsheet exports it: a byte order mark, local times, swapped coordinates, withdrawn rows.
    @Suite(
        .enabled(if: Material.isThere(Material.policeLog), "../shared/samples/police-log/main-courante-B-utf8bom-wgs84.csv is missing"),
        .enabled(if: Material.policeLogIsPast, "the clock of this machine lies before the file was written"))
    struct Spreadsheet {
        private static let territory = "marseille"
        /// After all of the file: 2026-11-01T00:00:00Z.
        private static let end = Instant(seconds: 1_793_491_200)
        private static let reported = ["--watermark", "2026-11-01T00:00:00Z"]

        private struct Expected: Decodable {
            let rows, swapped, cancelled: Int
        }

        private static func expected() throws -> Expected {
            let all = try JSONSerialization.jsonObject(with: Data(contentsOf: Material.expectations)) as? [String: Any]
            let entry = try #require(all?["police-log B"])
            return try JSONDecoder().decode(Expected.self, from: JSONSerialization.data(withJSONObject: entry))
        }

        @Test func `Each row is taken in, refused by reason or withdrawn; what is withdrawn later is taken back downstream`() async throws {
            let expected = try Self.expected()
            // One row is both swapped and withdrawn: a withdrawal's place does not matter.
            let refused = expected.swapped - 1
            try await TestHouse.with(register: try Material.register("marseille-police.yaml")) { house in
                try await house.start()
                let file = Material.policeLog.path
                let push = try await house.quietude(["push", "--source", "pm-marseille", file])
                #expect(push.output.contains("accepted \(expected.rows - refused), duplicates 0, refused \(refused) "), "\(push.said)")
                #expect(push.output.contains("swapped-coordinates: \(refused) "), "\(push.said)")
                let again = try await house.quietude(["push", "--source", "pm-marseille", file])
                #expect(again.output.contains("accepted 0, duplicates \(expected.rows - refused), refused \(refused) "), "\(again.said)")

                let text = try String(contentsOf: Material.policeLog, encoding: .utf8)
                let row = try #require(text.split(whereSeparator: \.isNewline).dropFirst().first { $0.hasSuffix(",") })
                let header = try #require(text.split(whereSeparator: \.isNewline).first)
                let later = "\(house.root)/later.csv"
                try Data("\(header)\n\(row)oui\n".utf8).write(to: URL(filePath: later))
                let withdrawal = try await house.quietude(["push", "--source", "pm-marseille", later] + Self.reported)
                #expect(withdrawal.output.contains("accepted 1, duplicates 0, refused 0 "), "\(withdrawal.said)")

                let records = try await house.records(
                    of: "anonymization", types: [.incidents, .retractions], until: Self.end, territory: Self.territory)
                let incidents = try records.filter { $0.type == .incidents }.flatMap { try IncidentBatch(decoding: $0.payload).incidents }
                let retractions = try records.filter { $0.type == .retractions }
                    .flatMap { try RetractionBatch(decoding: $0.payload).retractions }
                #expect(incidents.count == expected.rows - refused - expected.cancelled)
                #expect(retractions.map(\.retracted) == [.incident(try #require(incidents.first))])
            }
        }
    }
}
