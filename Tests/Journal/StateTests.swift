import Journal
import Testing

@Suite("State")
struct StateTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func change(_ journal: some Journal, _ changes: StateChange...) async throws {
        try await journal.transact(JournalTransaction(state: changes))
    }

    @Test("that was never kept is empty")
    func missing() async throws {
        let journal = try await folder.open()
        #expect(try await journal.state("model").isEmpty)
        await journal.close()
    }

    @Test("is a snapshot and the deltas since, in order")
    func deltas() async throws {
        let journal = try await folder.open()
        try await change(journal, .snapshot(name: "model", bytes: [1]), .delta(name: "model", bytes: [2]))
        try await change(journal, .delta(name: "model", bytes: []), .delta(name: "other", bytes: [9]))
        try await change(journal, .delta(name: "model", bytes: [3]))
        #expect(try await journal.state("model") == StateEntry(snapshot: [1], deltas: [[2], [], [3]]))
        await journal.close()
    }

    @Test("is replaced by a snapshot, deltas and all")
    func replaced() async throws {
        let journal = try await folder.open()
        try await change(journal, .snapshot(name: "model", bytes: [1]), .delta(name: "model", bytes: [2]))
        try await change(journal, .snapshot(name: "model", bytes: [3]))
        #expect(try await journal.state("model") == StateEntry(snapshot: [3]))
        await journal.close()
    }

    @Test("that is deleted is gone")
    func deleted() async throws {
        let journal = try await folder.open()
        try await change(journal, .snapshot(name: "model", bytes: [1]), .delta(name: "model", bytes: [2]))
        try await change(journal, .delete(name: "model"))
        #expect(try await journal.state("model").isEmpty)
        #expect(try await journal.stateNames(prefix: "") == [])
        await journal.close()
    }

    @Test("is found by the beginning of its name")
    func names() async throws {
        let journal = try await folder.open()
        for name in ["seen/2", "seen/1", "see", "other", "seen"] { try await change(journal, .delta(name: name, bytes: [1])) }
        #expect(try await journal.stateNames(prefix: "seen/") == ["seen/1", "seen/2"])
        await journal.close()
    }

    @Test("and an upstream cursor move on with each transaction")
    func cursors() async throws {
        let journal = try await folder.open()
        for sequence in [3, 9] as [UInt64] {
            try await journal.transact(
                JournalTransaction(upstream: [UpstreamCursor(name: "ingestion", journal: [1, 2], sequence: sequence)]))
        }
        #expect(try await journal.upstreamCursor("ingestion")?.sequence == 9)
        #expect(try await journal.upstreamCursor("forecasting") == nil)
        await journal.close()
    }
}
