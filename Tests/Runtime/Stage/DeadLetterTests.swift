import Domain
import Journal
import Testing

@testable import Runtime

@Suite("Dead letters")
struct DeadLetterTests {
    private func letter(_ sequence: UInt64, reason: String = "no") -> DeadLetter {
        DeadLetter(upstream: "ingestion", sequence: sequence, type: .observations, reason: reason)
    }

    private func store(_ change: StateChange?, in journal: MemoryJournal) async throws {
        guard let change else { return }
        _ = try await journal.transact(JournalTransaction(state: [change]))
    }

    @Test("they are read back as they were written, with reasons of one line and a bounded length")
    func roundTrip() async throws {
        let journal = MemoryJournal(MemoryDisk(identity: 1))
        var letters = DeadLetters()
        letters.add(letter(3, reason: "a\tb\nc"))
        letters.add(letter(4, reason: String(repeating: "x", count: 1_000)))
        try await store(letters.takeChange(), in: journal)
        let read = try await DeadLetters(readingFrom: journal)
        #expect(read.kept.map(\.reason) == ["a b c", String(repeating: "x", count: 300)])
        #expect(read.kept.map(\.sequence) == [3, 4])
        if letters.takeChange() != nil { Issue.record("a letter was written twice") }
    }

    @Test("many are counted, and only the latest kept, in an entry that stays small")
    func bounded() async throws {
        let journal = MemoryJournal(MemoryDisk(identity: 1))
        var letters = DeadLetters()
        for sequence in 1...2_500 {
            letters.add(letter(UInt64(sequence)))
            try await store(letters.takeChange(), in: journal)
        }
        let entry = try await journal.state(DeadLetters.stateName)
        #expect(entry.deltas.count <= DeadLetters.maximumKept)
        let read = try await DeadLetters(readingFrom: journal)
        #expect(read.total == 2_500)
        #expect(read.kept.map(\.sequence) == Array(1_501...2_500))
    }
}
