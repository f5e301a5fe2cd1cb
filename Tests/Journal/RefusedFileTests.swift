import Foundation
import Journal
import Testing

@Suite("Opening")
struct RefusedFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ bytes: [UInt8], suffix: String = "") throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file() + suffix))
    }

    /// A journal of some records, closed, and its bytes.
    private func written() async throws -> [UInt8] {
        let journal = try await folder.open()
        try await journal.append((0..<200).map { [UInt8](repeating: UInt8($0), count: 1_000) })
        await journal.close()
        return Array(try #require(FileManager.default.contents(atPath: folder.file())))
    }

    /// Why the file is refused; nil where it is not.
    private func refusal() async throws -> JournalError? {
        do {
            try await folder.open().close()
            return nil
        } catch let error as JournalError {
            return error
        }
    }

    @Test("a file that is no database is refused as foreign")
    func text() async throws {
        try write(Array("time,lat,lon,category\n".utf8))
        #expect(try await refusal() == .foreignFile(path: folder.file(), found: "it is no journal at all"))
    }

    @Test("another application's database is refused as foreign")
    func application() async throws {
        try write(Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 4_080))
        #expect(try await refusal() == .foreignFile(path: folder.file(), found: "it is another application's SQLite database"))
    }

    @Test("a refused file is left as it was")
    func untouched() async throws {
        let bytes = Array("time,lat,lon,category\n".utf8)
        try write(bytes)
        _ = try await refusal()
        #expect(FileManager.default.contents(atPath: folder.file()) == Data(bytes))
    }

    @Test("another territory's journal is refused as foreign")
    func territory() async throws {
        _ = try await written()
        await #expect(throws: JournalError.self) {
            try await SQLiteJournal.open(path: folder.file(), service: "correlation", territory: "houston")
        }
    }

    @Test("another service's journal is refused by name")
    func service() async throws {
        _ = try await written()
        let error = await #expect(throws: JournalError.self) {
            try await SQLiteJournal.open(path: folder.file(), service: "forecasting", territory: "marseille")
        }
        #expect(error?.description.contains("it is correlation's of marseille") == true)
    }

    @Test("an empty file is refused as damaged")
    func empty() async throws {
        try write([])
        #expect(try await refusal() == .corrupted(path: folder.file(), detail: "it is empty"))
    }

    @Test("a file that was cut short is refused as damaged", arguments: [50, 100, 16_384, 40_000, 200_000])
    func truncated(length: Int) async throws {
        try write(Array(try await written().prefix(length)))
        guard case .corrupted = try await refusal() else { return #expect(Bool(false), "it was opened") }
    }

    @Test("a file with a page of garbage is refused as damaged", arguments: [1, 2, 3, 4])
    func garbage(page: Int) async throws {
        var bytes = try await written()
        let start = page * 16_384
        bytes.replaceSubrange(start..<start + 16_384, with: [UInt8](repeating: 0xA5, count: 16_384))
        try write(bytes)
        guard case .corrupted = try await refusal() else { return #expect(Bool(false), "it was opened") }
    }

    @Test("a log whose file is gone is refused as damaged, not begun anew")
    func orphan() async throws {
        try write([UInt8](repeating: 1, count: 100), suffix: "-wal")
        guard case .corrupted = try await refusal() else { return #expect(Bool(false), "it was opened") }
    }

    @Test("a newer version's journal is refused")
    func newer() async throws {
        var options = JournalOptions()
        options.laterMigration = "9"
        await #expect(throws: JournalError.newerSchema(path: folder.file())) { try await folder.open(options) }
        #expect(try await refusal() == .newerSchema(path: folder.file()))
    }

    @Test("a journal that is open already is refused until it is closed")
    func inUse() async throws {
        let journal = try await folder.open()
        #expect(try await refusal() == .inUse(path: folder.file()))
        await journal.close()
        #expect(try await refusal() == nil)
    }

    @Test("in a folder that is not there says so")
    func noFolder() async throws {
        await #expect(throws: JournalError.self) {
            try await SQLiteJournal.open(path: folder.file("missing/a.journal"), service: "correlation", territory: "marseille")
        }
    }

    @Test("what a crash left of a journal in the making is no hindrance")
    func draft() async throws {
        try write(Array("half".utf8), suffix: ".new")
        #expect(try await refusal() == nil)
    }

    @Test("a new journal has the identity that was drawn for it")
    func identity() async throws {
        let identity = try #require(JournalIdentity(bytes: Array(0..<16)))
        let journal = try await folder.open(JournalOptions(makeIdentity: { identity }))
        #expect(journal.identity == identity)
        await journal.close()
    }

    @Test("every error names the file and says what to do")
    func sentences() {
        let errors: [JournalError] = [
            .foreignFile(path: "P", found: "f"), .corrupted(path: "P", detail: "d"), .newerSchema(path: "P"), .inUse(path: "P"),
            .conflict(path: "P", expected: 1, next: 2), .beyondHead(path: "P", consumer: "c", sequence: 2, head: 1),
            .full(path: "P", limit: 1), .full(path: "P", limit: nil), .tooLarge(path: "P", what: "w", bytes: 2, limit: 1),
            .overloaded(path: "P", waiting: 1), .closed(path: "P"), .io(path: "P", detail: "d"),
        ]
        // One sentence of what is wrong, one at least of what to do.
        #expect(errors.allSatisfy { $0.description.contains("P") && $0.description.wholeMatch(of: /.+\. .+\./) != nil })
    }
}
