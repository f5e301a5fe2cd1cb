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

    /// Bytes of the file's end that are read at first: a hundred lines.
    private static let tail = 65_536

    /// Where the file ends. Half a line, which a crash left, is cut off. However long the ledger is, only its end is read.
    public func recover() throws -> AuditChain.Head {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return .empty }
            throw unwritable()
        }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else { throw unwritable() }
        var length = min(Int(size), Self.tail)
        while length > 0 {
            let bytes = try read(descriptor, last: length, of: Int(size))
            let newline = UInt8(ascii: "\n")
            let isWhole = length == Int(size)
            guard let last = bytes.lastIndex(of: newline) else {
                if isWhole { break }
                length = min(Int(size), length * 8)
                continue
            }
            guard let start = bytes[..<last].lastIndex(of: newline).map({ $0 + 1 }) ?? (isWhole ? 0 : nil) else {
                length = min(Int(size), length * 8)
                continue
            }
            let end = Int(size) - bytes.count + last + 1
            if end < Int(size), ftruncate(descriptor, off_t(end)) != 0 { throw unwritable() }
            return AuditChain.head(ofLine: Array(bytes[start..<last])) ?? .empty
        }
        // Nothing but half a line.
        if size > 0, ftruncate(descriptor, 0) != 0 { throw unwritable() }
        return .empty
    }

    private func read(_ descriptor: Int32, last length: Int, of size: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        var done = 0
        while done < length {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: done), length - done, off_t(size - length + done))
            }
            guard count > 0 else { throw unwritable() }
            done += count
        }
        return bytes
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
