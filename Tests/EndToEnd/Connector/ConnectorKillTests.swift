import Domain
import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// kill -9 of the connector and of the house, at any time.
    @Suite("A connector that is killed")
    struct ConnectorKillTests {
        @Test("loses and doubles nothing of a file that grows and of documents that change", .timeLimit(.minutes(5)))
        func kills() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    try await house.start(["ingestion"])
                    let path = "\(house.root)/growing.csv"
                    try Data("time,lat,lon,category,id\n".utf8).write(to: URL(fileURLWithPath: path))
                    server.serve("/fire.csv", "time,lat,lon,category,id\n")
                    let connector = try ConnectorRun(
                        house,
                        feeds: """
                            police: { format: csv, tail: "\(path)", every: 1s }
                            fire: { format: csv, url: "\(server.url("/fire.csv"))", every: 1s }
                            """)
                    var generator = SeededGenerator(seed: 11)
                    var written = 0
                    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                    try handle.seekToEnd()
                    let rounds = ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] == nil ? 8 : 60
                    for round in 0..<rounds {
                        try await connector.running { _ in
                            let more = Int.random(in: 500...4_000, using: &generator)
                            try handle.write(contentsOf: Data(ConnectorRun.csv(written..<written + more, header: false).utf8))
                            written += more
                            let fire = ConnectorRun.csv(0..<(round + 1) * 700).replacingOccurrences(of: "row-", with: "fire-")
                            server.serve("/fire.csv", fire)
                            if round == rounds / 2 {
                                await house.kill(["ingestion"])
                                try await house.start(["ingestion"])
                            }
                            try await Task.sleep(for: .milliseconds(Int.random(in: 50...1_500, using: &generator)))
                        }
                    }
                    try handle.close()
                    let last = try await connector.once(patience: 60)
                    #expect(last.status == 0, "\(last.said)")
                    let held = try await connector.held()
                    #expect(held.values.allSatisfy { $0 == 1 })
                    #expect(held.keys.filter { $0.hasPrefix("row-") }.count == written)
                    #expect(held.keys.filter { $0.hasPrefix("fire-") }.count == rounds * 700)
                }
            }
        }

        @Test("ends on SIGTERM with what it read in the house", .timeLimit(.minutes(2)))
        func stop() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    try await house.start(["ingestion"])
                    server.serve("/log.csv", ConnectorRun.csv(0..<3_000))
                    let connector = try ConnectorRun(house, feeds: "police: { format: csv, url: \"\(server.url("/log.csv"))\", every: 1h }")
                    try await connector.running { run in
                        try await connector.until("the document is read") { server.asked("/log.csv").all > 0 }
                        try await connector.until("it is in the house") { try await connector.held().count == 3_000 }
                        run.send(SIGTERM)
                        await run.end()
                    }
                    #expect(try await connector.held().count == 3_000)
                }
            }
        }
    }
}
