import Domain
import Journal
import Schema
import Testing

@Suite("Trimming")
struct TrimmingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("removes records through a sequence and says how many")
    func through() async throws {
        let journal = try await folder.open()
        try await journal.append([[1], [2], [3]])
        #expect(try await journal.trim(through: 2, olderThan: nil) == 2)
        #expect(try await journal.everything().map(\.sequence) == [3])
        #expect(try await journal.extent().first == 3)
        await journal.close()
    }

    @Test("keeps what a registered consumer has not passed")
    func consumers() async throws {
        let journal = try await folder.open()
        try await journal.append([[1], [2], [3], [4]])
        try await journal.register(consumer: "correlation")
        try await journal.commit(consumer: "forecasting", sequence: 3)
        #expect(try await journal.trim(through: 4, olderThan: nil) == 0)
        try await journal.commit(consumer: "correlation", sequence: 2)
        #expect(try await journal.trim(through: 4, olderThan: nil) == 2)
        try await journal.forget(consumer: "correlation")
        #expect(try await journal.trim(through: 4, olderThan: nil) == 1)
        await journal.close()
    }

    @Test("by age removes the old ones only, wherever they are")
    func olderThan() async throws {
        let journal = try await folder.open()
        for time in [50, 10, 30, 20] as [Int64] { try await journal.append([[1]], time: time) }
        #expect(try await journal.trim(through: 3, olderThan: Instant(milliseconds: 30)) == 1)
        #expect(try await journal.everything().map(\.sequence) == [1, 3, 4])
        await journal.close()
    }

    @Test("of everything does not give a sequence again, not after a restart either")
    func neverAgain() async throws {
        let journal = try await folder.open()
        try await journal.append([[1], [2], [3]])
        #expect(try await journal.trim(through: .max, olderThan: nil) == 3)
        #expect(try await journal.extent() == JournalExtent(first: 4, head: 3, bytes: journal.extent().bytes))
        await journal.close()
        let again = try await folder.open()
        #expect(try await again.append([[4]]).firstSequence == 4)
        await again.close()
    }

    @Test("of more than one step's worth goes to the end")
    func manySteps() async throws {
        let journal = try await folder.open()
        try await journal.append([[UInt8]](repeating: [1], count: 9_000))
        #expect(try await journal.trim(through: 8_999, olderThan: nil) == 8_999)
        await journal.close()
    }

    @Test("gives the room back to new records")
    func room() async throws {
        let journal = try await folder.open()
        let payloads = [[UInt8]](repeating: [UInt8](repeating: 1, count: 50_000), count: 20)
        try await journal.append(payloads)
        let full = try await journal.extent().bytes
        try await journal.trim(through: .max, olderThan: nil)
        #expect(try await journal.extent().bytes < full / 4)
        await journal.close()
    }
}

@Suite("A consumer's cursor")
struct ConsumerCursorTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("never moves back")
    func neverBack() async throws {
        let journal = try await folder.open()
        try await journal.append([[1], [2], [3]])
        try await journal.commit(consumer: "correlation", sequence: 3)
        try await journal.commit(consumer: "correlation", sequence: 1)
        try await journal.register(consumer: "correlation")
        #expect(try await journal.consumers() == [ConsumerCursor(name: "correlation", sequence: 3)])
        await journal.close()
    }

    @Test("starts at 0 when the consumer is registered")
    func registered() async throws {
        let journal = try await folder.open()
        try await journal.register(consumer: "forecasting")
        try await journal.register(consumer: "correlation")
        #expect(try await journal.consumers().map(\.name) == ["correlation", "forecasting"])
        #expect(try await journal.consumers().map(\.sequence) == [0, 0])
        await journal.close()
    }

    @Test("beyond the head is refused: it is another journal's")
    func beyondHead() async throws {
        let journal = try await folder.open()
        try await journal.append([[1]])
        await #expect(throws: JournalError.beyondHead(path: folder.file(), consumer: "correlation", sequence: 2, head: 1)) {
            try await journal.commit(consumer: "correlation", sequence: 2)
        }
        await journal.close()
    }
}
