import Foundation
import Glibc
import Ingestion

/// What is new in a file that grows: read from where its cursor stands, through rotations, whole lines only.
struct TailLook {
    /// Bytes that are read at once.
    static let piece = LineCut.longestLine + (1 << 20)

    let path: String
    /// `"` may span lines.
    let quoted: Bool
    let hasHeader: Bool

    /// What a look found.
    struct Found {
        var cursor: TailCursor
        /// Whole lines, to be read with the header in front; empty where there is nothing new.
        var lines: [UInt8] = []
        /// Lines of the file before them.
        var lineOffset = 0
        /// Lines that were longer than any is read.
        var overlong = 0
        /// What was in a file that is gone, or was cut short, before it was read.
        var gap = false
        /// Something more may be there at once.
        var hasMore = false
    }

    /// Looks once. Nil where the file is not there (yet).
    func look(_ cursor: TailCursor?) throws -> Found? {
        guard let cursor else {
            guard let file = try OpenFile(path) else { return nil }
            return try read(file, TailCursor(device: file.device, node: file.stamp.node, beginning: file.beginning), gap: false)
        }
        // The file as it was: still under its name, or under another in the same folder.
        if let file = try OpenFile(path), file.stamp.node == cursor.node, file.device == cursor.device {
            if cursor.mayBe(beginning: file.beginning, size: file.stamp.size) { return try read(file, cursor, gap: false) }
            // Cut short in place, and written anew (copytruncate): what came between our last look and the cut is not known.
            return try read(file, TailCursor(device: file.device, node: file.stamp.node, beginning: file.beginning), gap: true)
        }
        let rotated = try self.rotated(after: cursor)
        if let old = rotated.same {
            let next = try rotated.next ?? OpenFile(path)
            // Once another file is written, the last line of this one has no more to come.
            let found = try read(old, cursor, gap: false, isOver: (next?.stamp.size ?? 0) > 0)
            guard found.lines.isEmpty, !found.hasMore, let next else { return found }
            return try read(next, TailCursor(device: next.device, node: next.stamp.node, beginning: next.beginning), gap: false)
        }
        guard let next = try rotated.next ?? OpenFile(path) else { return nil }
        return try read(next, TailCursor(device: next.device, node: next.stamp.node, beginning: next.beginning), gap: true)
    }

    /// The file that the cursor stands in, under its new name, and the one that was begun after it.
    private func rotated(after cursor: TailCursor) throws -> (same: OpenFile?, next: OpenFile?) {
        let folder = (path as NSString).deletingLastPathComponent
        let base = (path as NSString).lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let packed = [".gz", ".xz", ".bz2", ".zst"]
        var siblings: [(path: String, stamp: FileStamp)] = []
        for name in names where name.hasPrefix(base + ".") || name.hasPrefix(base + "-") {
            guard !packed.contains(where: name.hasSuffix) else { continue }
            let path = "\(folder.isEmpty ? "." : folder)/\(name)"
            if let stamp = FileStamp(path: path) { siblings.append((path, stamp)) }
        }
        guard let same = siblings.first(where: { $0.stamp.node == cursor.node }), let file = try OpenFile(same.path),
            cursor.mayBe(beginning: file.beginning, size: file.stamp.size)
        else { return (nil, nil) }
        // Rotated several times while nobody looked: those in between, in the order in which they were last written.
        let later = siblings.filter { $0.stamp.node != cursor.node && $0.stamp.changed > same.stamp.changed }
        let next = later.min { $0.stamp.changed < $1.stamp.changed }
        return (file, try next.flatMap { try OpenFile($0.path) })
    }

    private func read(_ file: OpenFile, _ cursor: TailCursor, gap: Bool, isOver: Bool = false) throws -> Found {
        var found = Found(cursor: cursor, gap: gap)
        found.cursor.learn(beginning: file.beginning)
        if hasHeader, cursor.offset == 0 {
            // A table without its header says nothing yet.
            let bytes = try file.read(at: 0, count: Self.piece)
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return found }
            found.cursor.header = Array(bytes[...end])
            found.cursor.offset = UInt64(end + 1)
            found.cursor.lines = 1
        }
        var bytes = try file.read(at: found.cursor.offset, count: Self.piece)
        let isFull = bytes.count == Self.piece
        if found.cursor.isSkipping {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
                found.cursor.offset += UInt64(bytes.count)
                found.hasMore = isFull
                return found
            }
            bytes.removeFirst(end + 1)
            found.cursor.offset += UInt64(end + 1)
            found.cursor.lines += 1
            found.cursor.isSkipping = false
        }
        found.lineOffset = found.cursor.lines
        let whole = LineCut.wholeLines(bytes, quoted: quoted, isFull: isFull)
        if whole == 0, bytes.count > LineCut.longestLine {
            found.overlong = 1
            found.cursor.isSkipping = true
            found.cursor.offset += UInt64(bytes.count)
            found.hasMore = true
            return found
        }
        found.lines = Array(bytes[..<whole])
        found.cursor.offset += UInt64(whole)
        if isOver, whole == 0, !bytes.isEmpty {
            found.lines = bytes + [UInt8(ascii: "\n")]
            found.cursor.offset += UInt64(bytes.count)
        }
        found.cursor.lines += LineCut.count(found.lines[...])
        found.hasMore = isFull
        return found
    }
}

/// A file that is open, with what tells it from others.
final class OpenFile {
    private let descriptor: Int32
    private let path: String
    let device: UInt64
    let stamp: FileStamp
    /// The first bytes.
    let beginning: [UInt8]

    /// Nil where there is none.
    init?(_ path: String) throws {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw DocumentFile.Unusable(description: "\(path): \(String(cString: strerror(errno)))")
        }
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw DocumentFile.Unusable(description: say("\(path) is not a file", "\(path) n'est pas un fichier"))
        }
        device = UInt64(status.st_dev)
        stamp = FileStamp(
            size: UInt64(max(0, status.st_size)), changed: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
            node: UInt64(status.st_ino))
        beginning = try Self.bytes(descriptor, path, at: 0, count: TailCursor.fingerprintLength)
    }

    deinit { close(descriptor) }

    func read(at offset: UInt64, count: Int) throws -> [UInt8] { try Self.bytes(descriptor, path, at: offset, count: count) }

    private static func bytes(_ descriptor: Int32, _ path: String, at offset: UInt64, count: Int) throws -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                guard let start = buffer.baseAddress else { return }
                let part = pread(descriptor, start + filled, count - filled, off_t(offset) + off_t(filled))
                if part == 0 { return }
                if part < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                filled += part
            }
        }
        guard failure == 0 else { throw DocumentFile.Unusable(description: "\(path): \(String(cString: strerror(failure)))") }
        return bytes
    }
}
