import Foundation
import Testing

@testable import quietude

@Suite("A packed document")
struct InflaterTests {
    private func document(_ bytes: [UInt8], maximum: UInt64 = 1 << 20, _ body: (inout DocumentBytes) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "quietude-document-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { DocumentFile(path: path).remove() }
        var document = try DocumentBytes(path, maximum: maximum)
        try body(&document)
    }

    private func read(_ bytes: [UInt8], maximum: UInt64 = 1 << 20) throws -> [UInt8] {
        var all: [UInt8] = []
        try document(bytes, maximum: maximum) { document in while let piece = try document.next() { all += piece } }
        return all
    }

    private func packed(_ bytes: [UInt8]) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "quietude-pack-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", path]
        try process.run()
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(atPath: path + ".gz") }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
    }

    @Test("is unpacked by its first bytes, also where it is several one behind the other, and a plain one is left as it is")
    func unpacked() throws {
        let text = Array("time,lat\n".utf8)
        #expect(try read(text) == text && read([]) == [])
        #expect(try read(packed(text)) == text)
        #expect(try read(packed(text) + packed(text)) == text + text)
    }

    @Test("is given up where it unpacks to more than is allowed, or where it ends too early or is damaged")
    func refused() throws {
        let large = try packed([UInt8](repeating: 0, count: 3 << 20))
        #expect(throws: DocumentFile.Unusable.self) { try read(large) }
        #expect(try read(large, maximum: 4 << 20).count == 3 << 20)
        #expect(throws: DocumentFile.Unusable.self) { try read(Array(large.dropLast(9)), maximum: 4 << 20) }
        var damaged = large
        // Within the checksum: whatever the data say.
        damaged[large.count - 6] ^= 0x55
        #expect(throws: DocumentFile.Unusable.self) { try read(damaged, maximum: 4 << 20) }
        #expect(throws: DocumentFile.Unusable.self) { try read([0x50, 0x4B, 3, 4, 0, 0]) }
    }

    @Test("that is plain is bounded too")
    func plain() {
        #expect(throws: DocumentFile.Unusable.self) { try read([UInt8](repeating: 65, count: 2 << 20)) }
    }
}
