import Domain
import Foundation
import Schema
import Testing

extension EndToEndTests {
    /// The main job on real material: eight months of a city's police log in, forecasts and alerts out.
    @Suite(.enabled(if: Material.isThere(Material.houston), "../shared/data/events/houston-2010.csv.gz is missing"))
    struct Houston {
        private static let territory = "houston"
        private static let incidents = 85_538
        /// 2010-09-01T05:00:00Z, when the last hour of the file ends: midnight at Houston.
        private static let end = Instant(seconds: 1_283_317_200)

        @Test(.timeLimit(.minutes(10)))
        func `Eight months are taken in whole, forecast by the day and alerted; in another order they are forecast alike`() async throws {
            let inOrder = try await Self.run { _ in Material.houston.path }
            let days = try Self.midnights().flatMap { Array(repeating: $0, count: Self.categories.count) }
            #expect(try inOrder.map { try Forecast(decoding: $0).issuedAt } == days)
            let shuffled = try await Self.run { house in try Self.shuffled(into: house.root) }
            #expect(shuffled == inOrder)
        }

        private static let categories: [Domain.Category] = [.assault, .theft, .burglary]

        /// Pushes a file of all the incidents into a house of its own, looks at what comes out, and gives the forecasts byte for byte.
        private static func run(_ file: (TestHouse) throws -> String) async throws -> [[UInt8]] {
            try await TestHouse.with(register: try Material.register("houston.yaml")) { house in
                try await house.start()
                let push = try await house.quietude(["push", "--source", "hpd", try file(house)])
                #expect(push.status == 0 && push.output.contains("accepted 85,538, duplicates 0, refused 0"), "\(push.said)")
                let batches = try await house.records(of: "anonymization", types: [.incidents], until: end, territory: territory)
                #expect(try batches.reduce(0) { $0 + (try IncidentBatch(decoding: $1.payload).incidents.count) } == incidents)
                let downstream = try await Downstream(of: house, territory: territory, until: end)
                #expect(!downstream.alertsOfForecasts.isEmpty)
                #expect(downstream.signals.isEmpty == downstream.alertsOfSignals.isEmpty)
                return downstream.forecasts
            }
        }

        /// The first moments of the days of Houston that end within the file, in seconds: from 2 January on.
        private static func midnights() throws -> [Int64] {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: "America/Chicago"))
            let first = try #require(calendar.date(from: DateComponents(year: 2010, month: 1, day: 2)))
            return (0...).lazy.compactMap { calendar.date(byAdding: .day, value: $0, to: first) }
                .map { Int64($0.timeIntervalSince1970) }.prefix { $0 <= end.seconds }.map { $0 }
        }

        /// The file with its rows in an order of the dice, in the house's own folder that is removed with it.
        private static func shuffled(into folder: String) throws -> String {
            let unpacked = Process()
            unpacked.executableURL = URL(filePath: "/usr/bin/gzip")
            unpacked.arguments = ["--decompress", "--stdout", Material.houston.path]
            let pipe = Pipe()
            unpacked.standardOutput = pipe
            try unpacked.run()
            let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            var rows = text.split(separator: "\n")
            let header = rows.removeFirst()
            var random = SeededGenerator(seed: 2_010)
            rows.shuffle(using: &random)
            let path = "\(folder)/shuffled.csv"
            try Data(([header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
            return path
        }
    }
}
