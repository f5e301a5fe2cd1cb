import Domain
import Foundation
import Testing

extension EndToEndTests {
    /// Chromium before the real console, in a house that holds a simulated city (Tests/Console/Browser/driver/real.py says what is looked at).
    @Suite(.disabled(if: RealBrowser.obstacle != nil, Comment(rawValue: RealBrowser.obstacle ?? "")))
    struct RealConsole {
        /// Monday 5 January 2026, 00:00 UTC, and three days later.
        private static let start = "2026-01-05T00:00:00Z"
        private static let end = Instant(seconds: 1_767_571_200 + 3 * 86_400)

        /// What is worth saying without any history: a quarrel that grows.
        private static let rules = """
            version: "test"
            rules:
              - name: growing-quarrel
                title: { fr: "Rixe qui grossit", en: "Growing quarrel" }
                severity: severe
                when:
                  count: { of: { categories: [brawl], sources: [police-log] }, at-least: 8, within: 30m, radius: 1km }

            """

        /// Fourteen calls within seven minutes, all in one place, just after the city's last day.
        private static let burst =
            "time,lat,lon,category\n"
            + (0..<14).map { "2026-01-08T00:0\(2 + $0 / 2):00Z,43.29\(60 + $0 % 3),5.37\(90 + $0 % 3),brawl\n" }.joined()

        private static func city(_ seed: Int, start: String, days: String) -> [String] {
            ["simulate", "--push", "--seed", "\(seed)", "--rate", "200", "--start", start, "--days", days]
        }

        @Test(.timeLimit(.minutes(4)))
        func `Every screen shows the city in both languages, and an alert is there within a second, its reason one click away`()
            async throws
        {
            let shipped = try String(contentsOf: Programs.configuration("register.yaml"), encoding: .utf8)
            // History: time moves with the data alone.
            try await TestHouse.with(register: shipped.replacing(/live: true/, with: "live: false")) { house in
                try Data(Self.rules.utf8).write(to: URL(filePath: "\(house.root)/rules.yaml"))
                try Data(Self.burst.utf8).write(to: URL(filePath: "\(house.root)/burst.csv"))
                try await house.start()
                let push = try await house.quietude(Self.city(13, start: Self.start, days: "3"))
                try #require(push.status == 0, "\(push.said)")
                do {
                    try await look(house)
                    await house.kill(["console"])
                } catch {
                    // The house ends its five services by itself, and no other.
                    await house.kill(["console"])
                    throw error
                }
            }
        }

        private func look(_ house: TestHouse) async throws {
            try await house.start(["console"])
            try await house.waitForWatermark(Self.end, of: "notification", territory: "marseille")
            let advance = Self.city(14, start: "2026-01-08T00:00:00Z", days: "0.02").joined(separator: " ")
            let run = try await RealBrowser.run(house, burst: "\(house.root)/burst.csv", advance: advance)
            #expect(run.status == 0, "\(run.said)\n\(house.logTail(of: "console"))")
        }
    }
}
