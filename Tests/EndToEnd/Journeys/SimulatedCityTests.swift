import Domain
import Foundation
import Schema
import Testing

extension EndToEndTests {
    /// What a newcomer sees: a simulated city goes in; signals, forecasts and alerts come out, and nobody is in them.
    @Suite(.inSimulatedCity) struct SimulatedCity {
        private func simulated() throws -> SimulatedHouse { try #require(SimulatedHouse.current) }

        private func downstream() async throws -> Downstream {
            try await Downstream(of: try simulated().house, territory: SimulatedHouse.territory, until: SimulatedHouse.end)
        }

        @Test func `Signals, forecasts and alerts of both come out`() async throws {
            let downstream = try await downstream()
            #expect(!downstream.signals.isEmpty && !downstream.forecasts.isEmpty)
            #expect(!downstream.alertsOfSignals.isEmpty && !downstream.alertsOfForecasts.isEmpty)
        }

        @Test(.timeLimit(.minutes(5)))
        func `The last three services, emptied and started again, write the same byte for byte`() async throws {
            let house = try simulated().house
            let before = try await downstream()
            await house.stop()
            for name in ["correlation", "forecasting", "notification"] {
                try FileManager.default.removeItem(atPath: "\(house.root)/\(name)")
            }
            try await house.start()
            #expect(try await downstream() == before)
        }

        @Test func `Nothing that was said of a person is in any file of the house, nor so in any feed`() async throws {
            let simulated = try simulated()
            _ = try await downstream()
            let pushed = try Data(contentsOf: URL(filePath: simulated.observations))
            let persons = try SimulatedPersons(observations: String(decoding: pushed, as: UTF8.self))
            #expect(persons.words.count > 60 && Haystack(pushed).found(persons.words).count > 60)
            let files = try Haystack.files(under: simulated.house.root)
            #expect(files.contains { $0.hasSuffix("ingestion/\(SimulatedHouse.territory).journal") })
            for path in files {
                let found = Haystack(try Data(contentsOf: URL(filePath: path))).found(persons.words)
                #expect(found.isEmpty, "\(path)")
            }
        }

        @Test(arguments: ["incidents", "readings", "signals", "forecasts", "alerts"])
        func `What comes out can be watched, from a cursor too`(topic: String) async throws {
            let house = try simulated().house
            _ = try await downstream()
            func watch(from: String, _ limit: Int) async throws -> [String] {
                let watch = ["watch", topic, "--json", "--from", from, "--limit", "\(limit)", "--until-idle", "5"]
                let run = try await house.quietude(watch)
                try #require(run.status == 0, "\(run.said)")
                return run.lines
            }
            let lines = try await watch(from: "start", 300)
            let entries = try lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
            let cursors = try entries.map { try #require($0["cursor"] as? String) }
            let next = try #require(cursors.firstIndex { $0 != cursors[0] }, "one record only")
            #expect(try await watch(from: cursors[0], 1) == [lines[next]])
        }

        @Test func `Status says of each service that it serves, how far it is and who reads it`() async throws {
            _ = try await downstream()
            let run = try await simulated().house.quietude(["status"])
            let text = run.output
            #expect(run.status == 0)
            #expect(text.matches(of: /serving  version/).count == 5, "\(text)")
            #expect(text.matches(of: /marseille: records/).count == 5 && text.contains("watermark 2026-01-23T00:00Z"), "\(text)")
            #expect(text.matches(of: /(anonymization|correlation|forecasting|notification) +connected/).count == 5, "\(text)")
        }

        @Test func `Doctor finds nothing to mend`() async throws {
            let run = try await simulated().house.quietude(["doctor"])
            #expect(run.status == 0 && run.lines.last == "nothing to mend", "\(run.said)")
            for subject in ["packages", "disk", "clock", "keys", "register", "programs"] + Programs.services {
                #expect(run.lines.contains { $0.contains(" \(subject) ") }, "\(subject)")
            }
        }
    }
}
