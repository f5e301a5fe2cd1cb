import Domain
import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// Documents made to fill memory: bounded, told, and the next document is read.
    @Suite("A connector that is fed bombs")
    struct ConnectorBombTests {
        /// Bytes that a run may hold at the most: what it holds with nothing to do, and some buffers.
        private static let bound = 400 << 20

        /// Runs the connector on a feed while its memory is watched.
        private func peak(_ connector: ConnectorRun, until done: () async throws -> Bool) async throws -> Int {
            try await connector.running { run in
                var peak = 0
                try await connector.until("the document was dealt with", within: .seconds(scale > 64 ? 280 : 40)) {
                    peak = max(peak, run.residentBytes)
                    return try await done()
                }
                return peak
            }
        }

        private var scale: Int { ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] == nil ? 8 : 1_024 }

        /// The text of the connector's progress lines.
        private func said(_ house: TestHouse) -> String {
            String(decoding: FileManager.default.contents(atPath: "\(house.root)/logs/connect.log") ?? Data(), as: UTF8.self)
        }

        @Test("reads a gzip bomb to its bound in bounded memory", .timeLimit(.minutes(5)))
        func gzip() async throws {
            try await FeedServer.with { server in
                try await TestHouse.with { house in
                    // One line a mebibyte, so that neither the unpacked size nor a line is small.
                    let line = [UInt8](repeating: 65, count: (1 << 20) - 1) + [10]
                    let path = "\(house.root)/bomb"
                    _ = FileManager.default.createFile(atPath: path, contents: nil)
                    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                    try handle.write(contentsOf: Data(ConnectorRun.csv(0..<3).utf8))
                    for _ in 0..<scale { try handle.write(contentsOf: Data(line)) }
                    try handle.close()
                    let process = Process()
                    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                    process.arguments = ["gzip", path]
                    try process.run()
                    process.waitUntilExit()
                    let packed = Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
                    server.serve("/bomb", .init(body: packed, coding: "gzip"))
                    let connector = try ConnectorRun(
                        house, feeds: "police: { format: csv, url: \"\(server.url("/bomb"))\", maximum-unpacked: \(scale / 2), every: 1h }")
                    let peak = try await peak(connector) { said(house).contains("maximum-unpacked") }
                    #expect(peak < Self.bound, "\(peak) bytes")
                }
            }
        }

        @Test("passes over a line without end, in a document and in a file that grows", .timeLimit(.minutes(5)))
        func line() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"])
                let path = "\(house.root)/long.csv"
                let rows = ConnectorRun.csv(0..<10)
                try Data(rows.utf8).write(to: URL(fileURLWithPath: path))
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try handle.seekToEnd()
                let piece = Data(repeating: 65, count: 1 << 20)
                for _ in 0..<scale { try handle.write(contentsOf: piece) }
                try handle.write(contentsOf: Data(("\n" + ConnectorRun.csv(10..<20, header: false)).utf8))
                try handle.close()
                let connector = try ConnectorRun(
                    house,
                    feeds: """
                        grown: { source: police, format: csv, tail: "\(path)", every: 1s }
                        whole: { source: fire, format: csv, url: "file://\(path)", every: 1h, maximum-size: 2048, maximum-unpacked: 2048 }
                        """)
                let peak = try await peak(connector) {
                    let lines = said(house).split(separator: "\n").suffix(2)
                    return lines.contains { $0.hasPrefix("grown:") && $0.contains("accepted 20") }
                        && lines.contains { $0.hasPrefix("whole:") && $0.contains("accepted 20") }
                }
                #expect(peak < Self.bound, "\(peak) bytes")
                #expect(said(house).contains("too-long"))
                let held = try await connector.held()
                // The same ids of two sources: each stands once for each.
                #expect(held.count == 20 && held.values.allSatisfy { $0 == 2 }, "\(held.count)")
            }
        }

        @Test("stops reading where its spool is full, and goes on when the house takes some", .timeLimit(.minutes(5)))
        func full() async throws {
            try await TestHouse.with { house in
                let path = "\(house.root)/large.csv"
                // Half a kilobyte a row, so that the spool of 16 MiB holds two thirds of them.
                let rows = 48_000
                let note = String(repeating: "note ", count: 100)
                let text = ConnectorRun.csv(0..<rows).replacingOccurrences(of: ",theft,", with: ",theft,\(note),")
                    .replacingOccurrences(of: "category,id", with: "category,text,id")
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                let connector = try ConnectorRun(house, feeds: "police: { format: csv, tail: \"\(path)\", spool: 16, every: 1s }")
                try await connector.running { _ in
                    try await connector.until("the spool is full", within: .seconds(60)) { said(house).contains("the spool is full") }
                    let spool = "\(connector.folder)/state/connect"
                    let bytes = try FileManager.default.contentsOfDirectory(atPath: spool).reduce(0) { sum, name in
                        sum + ((try FileManager.default.attributesOfItem(atPath: "\(spool)/\(name)")[.size] as? Int) ?? 0)
                    }
                    #expect(bytes < 16 << 20 + 40 << 20, "\(bytes) bytes")
                    try await house.start(["ingestion"])
                    try await connector.until("all is in the house", within: .seconds(100)) {
                        said(house).split(separator: "\n").last { $0.hasPrefix("police:") }.map { $0.contains("accepted 48,000") } ?? false
                    }
                }
                let held = try await connector.held()
                #expect(held.count == rows && held.values.allSatisfy { $0 == 1 })
            }
        }
    }
}
