import Domain
import Foundation
import Glibc
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// What was refused: listed without content, kept over a crash, pushed again by its owner.
    @Suite("Dead letters")
    struct DeadLetterTests {
        private static let header = "time,lat,lon,category,id\n"

        private func write(_ text: String, _ house: TestHouse, _ name: String = "log.csv") throws -> String {
            let path = "\(house.root)/\(name)"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return path
        }

        private func letters(_ house: TestHouse, _ arguments: [String] = []) async throws -> (CommandRun, [[String: Any]]) {
            let run = try await house.quietude(["deadletters", "--json", "--limit", "1000"] + arguments)
            let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            let services = object?["services"] as? [[String: Any]] ?? []
            return (run, services.flatMap { $0["letters"] as? [[String: Any]] ?? [] })
        }

        @Test("outlive a kill, hold no content, and are pushed again once the register is mended", .timeLimit(.minutes(2)))
        func again() async throws {
            let register = TestTerritory.register()
            try await TestHouse.with(register: register) { house in
                try await house.start(["ingestion"])
                let rows = (0..<6).map { "2026-01-05T08:00:0\($0)+01:00,\($0 < 4 ? 43.29 : 44.29),5.37,theft,HAYSTACK-NEEDLE-\($0)\n" }
                let path = try write(Self.header + rows.joined(), house)
                let first = try await house.quietude(["push", "--source", "police", path])
                #expect(first.output.contains("accepted 4") && first.output.contains("outside-territory"), "\(first.said)")
                await house.kill(["ingestion"])
                try await house.start(["ingestion"])
                let (run, kept) = try await letters(house)
                #expect(kept.map { $0["reason"] as? String } == ["outside-territory", "outside-territory"], "\(run.said)")
                #expect(kept.map { $0["position"] as? Int } == [4, 5])
                #expect(!run.output.contains("NEEDLE"))
                for name in try FileManager.default.contentsOfDirectory(atPath: "\(house.root)/ingestion") {
                    let bytes = FileManager.default.contents(atPath: "\(house.root)/ingestion/\(name)") ?? Data()
                    #expect(bytes.range(of: Data("NEEDLE".utf8)) == nil, "\(name) holds content")
                }
                let before = try await house.quietude(["deadletters", "retry", "--source", "police", "--file", path])
                #expect(before.output.contains("accepted 0") && before.output.contains("refused 2"), "\(before.said)")
                try Data(register.replacingOccurrences(of: "north: 43.6", with: "north: 44.6").utf8)
                    .write(to: URL(fileURLWithPath: "\(house.root)/register.yaml"))
                await house.stop(["ingestion"])
                try await house.start(["ingestion"])
                let again = try await house.quietude(["push", "--only-refused", "--source", "police", path])
                #expect(again.output.contains("accepted 2, duplicates 0, refused 0"), "\(again.said)")
                let counted = try await letters(house)
                #expect(counted.1.count == 2, "a row refused twice is one letter: \(counted.0.said)")
            }
        }

        @Test("are shown to their own partner alone", .timeLimit(.minutes(2)))
        func rights() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                try house.keys.add(Peer(name: "pm", publicKey: "", role: .partner, sources: ["police"]))
                house.signal("ingestion", SIGHUP)
                let path = try write(Self.header + "2026-01-05T08:00:00+01:00,48.8,2.3,theft,a\n", house)
                for source in TestTerritory.sources { _ = try await house.quietude(["push", "--source", source, path]) }
                let all = try await letters(house)
                #expect(Set(all.1.compactMap { $0["source"] as? String }) == ["police", "fire"], "\(all.0.said)")
                let own = try await letters(house, ["--key", "\(house.root)/keys/pm.key"])
                #expect(own.1.compactMap { $0["source"] as? String } == ["police"], "\(own.0.said)")
            }
        }

        @Test("hold what a partner's adapter could not read, with its line", .timeLimit(.minutes(2)))
        func reported() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    try await house.start(["ingestion"])
                    server.serve("/log.csv", ConnectorRun.csv(0..<5) + "yesterday,43.29,5.37,theft,x\n")
                    let connector = try ConnectorRun(house, feeds: "police: { format: csv, url: \"\(server.url("/log.csv"))\" }")
                    let run = try await connector.once()
                    #expect(run.status == 0 && run.errors.contains("refused 1 (time 1, first at line 7)"), "\(run.said)")
                    let (said, kept) = try await letters(house)
                    #expect(kept.count == 1 && kept.first?["stage"] as? String == "partner", "\(said.said)")
                    #expect(kept.first?["position"] as? Int == 7 && kept.first?["reason"] as? String == "time")
                }
            }
        }

        @Test("and duplicates make a source's health, which outlives a clean stop", .timeLimit(.minutes(2)))
        func health() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                let path = try write(ConnectorRun.csv(0..<100), house)
                for _ in 0..<3 { _ = try await house.quietude(["push", "--source", "police", path]) }
                let run = try await house.quietude(["status", "--sources", "--json"])
                #expect(run.status == 1 && run.output.contains("\"conditions\":[\"duplicates\"]"), "\(run.said)")
                await house.stop(["ingestion"])
                try await house.start(["ingestion"])
                let after = try await house.quietude(["status", "--sources", "--json"])
                #expect(after.output.contains("\"accepted\":100"), "\(after.said)")
            }
        }
    }
}
