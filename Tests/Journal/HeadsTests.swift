import Journal
import Testing

@Suite("A listener for heads")
struct HeadsTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("is told the head at once")
    func atOnce() async throws {
        let journal = try await folder.open()
        try await journal.append([[1], [2]])
        var heads = journal.heads().makeAsyncIterator()
        #expect(await heads.next() == 2)
        await journal.close()
    }

    @Test("that was slow gets only the newest")
    func newest() async throws {
        let journal = try await folder.open()
        var heads = journal.heads().makeAsyncIterator()
        for _ in 0..<5 { try await journal.append([[1]]) }
        // Another caller's commit: its answer comes after the heads of those before it were told.
        try await journal.register(consumer: "forecasting")
        #expect(await heads.next() == 5)
        await journal.close()
    }

    @Test("does not disturb another")
    func several() async throws {
        let journal = try await folder.open()
        var first = journal.heads().makeAsyncIterator()
        var second = journal.heads().makeAsyncIterator()
        #expect(await first.next() == 0)
        try await journal.append([[1]])
        #expect(await first.next() == 1)
        try await journal.register(consumer: "forecasting")
        #expect(await second.next() == 1)
        await journal.close()
    }

    @Test("is told the end when the journal closes")
    func ended() async throws {
        let journal = try await folder.open()
        let heads = journal.heads()
        await journal.close()
        #expect(await heads.reduce(into: []) { $0.append($1) } == [0])
        #expect(await journal.heads().reduce(into: []) { $0.append($1) } == [])
    }
}
