import Foundation

/// Small secret files: written whole and flushed with their folder, or overwritten and removed.
public enum DurableFile {
    /// Why a file could not be made, read or destroyed.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What failed, with the path and the remedy.
        public let description: String

        /// A failure in words.
        public init(description: String) { self.description = description }
    }

    /// Creates a file of mode 0600 that must not exist, and returns once it and its name are on disk.
    public static func create(_ path: String, bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw failure("create", path) }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            unlink(path)
            throw failure("write", path)
        }
        try flushFolder(of: path)
    }

    /// Overwrites `length` bytes with zeros, flushes, removes the file and flushes its folder; a missing file is no error.
    public static func erase(_ path: String, length: Int) throws {
        let descriptor = open(path, O_WRONLY)
        if descriptor < 0 {
            if errno == ENOENT { return }
            throw failure("open", path)
        }
        let zeros = [UInt8](repeating: 0, count: length)
        let written = write(descriptor, zeros, length)
        let flushed = fsync(descriptor)
        close(descriptor)
        guard written == length, flushed == 0, unlink(path) == 0 else { throw failure("erase", path) }
        try flushFolder(of: path)
    }

    private static func flushFolder(of path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("flush", folder) }
    }

    private static func failure(_ action: String, _ path: String) -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(description: "cannot \(action) \(path): \(reason); check the disk and the folder's owner")
    }
}
