import Domain
import Journal
import Schema
import Testing

@Suite("A transaction")
struct TransactionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("gives its records sequences from 1 on, in order")
    func sequences() async throws {
        let journal = try await folder.open()
        #expect(try await journal.append([[1], [2]]) == JournalCommit(firstSequence: 1, lastSequence: 2))
        #expect(try await journal.append([[3]]) == JournalCommit(firstSequence: 3, lastSequence: 3))
        await journal.close()
    }

    @Test("without records says what the next one will get")
    func empty() async throws {
        let journal = try await folder.open()
        try await journal.append([[1]])
        #expect(try await journal.transact(JournalTransaction()) == JournalCommit(firstSequence: 2, lastSequence: 1))
        await journal.close()
    }

    @Test("is there after the journal was closed and opened again")
    func durable() async throws {
        let journal = try await folder.open()
        try await journal.transact(
            JournalTransaction(
                appends: [Append(type: .signal, time: Instant(milliseconds: 5), payload: [7, 8])],
                upstream: [UpstreamCursor(name: "anonymization", journal: [9], sequence: 44)],
                state: [.snapshot(name: "model", bytes: [1])]))
        await journal.close()

        let again = try await folder.open()
        #expect(try await again.everything() == [Record(sequence: 1, type: .signal, payload: [7, 8])])
        #expect(try await again.upstreamCursor("anonymization") == UpstreamCursor(name: "anonymization", journal: [9], sequence: 44))
        #expect(try await again.state("model") == StateEntry(snapshot: [1]))
        #expect(again.identity == journal.identity)
        await again.close()
    }

    @Test("that expects another sequence than the next is refused whole")
    func conflict() async throws {
        let journal = try await folder.open()
        try await journal.append([[1]])
        await #expect(throws: JournalError.conflict(path: folder.file(), expected: 5, next: 2)) {
            try await journal.transact(
                JournalTransaction(
                    appends: [Append(type: .signal, time: Instant(milliseconds: 0), payload: [1])],
                    state: [.snapshot(name: "model", bytes: [1])], expectedNext: 5))
        }
        #expect(try await journal.extent().head == 1)
        #expect(try await journal.state("model").isEmpty)
        await journal.close()
    }

    @Test("keeps payloads of all sizes as they are, the empty one too", arguments: [0, 1, 14, 15, 200, 16_000, 52_000, 1_000_000])
    func payloads(size: Int) async throws {
        let journal = try await folder.open()
        var generator = SeededGenerator(seed: UInt64(size))
        let payload = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        try await journal.append([payload])
        #expect(try await journal.everything().map(\.payload) == [payload])
        await journal.close()
    }

    @Test("with a record over the limit is refused and leaves nothing")
    func tooLarge() async throws {
        let journal = try await folder.open(JournalOptions(maximumRecordBytes: 10))
        await #expect(throws: JournalError.tooLarge(path: folder.file(), what: "a record", bytes: 11, limit: 10)) {
            try await journal.append([[1], [UInt8](repeating: 0, count: 11)])
        }
        #expect(try await journal.extent().head == 0)
        await journal.close()
    }

    @Test("of each of many callers gets sequences of its own, without gaps")
    func concurrent() async throws {
        let journal = try await folder.open()
        let commits = try await withThrowingTaskGroup(of: JournalCommit.self) { group in
            for caller in 0..<200 {
                group.addTask { try await journal.append([[UInt8]](repeating: [UInt8(caller)], count: caller % 3 + 1)) }
            }
            var commits: [JournalCommit] = []
            for try await commit in group { commits.append(commit) }
            return commits
        }
        let sequences = commits.flatMap { Array($0.firstSequence...$0.lastSequence) }.sorted()
        #expect(sequences == Array(1...UInt64(sequences.count)))
        #expect(try await journal.everything().map(\.sequence) == sequences)
        await journal.close()
    }

    @Test("after closing is refused")
    func closed() async throws {
        let journal = try await folder.open()
        await journal.close()
        await #expect(throws: JournalError.closed(path: folder.file())) { try await journal.append([[1]]) }
        await #expect(throws: JournalError.closed(path: folder.file())) { try await journal.extent() }
    }

    @Test("that was accepted before closing is done")
    func drained() async throws {
        let journal = try await folder.open()
        async let commits = withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { (try? await journal.append([[1]])) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        await journal.close()
        let acknowledged = await commits
        let again = try await folder.open()
        #expect(try await again.extent().head == UInt64(acknowledged))
        await again.close()
    }
}
