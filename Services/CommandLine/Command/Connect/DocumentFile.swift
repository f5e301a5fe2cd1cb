import Crypto
import Foundation
import Glibc

/// A document that was fetched, whole and on disk (mode 0600) before a row of it is read: so that a process that dies half-way through it
/// finds the very same bytes again. Removed, overwritten with zeros, once all it held is in the spool.
struct DocumentFile: Sendable {
    /// Why a document cannot be kept.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    let path: String

    private static let chunk = 256 << 10

    /// Takes bytes into the file, whatever it held before, and counts them.
    struct Writing {
        private let descriptor: Int32
        private let path: String
        private let maximum: UInt64
        private var hash = SHA256()
        private(set) var count: UInt64 = 0

        fileprivate init(_ path: String, maximum: UInt64) throws {
            self.path = path
            self.maximum = maximum
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw Unusable(description: "\(path): \(String(cString: strerror(errno)))") }
        }

        mutating func append(_ bytes: UnsafeRawBufferPointer) throws {
            count += UInt64(bytes.count)
            guard count <= maximum else { throw Unusable(description: Self.tooLarge(maximum)) }
            hash.update(bufferPointer: bytes)
            var rest = bytes
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                guard written > 0 else {
                    if errno == EINTR { continue }
                    throw Unusable(description: "\(path): \(String(cString: strerror(errno)))")
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }

        static func tooLarge(_ maximum: UInt64) -> String {
            say(
                "the document is larger than maximum-size (\(Numbers.bytes(maximum))): raise it, or ask for less",
                "le document dépasse maximum-size (\(Numbers.bytes(maximum))) : l'augmenter, ou demander moins")
        }

        /// Flushes it; the digest of what was written.
        mutating func finish() throws -> [UInt8] {
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw Unusable(description: "\(path): \(String(cString: strerror(errno)))") }
            return Array(hash.finalize())
        }

        /// Gives it up.
        func abandon() { close(descriptor) }
    }

    /// Begins to write it; `maximum` bytes at the most.
    func write(maximum: UInt64) throws -> Writing { try Writing(path, maximum: maximum) }

    /// Its size and digest; nil where it is not there.
    func identity() -> (size: UInt64, digest: [UInt8])? {
        var hash = SHA256()
        var size: UInt64 = 0
        guard
            (try? read { bytes in
                size += UInt64(bytes.count)
                hash.update(data: bytes)
            }) != nil
        else { return nil }
        return (size, Array(hash.finalize()))
    }

    /// Reads it as it lies on disk, piece by piece.
    func read(_ take: ([UInt8]) throws -> Void) throws {
        var reader = try Reading(path)
        while let bytes = try reader.next() { try take(bytes) }
    }

    /// Its bytes, one piece after the other.
    struct Reading: ~Copyable {
        private let descriptor: Int32
        private let path: String

        init(_ path: String) throws {
            self.path = path
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Unusable(description: "\(path): \(String(cString: strerror(errno)))") }
        }

        deinit { close(descriptor) }

        /// The next bytes; nil at the end.
        mutating func next() throws -> [UInt8]? {
            while true {
                var code = 0
                let bytes = [UInt8](unsafeUninitializedCapacity: DocumentFile.chunk) { buffer, count in
                    code = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    count = max(0, code)
                }
                if code > 0 { return bytes }
                if code == 0 { return nil }
                guard errno == EINTR else { throw Unusable(description: "\(path): \(String(cString: strerror(errno)))") }
            }
        }
    }

    /// Overwrites and removes it; one that is not there is no error.
    func remove() {
        if let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64 {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            if descriptor >= 0 {
                let zeros = [UInt8](repeating: 0, count: Self.chunk)
                var left = size
                while left > 0 {
                    let written = Glibc.write(descriptor, zeros, Int(min(left, UInt64(Self.chunk))))
                    guard written > 0 else { break }
                    left -= UInt64(written)
                }
                fdatasync(descriptor)
                close(descriptor)
            }
        }
        unlink(path)
    }
}
