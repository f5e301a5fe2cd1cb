import Domain
import Journal
import Schema
import Testing

@Suite("Reading")
struct ReadingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("an empty journal gives an empty page at its head")
    func empty() async throws {
        let journal = try await folder.open()
        let page = try await journal.read(after: 0, types: [], maximumBytes: 1)
        #expect(page.records.isEmpty && page.scannedThrough == 0 && page.head == 0)
        await journal.close()
    }

    @Test("stops before the page is larger than asked, and says where to go on")
    func bounded() async throws {
        let journal = try await folder.open()
        try await journal.append([[UInt8]](repeating: [UInt8](repeating: 1, count: 100), count: 10))
        let page = try await journal.read(after: 2, types: [], maximumBytes: 250)
        #expect(page.records.map(\.sequence) == [3, 4])
        #expect(page.scannedThrough == 4)
        #expect(page.head == 10)
        await journal.close()
    }

    @Test("gives one record even where it is larger than asked")
    func oversized() async throws {
        let journal = try await folder.open()
        try await journal.append([[UInt8](repeating: 1, count: 5_000), [2]])
        #expect(try await journal.read(after: 0, types: [], maximumBytes: 10).records.map(\.sequence) == [1])
        await journal.close()
    }

    @Test("gives only the types asked for, and has looked at the others")
    func filtered() async throws {
        let journal = try await folder.open()
        try await journal.append([[1]], type: .incidents)
        try await journal.append([[2]], type: .watermark)
        try await journal.append([[3]], type: .text)
        try await journal.append([[4]], type: .incidents)
        let page = try await journal.read(after: 0, types: [.watermark, .text], maximumBytes: 1_000)
        #expect(page.records.map(\.sequence) == [2, 3])
        #expect(page.scannedThrough == 4)
        await journal.close()
    }

    @Test("finds a rare record behind thousands of others in one call")
    func rare() async throws {
        let journal = try await folder.open()
        try await journal.append([[UInt8]](repeating: [0], count: 10_000))
        try await journal.append([[1]], type: .register)
        try await journal.append([[UInt8]](repeating: [0], count: 10_000))
        #expect(try await journal.read(after: 0, types: [.register], maximumBytes: 10).records.map(\.sequence) == [10_001])
        await journal.close()
    }

    @Test("where none of the type is left comes back empty from the head")
    func none() async throws {
        let journal = try await folder.open()
        try await journal.append([[UInt8]](repeating: [0], count: 9_000))
        let page = try await journal.read(after: 0, types: [.alert], maximumBytes: 10)
        #expect(page.records.isEmpty && page.scannedThrough == 9_000)
        await journal.close()
    }

    @Test("after a place beyond the head gives nothing, and stays there")
    func beyond() async throws {
        let journal = try await folder.open()
        try await journal.append([[1]])
        let page = try await journal.read(after: 50, types: [], maximumBytes: 10)
        #expect(page.records.isEmpty && page.scannedThrough == 50 && page.head == 1)
        await journal.close()
    }

    @Test("while others write sees whole transactions only")
    func isolated() async throws {
        let journal = try await folder.open()
        async let writing: Void = {
            for _ in 0..<50 { try await journal.append([[1], [2], [3]]) }
        }()
        var isWhole = true
        for _ in 0..<50 { isWhole = try await journal.read(after: 0, types: [], maximumBytes: 1 << 20).head % 3 == 0 && isWhole }
        try await writing
        #expect(isWhole)
        await journal.close()
    }
}
