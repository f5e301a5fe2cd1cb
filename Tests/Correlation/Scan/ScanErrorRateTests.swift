import Foundation
import Testing

@testable import Correlation

@Suite("How often the scan is wrong, and how often it finds what is there")
struct ScanErrorRateTests {
    static let settings = ScanSettings(cellSize: 250, maximumRadius: 600, historyDays: 20, maximumWindow: 3, replications: 99)
    static let isSoak = ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] != nil

    /// The share of cities whose most likely cluster has a p-value of at most a level.
    private func share(_ cities: Int, level: Double, replications: Int, city: (UInt64) -> ScanCity) async throws -> Double {
        var rejected = 0
        for seed in 1...UInt64(cities) {
            var settings = Self.settings
            settings.replications = replications
            settings.seed = seed
            let result = try await city(seed &+ 1_000).scan(settings).run(width: 2)
            if let cluster = result.clusters.first, cluster.pValue <= level { rejected += 1 }
        }
        return Double(rejected) / Double(cities)
    }

    @Test("Of cities where nothing happens, 5 in 100 are called unusual at the level of 0.05", .enabled(if: !isSoak))
    func falseAlarms() async throws {
        let share = try await share(120, level: 0.05, replications: 59) { ScanCity(seed: $0, events: 80) }
        // Three and a half standard errors of 120 cities.
        #expect(share <= 0.05 + 3.5 * (0.05 * 0.95 / 120).squareRoot())
    }

    @Test("Over 1,000 cities where nothing happens the level holds", .enabled(if: isSoak), arguments: [0.01, 0.05, 0.1, 0.2])
    func falseAlarmsOfMany(level: Double) async throws {
        let share = try await share(1_000, level: level, replications: 199) { ScanCity(seed: $0, events: 200) }
        print("type I error at \(level): \(share) of 1,000 cities")
        #expect(abs(share - level) < 3 * (level * (1 - level) / 1_000).squareRoot() + 0.005)
    }

    @Test("A burst of six where one every ten days is usual is found nearly always")
    func burstIsFound() async throws {
        let share = try await share(30, level: 0.05, replications: 59) { seed in
            var city = ScanCity(seed: seed, events: 80)
            city.plant(6, column: 2, row: 2)
            return city
        }
        #expect(share >= 0.9)
    }

    @Test("The power over bursts of each size is told", .enabled(if: isSoak), arguments: [2, 3, 4, 5, 6, 8])
    func power(size: Int) async throws {
        let share = try await share(200, level: 0.05, replications: 199) { seed in
            var city = ScanCity(seed: seed, events: 200)
            city.plant(size, column: 2, row: 2)
            return city
        }
        print("power over a burst of \(size) in a day: \(share) of 200 cities")
        #expect(share >= 0)
    }
}
