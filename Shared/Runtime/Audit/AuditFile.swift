public import Domain
import Foundation

/// An audit ledger's file and, beside it, its head: what `quietude audit` reads.
///
/// One writer. A service that keeps its lines in its journal first writes them here once they are durable, and after a crash writes again
/// what is missing.
public struct AuditFile: Sendable {
    private let path: String
    private let headPath: String

    /// The ledger of a territory in a service's folder, which is made where it is missing: `FOLDER/TERRITORY.audit.jsonl`.
    public init(folder: String, territory: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        path = "\(folder)/\(territory).audit.jsonl"
        headPath = "\(folder)/\(territory).audit.head"
    }

    /// Why lines could not be written; the next attempt writes them.
    public struct Unwritable: Error, Sendable, CustomStringConvertible {
        /// The path and the system's reason.
        public let description: String
    }

    /// Where the file ends. Half a line, which a crash left, is cut off.
    public func recover() throws -> AuditChain.Head {
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return .empty }
        let newline = UInt8(ascii: "\n")
        let end = (data.lastIndex(of: newline) ?? -1) + 1
        if end < data.count, truncate(path, off_t(end)) != 0 { throw unwritable() }
        guard end > 0 else { return .empty }
        let start = (data[..<(end - 1)].lastIndex(of: newline) ?? -1) + 1
        return AuditChain.head(ofLine: Array(data[start..<(end - 1)])) ?? .empty
    }

    /// Appends lines, and returns once they and the head are on disk.
    public func append(_ lines: [String], head: AuditChain.Head) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable() }
        defer { close(descriptor) }
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        let size = lseek(descriptor, 0, SEEK_END)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let error = unwritable()
            // Half of it must not stay: it would be written again behind itself.
            ftruncate(descriptor, size)
            throw error
        }
        try Data("\(head)\n".utf8).write(to: URL(fileURLWithPath: headPath), options: .atomic)
    }

    private func unwritable() -> Unwritable {
        Unwritable(description: "the audit ledger \(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
