import Domain
import Foundation
import Journal
import Schema
import Testing

/// A crash is played by copying the files of a journal that is being written to, and cutting the copy's log short: a log is only ever
/// appended to between two restarts, so what a power cut leaves of it is a beginning, at least as long as what was synchronised.
@Suite("After a crash")
struct CrashTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let writers = 4

    /// What one writer does in one transaction: a few records, a cursor and a delta that say the same number.
    private static func transaction(writer: Int, number: Int) -> JournalTransaction {
        let count = number % 3 + 1
        let bytes = number % 5 == 0 ? 40_000 : 60
        return JournalTransaction(
            appends: (0..<count).map { part in
                let head = "\(writer) \(number) \(part) \(count) "
                return Append(
                    type: .incidents, time: Instant(milliseconds: Int64(number)),
                    payload: Array(head.utf8) + [UInt8](repeating: 0x2E, count: bytes))
            },
            upstream: [UpstreamCursor(name: "\(writer)", journal: [1], sequence: UInt64(number))],
            state: [.delta(name: "\(writer)", bytes: Array("\(number)".utf8))])
    }

    /// Copies the files while writers write; returns the head that was acknowledged before, and how long the log was then.
    private func copyWhileWriting(_ options: JournalOptions, after target: UInt64) async throws -> (head: UInt64, log: Int) {
        let journal = try await folder.open(options)
        let writing = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<CrashTests.writers {
                    group.addTask {
                        for number in 1...100 {
                            try await journal.transact(CrashTests.transaction(writer: writer, number: number))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        var copied: (head: UInt64, log: Int)?
        for await head in journal.heads() where head >= target {
            copied = (head, try size(folder.file() + "-wal"))
            let generation = try logGeneration()
            for suffix in ["", "-wal"] { try copy(suffix) }
            // Begun anew in between: the two copies do not belong together, as those of one moment would.
            if try logGeneration() == generation { break }
        }
        try await writing.value
        await journal.close()
        return try #require(copied)
    }

    private func copy(_ suffix: String) throws {
        try? FileManager.default.removeItem(atPath: folder.file("copy") + suffix)
        try FileManager.default.copyItem(atPath: folder.file() + suffix, toPath: folder.file("copy") + suffix)
    }

    private func size(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    /// The salts in the log's header, which change when it is begun anew.
    private func logGeneration() throws -> Data {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.file() + "-wal"))
        defer { try? handle.close() }
        return try handle.read(upToCount: 24) ?? Data()
    }

    private func cutLog(at length: Int) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("copy-wal")))
        try handle.truncate(atOffset: UInt64(length))
        try handle.close()
    }

    /// The copy opens, its records have no gap, and each writer's records, cursor and deltas tell the same story. Returns its head.
    private func checkCopy() async throws -> UInt64 {
        let journal = try await folder.open(name: "copy")
        let records = try await journal.everything()
        #expect(records.map(\.sequence) == (0..<records.count).map { UInt64($0 + 1) })
        for writer in 0..<CrashTests.writers {
            let words = records.map { String(decoding: $0.payload, as: UTF8.self).split(separator: " ") }
            let story = words.filter { $0[0] == "\(writer)" }
            let last = Int(try await journal.upstreamCursor("\(writer)")?.sequence ?? 0)
            let expected = (0..<last).map { $0 + 1 }.flatMap { number in (0...number % 3).map { "\(number) \($0)" } }
            #expect(story.map { "\($0[1]) \($0[2])" } == expected)
            let deltas = try await journal.state("\(writer)").deltas
            #expect(deltas.map { String(decoding: $0, as: UTF8.self) } == (0..<last).map { "\($0 + 1)" })
        }
        await journal.close()
        return UInt64(records.count)
    }

    @Test("all that was acknowledged is there, whole", arguments: 1...4 as ClosedRange<UInt64>)
    func acknowledged(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        // Small enough that the log is moved into the file, and begun anew, many times.
        let options = JournalOptions(checkpointBytes: 1 << 18, maximumLogBytes: 1 << 22)
        let (head, log) = try await copyWhileWriting(options, after: .random(in: 50...400, using: &generator))
        let length = try size(folder.file("copy-wal"))
        try cutLog(at: .random(in: min(log, length)...length, using: &generator))
        #expect(try await checkCopy() >= head)
    }

    @Test("what is left of a log that was cut anywhere is whole transactions from the first on", arguments: 1...4 as ClosedRange<UInt64>)
    func cutAnywhere(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        // Never moved into the file, so that any beginning of the log is a state that once was.
        let options = JournalOptions(checkpointBytes: 1 << 40, maximumLogBytes: 1 << 40)
        _ = try await copyWhileWriting(options, after: .random(in: 50...400, using: &generator))
        var length = try size(folder.file("copy-wal"))
        var head = UInt64.max
        for _ in 0..<4 {
            length = .random(in: 0...length, using: &generator)
            try FileManager.default.copyItem(atPath: folder.file("copy-wal"), toPath: folder.file("kept-wal"))
            try FileManager.default.copyItem(atPath: folder.file("copy"), toPath: folder.file("kept"))
            try cutLog(at: length)
            let shorter = try await checkCopy()
            #expect(shorter <= head)
            head = shorter
            for suffix in ["", "-wal"] {
                try? FileManager.default.removeItem(atPath: folder.file("copy") + suffix)
                try FileManager.default.moveItem(atPath: folder.file("kept") + suffix, toPath: folder.file("copy") + suffix)
            }
        }
    }
}
