import Domain
import Foundation
import Testing

extension EndToEndTests {
    /// `quietude connect` against a real HTTP server and a real ingestion.
    @Suite("A connector")
    struct ConnectorTests {
        @Test("pushes what a url serves once, and asks with its ETag from then on", .timeLimit(.minutes(2)))
        func polling() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    try await house.start(["ingestion"])
                    server.serve("/log.csv", ConnectorRun.csv(0..<2_000), etag: "\"one\"")
                    let connector = try ConnectorRun(house, feeds: "police:\n  format: police-log\n  url: \(server.url("/log.csv"))")
                    for _ in 0..<2 {
                        let run = try await connector.once()
                        #expect(run.status == 0, "\(run.said)")
                    }
                    #expect(server.asked("/log.csv") == (2, 1))
                    let held = try await connector.held()
                    #expect(held.count == 2_000 && held.values.allSatisfy { $0 == 1 })
                }
            }
        }

        @Test("reads gzip, follows redirects, and keeps a key for one server from the next", .timeLimit(.minutes(2)))
        func redirects() async throws {
            try await FeedServer.with { other in
                try await FeedServer.with { server in
                    try await TestHouse.with { house in
                        try await house.start(["ingestion"])
                        let packed = try Gzip.pack(Array(ConnectorRun.csv(0..<50).utf8))
                        other.serve("/there", .init(body: packed, coding: "gzip"))
                        server.serve("/here", .init(body: [], status: 302, header: ("Location", other.url("/there"))))
                        let connector = try ConnectorRun(
                            house,
                            feeds: "police:\n  format: csv\n  url: \(server.url("/here"))\n  headers: { apikey: secret }")
                        let run = try await connector.once()
                        #expect(run.status == 0, "\(run.said)")
                        #expect(server.header("apikey", of: "/here") == "secret" && other.header("apikey", of: "/there") == nil)
                        #expect(try await connector.held().count == 50)
                    }
                }
            }
        }

        @Test("says what is wrong with a server, and goes on with its other feeds", .timeLimit(.minutes(2)))
        func failing() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    try await house.start(["ingestion"])
                    server.serve("/slow", .init(body: [], hangs: true))
                    server.serve("/sound", ConnectorRun.csv(0..<10))
                    server.serve("/bomb", .init(body: try Gzip.pack([UInt8](repeating: 65, count: 3 << 20)), coding: "gzip"))
                    server.serve("/large", .init(body: [UInt8](repeating: 65, count: 3 << 20)))
                    let connector = try ConnectorRun(
                        house,
                        feeds: """
                            slow: { source: police, format: csv, url: "\(server.url("/slow"))", timeout: 1s }
                            gone: { source: police, format: csv, url: "\(server.url("/gone"))" }
                            sound: { source: police, format: csv, url: "\(server.url("/sound"))" }
                            bomb: { source: police, format: csv, url: "\(server.url("/bomb"))", maximum-unpacked: 1 }
                            large: { source: police, format: csv, url: "\(server.url("/large"))", maximum-size: 1 }
                            """)
                    let run = try await connector.once()
                    #expect(run.status == 1, "\(run.said)")
                    for sentence in [
                        "slow: reading: no whole answer within 1 s", "gone: reading: the server answers 404", "maximum-unpacked",
                        "maximum-size",
                    ] { #expect(run.errors.contains(sentence), "\(run.said)") }
                    #expect(try await connector.held().count == 10)
                }
            }
        }

        @Test("reads a folder's complete files once, and those that changed again", .timeLimit(.minutes(2)))
        func folder() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                let inbox = "\(house.root)/inbox"
                try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
                func put(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(inbox)/\(name)")) }
                try put("a.csv", ConnectorRun.csv(0..<100))
                try put("a.csv.done", "")
                try put("b.csv", ConnectorRun.csv(100..<200))
                try put("notes.txt", "not ours")
                let connector = try ConnectorRun(
                    house, feeds: "police: { format: csv, folder: \"\(inbox)\", pattern: \"*.csv\", done-suffix: .done }")
                #expect(try await connector.once().status == 0)
                #expect(try await connector.held().count == 100, "b.csv is not complete yet")
                try put("b.csv.done", "")
                try put("a.csv", ConnectorRun.csv(0..<150))
                let run = try await connector.once()
                #expect(run.status == 0 && run.errors.contains("duplicates 150"), "\(run.said)")
                let third = try await connector.once()
                #expect(third.errors.contains("documents 0"), "\(third.said)")
                let held = try await connector.held()
                #expect(held.count == 200 && held.values.allSatisfy { $0 == 1 })
            }
        }

        @Test("reads the members of a zip, those that fit, and goes on past one that is unreadable", .timeLimit(.minutes(2)))
        func zip() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                let folder = "\(house.root)/delivery"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                let members = [
                    ("1.csv", ConnectorRun.csv(0..<100)), ("2.csv", "no such columns\n1\n"), ("3.csv", ConnectorRun.csv(100..<200)),
                    ("LISEZMOI.txt", "not ours"),
                ]
                for (name, text) in members { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
                let packing = Process()
                packing.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                packing.arguments = ["python3", "-m", "zipfile", "-c", "\(folder)/all.zip"] + members.map { "\(folder)/\($0.0)" }
                try packing.run()
                packing.waitUntilExit()
                let connector = try ConnectorRun(
                    house, feeds: "police: { format: csv, url: \"file://\(folder)/all.zip\", members: \"*.csv\" }")
                let run = try await connector.once()
                #expect(run.errors.contains("accepted 200") && run.errors.contains("unreadable"), "\(run.said)")
                let held = try await connector.held()
                #expect(held.count == 200 && held.values.allSatisfy { $0 == 1 })
            }
        }

        @Test("follows a file that grows through rotation, and leaves half a line for later", .timeLimit(.minutes(2)))
        func tail() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                let path = "\(house.root)/growing.csv"
                let connector = try ConnectorRun(house, feeds: "police: { format: csv, tail: \"\(path)\" }")
                func append(_ text: String) throws {
                    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                    try handle.seekToEnd()
                    try handle.write(contentsOf: Data(text.utf8))
                    try handle.close()
                }
                let rows = ConnectorRun.csv(0..<10)
                try Data(rows.dropLast(9).utf8).write(to: URL(fileURLWithPath: path))
                #expect(try await connector.once().status == 0)
                #expect(try await connector.held().count == 9)
                try append(String(rows.suffix(9)) + ConnectorRun.csv(10..<20, header: false))
                try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
                try Data(ConnectorRun.csv(20..<30).utf8).write(to: URL(fileURLWithPath: path))
                let run = try await connector.once()
                #expect(run.status == 0, "\(run.said)")
                let held = try await connector.held()
                #expect(held.count == 30 && held.values.allSatisfy { $0 == 1 }, "\(run.said)")
            }
        }

        @Test("keeps on disk what the house cannot take, and says so", .timeLimit(.minutes(2)))
        func away() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    server.serve("/log.csv", ConnectorRun.csv(0..<500))
                    let connector = try ConnectorRun(house, feeds: "police:\n  format: csv\n  url: \(server.url("/log.csv"))")
                    let away = try await connector.once(patience: 1)
                    #expect(away.status == 2 && away.errors.contains("waits on disk"), "\(away.said)")
                    server.serve("/log.csv", .init(body: [], status: 503))
                    try await house.start(["ingestion"])
                    let back = try await connector.once()
                    #expect(back.status == 1 && back.errors.contains("accepted 500"), "\(back.said)")
                    #expect(try await connector.held().count == 500)
                }
            }
        }

        @Test("judges without storing or sending anything", .timeLimit(.minutes(2)))
        func check() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    server.serve("/log.csv", ConnectorRun.csv(0..<3) + "yesterday,43.29,5.37,theft,x\n")
                    let connector = try ConnectorRun(house, feeds: "police:\n  format: csv\n  url: \(server.url("/log.csv"))")
                    let run = try await house.quietude(["connect", "\(connector.folder)/connect.yaml", "--check"])
                    #expect(run.status == 1 && run.output.contains("line 5") && run.output.contains("would be accepted 3"), "\(run.said)")
                    #expect(!FileManager.default.fileExists(atPath: "\(connector.folder)/state"))
                }
            }
        }
    }
}
