import Foundation
import Ingestion
import Testing

@testable import quietude

@Suite("A look at a file that grows")
struct TailLookTests {
    /// A file in a folder of its own, looked at again and again.
    private final class Growing {
        let path: String
        var cursor: TailCursor?

        init() throws {
            let folder = NSTemporaryDirectory() + "quietude-tail-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            path = folder + "/log.csv"
        }

        deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

        func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }

        func append(_ text: String) throws {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }

        func rotate(to name: String) throws { try FileManager.default.moveItem(atPath: path, toPath: path + name) }

        /// All lines that are new.
        func lines(header: Bool = true) throws -> [String] {
            var all: [UInt8] = []
            while let found = try TailLook(path: path, quoted: header, hasHeader: header).look(cursor), found.cursor != cursor {
                cursor = found.cursor
                all += found.lines
            }
            return String(decoding: all, as: UTF8.self).split(separator: "\n").map(String.init)
        }

        func gap() throws -> Bool {
            let found = try TailLook(path: path, quoted: true, hasHeader: true).look(cursor)
            return found?.gap ?? false
        }
    }

    @Test("gives each whole line once")
    func lines() throws {
        let file = try Growing()
        #expect(try file.lines().isEmpty)
        try file.write("h\na\nb")
        #expect(try file.lines() == ["a"])
        try file.append("b\nc\n")
        #expect(try file.lines() == ["bb", "c"])
        #expect(try file.lines().isEmpty && file.cursor?.lines == 4)
    }

    @Test("follows several rotations, and takes the last line of a file that is over though it has no end")
    func rotations() throws {
        let file = try Growing()
        try file.write("h\na\n")
        #expect(try file.lines() == ["a"])
        try file.append("b\nc")
        try file.rotate(to: ".2")
        try file.write("h\nd\n")
        #expect(try file.lines() == ["b", "c", "d"])
        try file.append("e\n")
        try file.rotate(to: ".1")
        try file.write("h\nf\n")
        #expect(try file.lines() == ["e", "f"])
    }

    @Test("begins anew, and says that something may be missing, where the file was cut or its predecessor is gone")
    func cut() throws {
        let file = try Growing()
        try file.write("h\na\nb\n")
        #expect(try file.lines() == ["a", "b"])
        try file.write("h\nc\n")
        #expect(try file.gap())
        #expect(try file.lines() == ["c"])
        try FileManager.default.removeItem(atPath: file.path)
        #expect(try file.lines().isEmpty)
        try file.write("h\nd\n")
        #expect(try file.lines() == ["d"])
    }

    @Test("passes over a line that is too long, and reads what comes behind it")
    func long() throws {
        let file = try Growing()
        try file.write("h\na\n" + String(repeating: "x", count: 5 << 20) + "\nb\n")
        #expect(try file.lines() == ["a", "b"])
    }
}
