import Console
import Crypto
import Domain
import Foundation
import Logging
import Runtime

/// The console's own audit ledger: who looked at redacted text, who acted, who took a file away. Roles and counts, no content.
///
/// One file a territory, `DATA/console/TERRITORY.audit.jsonl`, as `quietude audit` verifies it. The actor is its only writer.
actor ConsoleLedger {
    private let folder: String
    private var books: [String: (file: AuditFile, chain: AuditChain)] = [:]

    static let digest: AuditChain.Digest = { Array(SHA256.hash(data: Data($0))) }

    init(folder: String) { self.folder = folder }

    /// Writes a line; returns once it is on disk. What cannot be written must not happen: it throws.
    func write(
        _ kind: AuditEntry.Kind, _ action: String, by identity: Identity, territory: String, counts: [String: UInt64] = [:],
        details: [String: String] = [:]
    ) throws {
        var book = try books[territory] ?? open(territory)
        var details = details
        details["action"] = action
        details["role"] = identity.role.rawValue
        let entry = AuditEntry(
            kind, time: Int64(Date().timeIntervalSince1970), service: "console", territory: territory, counts: counts, details: details)
        var chain = book.chain
        let line = chain.append(entry, digest: Self.digest)
        do { try book.file.append([line], head: chain.head) } catch {
            books[territory] = nil
            throw error
        }
        book.chain = chain
        books[territory] = book
    }

    /// The last lines, newest first, and whether the whole chain holds.
    func read(territory: String, limit: Int) -> (isVerified: Bool, count: Int, entries: [JSON]) {
        let (lines, verification) = Self.verify("\(folder)/\(territory).audit.jsonl", head: "\(folder)/\(territory).audit.head")
        let entries = lines.suffix(limit).reversed().compactMap { line -> JSON? in
            guard let entry = try? JSONDecoder().decode(AuditEntry.self, from: Data(line)), let head = AuditChain.head(ofLine: line) else {
                return nil
            }
            return [
                "number": .whole(head.sequence), "time": .time(entry.time),
                "action": .string(entry.details["action"] ?? entry.kind.rawValue),
                "role": .string(entry.details["role"] ?? ""),
                "details": .members(
                    entry.details.filter { $0.key != "action" && $0.key != "role" }.sorted { $0.key < $1.key }
                        .map { JSON.Member(name: $0.key, value: .string($0.value)) }),
                "counts": .members(entry.counts.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .whole($0.value)) }),
            ]
        }
        return (verification.finding == nil, lines.count, entries)
    }

    /// A ledger's lines and what following its chain found. A missing file is an empty ledger.
    static func verify(_ path: String, head: String) -> (lines: [[UInt8]], verification: AuditVerification) {
        let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(separator: UInt8(ascii: "\n")).map { Array($0) }
        let kept = FileManager.default.contents(atPath: head)
            .flatMap { AuditChain.Head(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) }
        var verification = AuditVerification(expected: kept, digest: digest)
        for line in lines { verification.take(line) }
        verification.finish()
        return (lines, verification)
    }

    private func open(_ territory: String) throws -> (file: AuditFile, chain: AuditChain) {
        let file = try AuditFile(folder: folder, territory: territory)
        return (file, AuditChain(head: try file.recover()))
    }
}
