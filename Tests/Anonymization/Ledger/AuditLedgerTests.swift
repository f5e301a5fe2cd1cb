import Anonymization
import Crypto
import Domain
import Foundation
import Testing

@Suite("The audit ledger")
struct AuditLedgerTests {
    private static let sha256: AuditChain.Digest = { Array(SHA256.hash(data: $0)) }

    /// A ledger of some lines, and its head.
    private func ledger(_ count: Int = 20) -> (lines: [String], head: AuditChain.Head) {
        var chain = AuditChain()
        let lines = (0..<count).map { number in
            chain.append(
                AuditEntry(
                    .processing, time: 1_750_000_000 + Int64(number), service: "anonymization", territory: "city", source: "log",
                    registerVersion: "1", counts: ["seen": UInt64(number), "incidents": 3], details: ["note": "a \"quoted\" é\n"]),
                digest: Self.sha256)
        }
        return (lines, chain.head)
    }

    private func verify(_ lines: [String], head: AuditChain.Head? = nil) -> AuditVerification {
        var verification = AuditVerification(expected: head, digest: Self.sha256)
        for line in lines { verification.take(Array(line.utf8)) }
        verification.finish()
        return verification
    }

    @Test("a ledger as it was written is sound, up to its head")
    func sound() {
        let (lines, head) = ledger()
        let verification = verify(lines, head: head)
        #expect(verification.finding == nil && verification.head == head)
    }

    @Test("every changed byte is found", arguments: 0..<20)
    func changed(line: Int) throws {
        let (lines, _) = ledger()
        for position in stride(from: 0, to: lines[line].utf8.count, by: 7) {
            var bytes = Array(lines[line].utf8)
            bytes[position] = bytes[position] == 0x31 ? 0x32 : 0x31
            var verification = AuditVerification(digest: Self.sha256)
            for (number, other) in lines.enumerated() { verification.take(number == line ? bytes : Array(other.utf8)) }
            verification.finish()
            let finding = try #require(verification.finding)
            #expect(finding.line == line + 1)
        }
    }

    @Test("a removed line is found, wherever it was", arguments: 0..<19)
    func removed(line: Int) {
        var lines = ledger().lines
        lines.remove(at: line)
        #expect(verify(lines).finding?.line == line + 1)
    }

    @Test("lines that were swapped are found", arguments: 0..<19)
    func swapped(line: Int) {
        var lines = ledger().lines
        lines.swapAt(line, line + 1)
        #expect(verify(lines).finding?.line == line + 1)
    }

    @Test("a doubled line is found")
    func doubled() {
        var lines = ledger().lines
        lines.insert(lines[4], at: 5)
        #expect(verify(lines).finding == AuditVerification.Finding(line: 6, breach: .outOfOrder(expected: 6, found: 5)))
    }

    @Test("lines cut off at the end are found by the head that was kept elsewhere, and only by it")
    func cutShort() {
        let (lines, head) = ledger()
        #expect(verify(lines.dropLast(3)).finding == nil)
        #expect(verify(lines.dropLast(3), head: head).finding?.breach == .cutShort(expected: 20, found: 17))
    }

    @Test("a ledger that was written anew with other numbers is found by the head that was kept elsewhere")
    func rewritten() {
        let head = ledger().head
        var chain = AuditChain()
        let forged = (0..<20).map { _ in
            chain.append(AuditEntry(.processing, time: 0, service: "anonymization", territory: "city"), digest: Self.sha256)
        }
        #expect(verify(forged, head: head).finding?.breach == .rewritten)
    }

    @Test("an older head is passed on the way to a longer ledger")
    func grown() {
        let (lines, _) = ledger()
        var chain = AuditChain()
        for number in 0..<10 {
            _ = chain.append(
                AuditEntry(
                    .processing, time: 1_750_000_000 + Int64(number), service: "anonymization", territory: "city", source: "log",
                    registerVersion: "1", counts: ["seen": UInt64(number), "incidents": 3], details: ["note": "a \"quoted\" é\n"]),
                digest: Self.sha256)
        }
        #expect(verify(lines, head: chain.head).finding == nil)
    }

    @Test("half a line, or a line that is none, is found")
    func malformed() {
        let (lines, _) = ledger(3)
        for bad in ["", "{}", "nonsense", String(lines[2].dropLast(10)), "{\"sequence\":3,\"previous\":\"\",\"hash\":\"\"}"] {
            #expect(verify([lines[0], lines[1], bad]).finding == AuditVerification.Finding(line: 3, breach: .malformed))
        }
    }

    @Test("a line is JSON and is read back as it was written")
    func readBack() throws {
        let entry = AuditEntry(
            .released, time: 7, service: "release", territory: "city", source: "*", registerVersion: "2", registerDigest: "ab",
            counts: ["rho-billionths": 5], details: ["mechanism": "discrete-gaussian", "quote": "\"\\\u{1}é"])
        var chain = AuditChain()
        let line = chain.append(entry, digest: Self.sha256)
        #expect(try JSONDecoder().decode(AuditEntry.self, from: Data(line.utf8)) == entry)
    }

    @Test("a head is read back from its text")
    func headText() {
        let head = ledger().head
        #expect(AuditChain.Head("\(head)") == head)
        #expect(AuditChain.Head("1:abc") == nil && AuditChain.Head("") == nil)
    }

    @Test("the register's account has a source's controller, purpose, basis, fields and retention")
    func account() throws {
        let entries = RegisterAccount.entries(City().register, time: 5, service: "anonymization")
        let log = try #require(entries.first { $0.source == "log" })
        #expect(log.details["controller"] == "c" && log.details["purpose"] == "p" && log.details["legal-basis"] == "l")
        #expect(log.details["fields"]?.contains("position") == true && log.counts["raw-retention"] == 86_400)
        #expect(log.details["refused"] == "refused-sexual")
    }
}
