import Anonymization
import Crypto
import Domain
import Foundation

/// An audit ledger on disk: JSON lines, and beside it a small file with its head.
struct LedgerFile {
    let path: String

    static let suffix = ".audit.jsonl"
    static let sha256: AuditChain.Digest = { Array(SHA256.hash(data: $0)) }

    /// All ledgers under a folder, in order of path.
    static func all(under folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }

    init(_ path: String) { self.path = path }

    /// The file that holds the head as the writer last left it.
    var headPath: String {
        (path.hasSuffix(LedgerFile.suffix) ? String(path.dropLast(LedgerFile.suffix.count)) : path) + ".audit.head"
    }

    /// The head as the writer last left it; nil where it left none.
    var keptHead: AuditChain.Head? {
        guard let text = try? String(contentsOfFile: headPath, encoding: .utf8) else { return nil }
        return AuditChain.Head(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Its lines, without their ends; empty where there is no file.
    func lines() throws -> [[UInt8]] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path) cannot be read", "\(path) ne peut être lu")
        }
        var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Follows its chain; `head` replaces the one kept beside it.
    func verify(head: AuditChain.Head? = nil) throws -> AuditVerification {
        var verification = AuditVerification(expected: head ?? keptHead, digest: LedgerFile.sha256)
        for line in try lines() { verification.take(line) }
        verification.finish()
        return verification
    }

    /// Its entries, those that can be read.
    func entries() throws -> [AuditEntry] {
        let decoder = JSONDecoder()
        return try lines().compactMap { try? decoder.decode(AuditEntry.self, from: Data($0)) }
    }

    /// Appends entries; returns once they and the new head are on disk.
    func append(_ entries: [AuditEntry], after head: AuditChain.Head) throws -> AuditChain.Head {
        var chain = AuditChain(head: head)
        let text = entries.map { chain.append($0, digest: LedgerFile.sha256) + "\n" }.joined()
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable() }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { throw unwritable() }
        try Data("\(chain.head)\n".utf8).write(to: URL(fileURLWithPath: headPath), options: .atomic)
        return chain.head
    }

    private func unwritable() -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure("\(path) cannot be written: \(reason)", "\(path) ne peut être écrit : \(reason)")
    }
}

extension AuditVerification.Finding {
    /// A sentence for people.
    var sentence: String {
        let what =
            switch breach {
            case .malformed: say("is no line of a ledger", "n'est pas une ligne d'un journal d'audit")
            case .changed: say("was changed: its hash is another", "a été modifiée : son empreinte est autre")
            case .outOfOrder(let expected, let found):
                say(
                    "has number \(found) where \(expected) belongs: lines were removed, doubled or moved",
                    "porte le numéro \(found) au lieu de \(expected) : des lignes ont été retirées, doublées ou déplacées")
            case .detached:
                say(
                    "does not follow the line before it: that one was replaced",
                    "ne suit pas la ligne précédente : celle-ci a été remplacée")
            case .cutShort(let expected, let found):
                say(
                    "is missing: the ledger ends at \(found), its head says \(expected)",
                    "manque : le journal finit à \(found), sa tête dit \(expected)")
            case .rewritten:
                say(
                    "is not the one its head names: the ledger was written anew",
                    "n'est pas celle que nomme sa tête : le journal a été réécrit")
            }
        return say("line \(line) \(what)", "la ligne \(line) \(what)")
    }
}
