import Domain
import Foundation
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// kill -9 at random moments. `QUIETUDE_SEED` repeats a run, `QUIETUDE_KILLS` sets how many; 50 with `QUIETUDE_SOAK`.
    @Suite struct Kills {
        private static var kills: Int {
            let environment = ProcessInfo.processInfo.environment
            return environment["QUIETUDE_KILLS"].flatMap(Int.init) ?? (environment["QUIETUDE_SOAK"] == nil ? 12 : 50)
        }

        private static let register = TestTerritory.register(forecastInterval: "6h")

        @Test(.timeLimit(.minutes(10)))
        func `Whoever is killed, and whenever, each acknowledged observation counts once and the same is forecast`() async throws {
            let seed = SeededGenerator.seedOfThisRun()
            print("kills: QUIETUDE_SEED=\(seed) QUIETUDE_KILLS=\(Self.kills)")
            var random = SeededGenerator(seed: seed)
            let steps = 40 * Self.kills
            let plans = TestTerritory.sources.map { PushPlan(source: $0, steps: steps, size: 10, random: &random) }
            let kills = KillPlan(count: Self.kills, steps: plans.map(\.steps.count).reduce(0, +), random: &random)
            let disturbed = try await TestHouse.with(register: Self.register) { house in
                try await house.start()
                try await Self.push(plans, into: house, kills: kills)
                let outcome = try await Outcome(of: house, at: plans)
                // The last three anew, from what anonymization holds: a replay, with nobody disturbing it.
                await house.stop()
                for name in ["correlation", "forecasting", "notification"] {
                    try FileManager.default.removeItem(atPath: "\(house.root)/\(name)")
                }
                try await house.start()
                let replayed = try await Outcome(of: house, at: plans)
                #expect(replayed.signals.isSame(as: outcome.signals), "signals of a replay differ; seed \(seed)")
                #expect(replayed.forecasts.isSame(as: outcome.forecasts), "forecasts of a replay differ; seed \(seed)")
                // Notification acts on two feeds as they come: how their alerts interleave is not told by either.
                #expect(replayed.alerts.sorted().isSame(as: outcome.alerts.sorted()), "alerts of a replay differ; seed \(seed)")
                return outcome
            }
            #expect(disturbed.standing.faults == [], "seed \(seed)")
            #expect(disturbed.standing.bySlot == Standing.expected(of: plans), "seed \(seed)")
            let undisturbed = try await TestHouse.with(register: Self.register) { house in
                try await house.start()
                try await Self.push(plans, into: house, kills: nil)
                return try await Outcome(of: house, at: plans)
            }
            #expect(disturbed.standing.incidents == undisturbed.standing.incidents, "seed \(seed)")
            #expect(!undisturbed.forecasts.isEmpty && !undisturbed.signals.isEmpty && !undisturbed.alerts.isEmpty)
            #expect(disturbed.forecasts.isSame(as: undisturbed.forecasts), "forecasts differ; seed \(seed)")
        }

        /// Pushes the plans, each source at once with the others and a step after its last is acknowledged, while services are killed.
        private static func push(_ plans: [PushPlan], into house: TestHouse, kills: KillPlan?) async throws {
            // Every source is heard of before any moves, so that none is overtaken.
            try await house.declareReported(until: TestTerritory.start)
            let progress = Progress()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for plan in plans {
                    group.addTask {
                        do { try await push(plan, into: house, progress) } catch {
                            // Whoever waits for steps that do not come any more is let go.
                            progress.finish()
                            throw error
                        }
                    }
                }
                if let kills {
                    group.addTask {
                        for kill in kills.kills {
                            await progress.reach(kill.step)
                            try await Task.sleep(for: kill.delay)
                            for name in Programs.services where !house.isRunning(name) {
                                throw HouseError("\(name) ended by itself; its log ends with:\n\(house.logTail(of: name))")
                            }
                            await house.kill(kill.victims)
                            try await house.start(kill.victims, waiting: false)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for name in Programs.services { try await house.waitUntilServing(name) }
        }

        private static func push(_ plan: PushPlan, into house: TestHouse, _ progress: Progress) async throws {
            let client = try house.client(of: "ingestion")
            for step in plan.steps {
                let receipt = try await TestHouse.push(step, through: client)
                guard receipt.refusals.isEmpty else { throw HouseError("refused: \(receipt.refusals)") }
                progress.step()
            }
            await client.close()
        }

        /// What a house holds once its watermark has come to the end of the plans.
        private struct Outcome {
            let standing: Standing
            let signals: Payloads
            let forecasts: Payloads
            let alerts: Payloads

            init(of house: TestHouse, at plans: [PushPlan]) async throws {
                let end = plans.map(\.end).min() ?? TestTerritory.start
                let slot = Instant(seconds: TimeSlot(containing: end, length: TimeSlot.defaultLength).start)
                func payloads(_ service: String, _ type: RecordType) async throws -> Payloads {
                    Payloads(all: try await house.records(of: service, types: [type], until: slot).map(\.payload))
                }
                alerts = try await payloads("notification", .alert)
                signals = try await payloads("correlation", .signal)
                forecasts = try await payloads("forecasting", .forecast)
                standing = try Standing(
                    try await house.records(of: "anonymization", types: [.incidents, .retractions], until: slot))
                print("kills: \(standing.count) incidents, \(signals.count) signals, \(forecasts.count) forecasts, \(alerts.count) alerts")
            }
        }
    }
}
