import CZlib
import Foundation
import Testing

@testable import EventFiles

@Suite("A file that may be packed")
struct PackedFileTests {
    /// Writes a file in a folder of its own and hands its path over.
    private func with(_ content: Data, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quietude-packed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "file").path
        try content.write(to: URL(fileURLWithPath: path))
        try body(path)
    }

    private func packed(_ pieces: Int, of piece: [UInt8]) throws -> Data {
        let path = FileManager.default.temporaryDirectory.appending(path: "quietude-\(UUID().uuidString).gz").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = gzopen(path, "wb1")
        for _ in 0..<pieces { gzwrite(file, piece, UInt32(piece.count)) }
        gzclose_w(file)
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private func length(_ path: String) throws -> (bytes: Int, position: UInt64, length: UInt64?) {
        let file = try PackedFile(path)
        var count = 0
        while let part = try file.read(upTo: 1 << 16) { count += part.count }
        return (count, file.position, file.length)
    }

    @Test("is read piece by piece, packed or not, whatever its name, and says how far it is")
    func reads() throws {
        let text = Data((0..<20_000).flatMap { Array("line \($0 * 7_919 % 104_729)\n".utf8) })
        try with(text) { path in
            let read = try length(path)
            #expect(read.bytes == text.count && read.position == UInt64(text.count) && read.length == UInt64(text.count))
        }
        let packed = try packed(1, of: Array(text))
        try with(packed) { path in
            let read = try length(path)
            #expect(read.bytes == text.count && read.position == UInt64(packed.count) && read.length == UInt64(packed.count))
        }
    }

    @Test("that unpacks to hundreds of times its size is refused as a bomb, long before it is unpacked")
    func bomb() throws {
        let bomb = try packed(400, of: [UInt8](repeating: 0x20, count: 1 << 20))
        #expect(bomb.count < 3 << 20)
        try with(bomb) { path in
            let error = #expect(throws: EventFileError.self) { _ = try length(path) }
            #expect(error?.description.contains("200 times") == true)
        }
    }

    @Test("that is a folder, or is not there, is told")
    func missing() {
        #expect(throws: EventFileError.self) { _ = try PackedFile("/tmp") }
        #expect(throws: EventFileError.self) { _ = try PackedFile("/nowhere/at/all") }
    }
}
