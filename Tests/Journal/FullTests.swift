import Domain
import Journal
import Schema
import Testing

@Suite("A journal that is full")
struct FullTests {
    let folder: TemporaryFolder
    private static let payload = [UInt8](repeating: 1, count: 50_000)

    init() throws { folder = try TemporaryFolder() }

    /// A budget of our own, and SQLite's limit of pages, which it reports as it does a full disk.
    static let options: [JournalOptions] = {
        var limited = JournalOptions()
        limited.pageLimit = 64
        return [JournalOptions(maximumBytes: 1 << 20), limited]
    }()

    /// Appends until it is refused; returns the error.
    private func fill(_ journal: SQLiteJournal) async -> JournalError? {
        for number in 0..<100 {
            do {
                try await journal.transact(
                    JournalTransaction(
                        appends: [Append(type: .incidents, time: Instant(milliseconds: 0), payload: FullTests.payload)],
                        upstream: [UpstreamCursor(name: "ingestion", journal: [1], sequence: UInt64(number + 1))]))
            } catch {
                return error
            }
        }
        return nil
    }

    @Test("says so", arguments: options.indices)
    func refuses(option: Int) async throws {
        let options = FullTests.options[option]
        let journal = try await folder.open(options)
        #expect(await fill(journal) == .full(path: folder.file(), limit: options.maximumBytes))
        await journal.close()
    }

    @Test("has nothing of the transaction that did not fit", arguments: options.indices)
    func whole(option: Int) async throws {
        let journal = try await folder.open(FullTests.options[option])
        _ = await fill(journal)
        let records = try await journal.everything()
        #expect(records.map(\.sequence) == Array(1...UInt64(records.count)))
        #expect(records.allSatisfy { $0.payload == FullTests.payload })
        #expect(try await journal.upstreamCursor("ingestion")?.sequence == UInt64(records.count))
        await journal.close()
    }

    @Test("still moves cursors, and takes records again once it was trimmed", arguments: options.indices)
    func recovers(option: Int) async throws {
        let journal = try await folder.open(FullTests.options[option])
        _ = await fill(journal)
        let head = try await journal.extent().head
        try await journal.commit(consumer: "correlation", sequence: head - 2)
        #expect(try await journal.trim(through: .max, olderThan: nil) == head - 2)
        #expect(try await journal.append([FullTests.payload]).firstSequence == head + 1)
        await journal.close()
    }

    @Test("refuses the transaction that does not fit, not those that share its commit", arguments: options.indices)
    func neighbours(option: Int) async throws {
        let journal = try await folder.open(FullTests.options[option])
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<100 {
                let size = caller % 10 == 5 ? 2_000_000 : 10
                group.addTask {
                    do {
                        try await journal.append([[UInt8](repeating: 1, count: size)])
                        return 0
                    } catch JournalError.full {
                        return size
                    }
                }
            }
            var refused: [Int] = []
            for try await size in group where size > 0 { refused.append(size) }
            return refused
        }
        #expect(refused == [Int](repeating: 2_000_000, count: 10))
        #expect(try await journal.everything().map(\.sequence) == Array(1...90))
        await journal.close()
    }
}
