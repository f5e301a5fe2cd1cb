import Journal
import Testing

@Suite("A service's folder of journals")
struct JournalDirectoryTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("keeps a file a territory under the service's name")
    func file() throws {
        let directory = JournalDirectory(root: folder.path, service: "correlation")
        #expect(try directory.file(territory: "marseille-1") == folder.file("correlation/marseille-1.journal"))
    }

    @Test("lists the territories that have a journal")
    func territories() async throws {
        let directory = JournalDirectory(root: folder.path, service: "correlation")
        #expect(directory.territories() == [])
        for territory in ["marseille", "houston"] { try await directory.open(territory: territory).close() }
        #expect(directory.territories() == ["houston", "marseille"])
    }

    @Test("refuses a territory whose name could lead out of it", arguments: ["", "..", "../x", "a/b", "A", "-a", "a.b", "é", "a\0"])
    func names(name: String) throws {
        let directory = JournalDirectory(root: folder.path, service: "correlation")
        #expect(throws: JournalError.invalidName(name)) { try directory.file(territory: name) }
    }
}
