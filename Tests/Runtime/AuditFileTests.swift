import Domain
import Foundation
import Testing

@testable import Runtime

@Suite("An audit ledger's file")
struct AuditFileTests {
    private static let digest: AuditChain.Digest = { bytes in
        // Not a hash: chains need only that it depends on what came before.
        var state = UInt64(14_695_981_039_346_656_037)
        for byte in bytes { state = (state ^ UInt64(byte)) &* 1_099_511_628_211 }
        return (0..<32).map { UInt8(truncatingIfNeeded: state >> UInt64($0 % 8 * 8)) }
    }

    private struct Ledger {
        let folder = "\(NSTemporaryDirectory())/quietude-audit-\(UInt64.random(in: 0 ... .max))"
        let file: AuditFile
        var chain = AuditChain()
        var path: String { "\(folder)/city.audit.jsonl" }

        init() throws { file = try AuditFile(folder: folder, territory: "city") }

        mutating func append(_ count: Int, padding: Int = 0) throws {
            let lines = (0..<count).map { number in
                chain.append(
                    AuditEntry(
                        .processing, time: Int64(number), service: "test", territory: "city",
                        details: padding > 0 ? ["purpose": String(repeating: "x", count: padding)] : [:]), digest: AuditFileTests.digest)
            }
            try file.append(lines, head: chain.head)
        }

        func tear(_ text: String) throws {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }
    }

    @Test("that is missing or empty has no head")
    func empty() throws {
        let ledger = try Ledger()
        defer { ledger.remove() }
        #expect(try ledger.file.recover() == .empty)
        try Data().write(to: URL(fileURLWithPath: ledger.path))
        #expect(try ledger.file.recover() == .empty)
    }

    @Test("ends where its last line does, however many there are", arguments: [1, 2, 100, 3_000])
    func head(_ count: Int) throws {
        var ledger = try Ledger()
        defer { ledger.remove() }
        try ledger.append(count)
        #expect(try ledger.file.recover() == ledger.chain.head)
    }

    @Test("ends where its last line does, also where that line is longer than what is read at first")
    func long() throws {
        var ledger = try Ledger()
        defer { ledger.remove() }
        try ledger.append(3)
        try ledger.append(1, padding: 200_000)
        #expect(try ledger.file.recover() == ledger.chain.head)
        try ledger.tear(String(repeating: "y", count: 150_000))
        #expect(try ledger.file.recover() == ledger.chain.head)
    }

    @Test("loses half a line that a crash left, and nothing else", arguments: [0, 1, 500])
    func torn(_ count: Int) throws {
        var ledger = try Ledger()
        defer { ledger.remove() }
        if count > 0 { try ledger.append(count) } else { try Data().write(to: URL(fileURLWithPath: ledger.path)) }
        let whole = try Data(contentsOf: URL(fileURLWithPath: ledger.path))
        try ledger.tear("{\"sequence\":")
        #expect(try ledger.file.recover() == ledger.chain.head)
        #expect(try Data(contentsOf: URL(fileURLWithPath: ledger.path)) == whole)
        try ledger.append(1)
        #expect(try ledger.file.recover() == ledger.chain.head)
    }
}
