import Domain
import Foundation
import Testing

/// A house into which the simulator has pushed its city, in compressed time.
struct SimulatedHouse: Sendable {
    static let territory = "marseille"
    /// Monday 5 January 2026, 00:00 UTC: fixed, so that each run tells the same story.
    private static let start = Instant(seconds: 1_767_571_200)
    /// Enough for what is usual to be known, and some days of what is not.
    private static let days: Int64 = 18
    static let end = start.advanced(byMilliseconds: days * 86_400_000)

    /// The house of the suite that runs.
    @TaskLocal static var current: SimulatedHouse?

    let house: TestHouse
    /// The observations as they were pushed, JSON lines, outside the data folder.
    let observations: String

    /// Starts a house and pushes the city.
    init() async throws {
        let shipped = try String(contentsOf: Programs.configuration("register.yaml"), encoding: .utf8)
        // History: time moves with the data alone.
        let register = shipped.replacing(/live: true/, with: "live: false")
        house = try TestHouse(register: register)
        observations = "\(house.root)-observations.jsonl"
        do {
            try await house.start()
            // What `quietude up` leaves for other commands: without it `doctor` believes that nothing runs.
            let running = #"{"portBase": \#(house.port(of: "ingestion") - 1), "process": \#(getpid()), "services": {}}"#
            try Data(running.utf8).write(to: URL(filePath: "\(house.root)/running.json"))
            let city = ["simulate", "--seed", "13", "--days", "\(Self.days)", "--rate", "300", "--start", "2026-01-05T00:00:00Z"]
            for way in [["--out", observations], ["--push"]] {
                let run = try await house.quietude(city + way)
                try #require(run.status == 0, "\(run.said)")
            }
        } catch {
            await close()
            throw error
        }
    }

    func close() async {
        await house.close()
        try? FileManager.default.removeItem(atPath: observations)
    }
}

/// Runs a suite in one simulated city, pushed before its first test.
struct InSimulatedCity: SuiteTrait, TestScoping {
    func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void) async throws {
        let simulated = try await SimulatedHouse()
        do { try await SimulatedHouse.$current.withValue(simulated) { try await function() } } catch {
            await simulated.close()
            throw error
        }
        await simulated.close()
    }
}

extension Trait where Self == InSimulatedCity {
    /// One simulated city for all tests of a suite.
    static var inSimulatedCity: Self { InSimulatedCity() }
}
