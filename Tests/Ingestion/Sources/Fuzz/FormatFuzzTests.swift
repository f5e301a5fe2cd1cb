import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Any format")
struct FormatFuzzTests {
    @Test("has a document here that is broken in every way below")
    func complete() { #expect(Set(FormatDocument.all.map(\.format)) == Set(SourceFormat.allCases)) }

    @Test(
        "reads its good document again after whatever was broken: bytes flipped, doubled, taken out, cut off", arguments: FormatDocument.all
    )
    func mangled(_ document: FormatDocument) throws {
        let good = try document.bytes()
        var mangler = Mangler(seed: 0x5eed)
        for _ in 0..<150 {
            var adapter = try document.adapter()
            _ = FuzzOutcome(&adapter, mangler.mangle(good), chunk: 1 + mangler.next(below: 300))
            let again = FuzzOutcome(&adapter, good)
            #expect(again.refusal == nil || document.format == .gtfsRealtime)
        }
    }

    @Test("cut off at any byte comes to an end", arguments: FormatDocument.all)
    func truncated(_ document: FormatDocument) throws {
        let good = try document.bytes()
        for length in stride(from: 0, to: good.count, by: max(good.count / 200, 1)) {
            var adapter = try document.adapter()
            _ = FuzzOutcome(&adapter, Array(good[..<length]))
        }
    }

    @Test("nested a thousand deep is refused with a reason, or passed, and the next document is read", arguments: FormatDocument.all)
    func nested(_ document: FormatDocument) throws {
        let deep: String
        switch document.shape {
        case .xml: deep = String(repeating: "<a>", count: 1_000) + String(repeating: "</a>", count: 1_000)
        case .binary: return
        default: deep = String(repeating: "{\"a\":[", count: 1_000) + String(repeating: "]}", count: 1_000) + "\n"
        }
        var adapter = try document.adapter()
        let outcome = FuzzOutcome(&adapter, Array(deep.utf8))
        #expect(outcome.isTold)
        #expect(outcome.observations == 0)
        #expect(FuzzOutcome(&adapter, try document.bytes()).refusal == nil)
    }

    @Test(
        "in XML refuses entities, whatever they would grow to, and names the line",
        arguments: FormatDocument.all.filter { $0.shape == .xml || [.georeport, .emergencyMessage].contains($0.format) })
    func entities(_ document: FormatDocument) throws {
        let bomb = """
            <?xml version="1.0"?>
            <!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
            <a>&b;&c;</a>
            """
        var adapter = try document.adapter()
        let outcome = FuzzOutcome(&adapter, Array(bomb.utf8))
        #expect(outcome.refusal?.description.contains("line 2") == true, "\(outcome)")
        #expect(FuzzOutcome(&adapter, try document.bytes()).refusal == nil)
    }

    @Test("that is compressed, or all zeros, is refused or told and never read as something", arguments: FormatDocument.all)
    func packed(_ document: FormatDocument) throws {
        for start: [UInt8] in [[0x1f, 0x8b, 8, 0], [0x50, 0x4b, 3, 4], []] {
            var adapter = try document.adapter()
            let outcome = FuzzOutcome(&adapter, start + [UInt8](repeating: 0, count: 200_000))
            #expect(outcome.observations == 0)
            #expect(outcome.isTold)
        }
    }

    @Test(
        "with one line of eight megabytes tells it by its line, and reads what follows where lines part it", arguments: FormatDocument.all)
    func longLine(_ document: FormatDocument) throws {
        try expectBounded(document, megabytes: 8)
    }

    @Test(
        "with one line of a gigabyte stays in bounded memory",
        .enabled(if: ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] != nil), arguments: FormatDocument.all)
    func gigabyte(_ document: FormatDocument) throws {
        let before = try PeakMemory.reset()
        try expectBounded(document, megabytes: 1_000)
        let grown = try PeakMemory.megabytes() - before
        print("fuzz 1 GB line: \(document.format.name): peak +\(grown) MB")
        #expect(grown < 200, "\(document.format.name) grew by \(grown) MB")
    }

    private func expectBounded(_ document: FormatDocument, megabytes: Int) throws {
        let good = try document.bytes()
        var adapter = try document.adapter()
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        var sent = 0
        // A head that holds, so that the line lies within a document.
        let head: [UInt8]
        switch document.shape {
        case .table: head = good
        case .xml: head = Array("<?xml version=\"1.0\"?>\n<a><b>".utf8)
        case .json: head = Array("[{\"a\":\"".utf8)
        case .lines, .binary: head = []
        }
        var isFirst = true
        let outcome = FuzzOutcome(&adapter) {
            if isFirst {
                isFirst = false
                return head.isEmpty ? piece : head
            }
            sent += 1
            if sent <= megabytes { return piece }
            if sent == megabytes + 1, document.shape == .table {
                // A line end, and the good rows once more (without their header they are rows of the same columns).
                let rows = good.firstIndex(of: UInt8(ascii: "\n")).map { Array(good[($0 + 1)...]) } ?? []
                return [UInt8(ascii: "\n")] + rows
            }
            return nil
        }
        #expect(outcome.isTold)
        if document.shape == .table, outcome.refusal == nil {
            #expect(outcome.problems.contains { $0.reason == .tooLong && $0.line > 1 }, "\(outcome.problems.prefix(3))")
        }
    }
}

/// The most memory that this process held.
enum PeakMemory {
    /// Begins anew; the megabytes held now.
    static func reset() throws -> Int {
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        return try megabytes()
    }

    static func megabytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return (line.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) / 1_024
    }
}
