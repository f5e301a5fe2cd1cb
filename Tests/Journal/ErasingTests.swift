import Domain
import Foundation
import Journal
import Testing

@Suite("Erasing")
struct ErasingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A payload that can be found in a file: a mark of its own, over and over.
    private func planted(_ number: UInt64, bytes: Int) -> [UInt8] {
        let mark = Array("PLANTED-\(String(format: "%08d", number))|".utf8)
        return (0..<max(bytes, mark.count)).map { mark[$0 % mark.count] }
    }

    /// The numbers whose marks are anywhere in the journal's files.
    private func found() throws -> Set<UInt64> {
        let contents = try folder.contents()
        var numbers: Set<UInt64> = []
        var rest = contents.startIndex..<contents.endIndex
        while let mark = contents.range(of: Data("PLANTED-".utf8), in: rest) {
            rest = mark.upperBound..<contents.endIndex
            if let number = UInt64(String(decoding: contents[rest].prefix(8), as: UTF8.self)) { numbers.insert(number) }
        }
        return numbers
    }

    /// With these seeds SQLite, left to itself, leaves copies behind in pages that it had moved rows out of.
    @Test("leaves nothing of what was trimmed in any file, and all of the rest", arguments: [2, 3] as [UInt64])
    func trimmed(seed: UInt64) async throws {
        let journal = try await folder.open()
        var generator = SeededGenerator(seed: seed)
        var head: UInt64 = 0
        for _ in 0..<40 {
            let appends = (1...UInt64.random(in: 1...200, using: &generator)).map { offset in
                Append(
                    type: .observations, time: Instant(milliseconds: .random(in: 0...1_000, using: &generator)),
                    payload: planted(head + offset, bytes: [20, 200, 3_000, 20_000].randomElement(using: &generator) ?? 0))
            }
            head = try await journal.transact(JournalTransaction(appends: appends)).lastSequence
            if Bool.random(using: &generator) {
                try await journal.trim(through: .max, olderThan: Instant(milliseconds: 500))
            } else {
                try await journal.trim(through: head - min(head, 100), olderThan: nil)
            }
        }
        try await journal.erase()
        #expect(try found() == Set(try await journal.everything().map(\.sequence)))
        await journal.close()
    }

    @Test("leaves nothing of state that was replaced")
    func state() async throws {
        let journal = try await folder.open()
        for number in 1...20 as ClosedRange<UInt64> {
            try await journal.transact(
                JournalTransaction(state: [
                    .snapshot(name: "model", bytes: planted(number, bytes: 40_000)),
                    .delta(name: "model", bytes: planted(100 + number, bytes: 50)),
                ]))
        }
        try await journal.erase()
        #expect(try found() == [20, 120])
        await journal.close()
    }

    @Test("gives the room back to the disk")
    func room() async throws {
        let journal = try await folder.open()
        try await journal.append([[UInt8]](repeating: [UInt8](repeating: 1, count: 50_000), count: 40))
        try await journal.trim(through: .max, olderThan: nil)
        try await journal.erase()
        #expect(try folder.contents().count < 500_000)
        await journal.close()
    }

    @Test("keeps sequences, state and cursors")
    func keeps() async throws {
        let journal = try await folder.open()
        try await journal.transact(JournalTransaction(state: [.delta(name: "model", bytes: [1]), .delta(name: "model", bytes: [2])]))
        try await journal.append([[1], [2], [3]])
        try await journal.commit(consumer: "correlation", sequence: 2)
        try await journal.trim(through: .max, olderThan: nil)
        try await journal.erase()
        #expect(try await journal.state("model").deltas == [[1], [2]])
        #expect(try await journal.everything().map(\.sequence) == [3])
        #expect(try await journal.append([[4]]).firstSequence == 4)
        await journal.close()
    }
}
