import CZlib
import Glibc

/// A file that may be packed (gzip, RFC 1952), or standard input, read piece by piece: the one owner of zlib's handle.
///
/// What is not gzip is passed through. A file that unpacks to far more than any data does is a bomb and is refused: memory stays bounded by
/// whoever reads piece by piece, and so does the time that is spent.
public final class PackedFile {
    /// Bytes unpacked that are always read.
    static let freely: UInt64 = 256 << 20
    /// Beyond them, bytes unpacked for each packed one: tables of counts come to some thirty, deflate can do a thousand.
    static let mostExpansion: UInt64 = 200

    /// Bytes unpacked of what comes packed through a pipe, where nobody knows how much was read.
    static let mostOfPipe: UInt64 = 64 << 30

    private let file: gzFile
    private let path: String
    /// Bytes of the file as it lies on the disk; nil where they are not known (a pipe).
    public let length: UInt64?
    /// Bytes that were handed over.
    public private(set) var unpacked: UInt64 = 0

    /// Opens it; `-` is standard input.
    public init(_ path: String) throws(EventFileError) {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        if isKnown, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw .unreadable(path: path, reason: String(cString: strerror(EISDIR)))
        }
        // zlib owns the descriptor from here on.
        guard let file = gzdopen(descriptor, "rb") else {
            close(descriptor)
            throw .unreadable(path: path, reason: "no memory to unpack it")
        }
        gzbuffer(file, 1 << 18)
        self.file = file
        self.path = path
        length = isKnown && status.st_mode & S_IFMT == S_IFREG ? UInt64(clamping: status.st_size) : nil
    }

    deinit { gzclose_r(file) }

    /// Bytes of the file, as it lies on the disk, that were read; 0 of a pipe.
    public var position: UInt64 { UInt64(clamping: gzoffset(file)) }

    /// Bytes unpacked beyond which it is a bomb.
    private var most: UInt64 {
        if gzdirect(file) == 1 { return .max }
        return length == nil ? Self.mostOfPipe : max(Self.freely, position.multipliedReportingOverflow(by: Self.mostExpansion).partialValue)
    }

    /// The next bytes, at most `count`; nil at the end. Throws where the data are damaged, end too early, or are a bomb.
    public func read(upTo count: Int) throws(EventFileError) -> [UInt8]? {
        var read: Int32 = 0
        let part = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            read = gzread(file, buffer.baseAddress, UInt32(count))
            filled = max(0, Int(read))
        }
        if read < 0 || (read == 0 && gzeof(file) == 0) { throw .unreadable(path: path, reason: reason) }
        if read == 0 {
            var code: Int32 = 0
            gzerror(file, &code)
            guard code == Z_OK else { throw .unreadable(path: path, reason: reason) }
            return nil
        }
        unpacked += UInt64(part.count)
        guard unpacked <= most else {
            throw .unreadable(
                path: path, reason: "it unpacks to more than \(Self.mostExpansion) times its size, as no data do; unpack it and look at it")
        }
        return part
    }

    private var reason: String {
        var code: Int32 = 0
        let text = gzerror(file, &code).map { String(cString: $0) } ?? ""
        if code == Z_ERRNO { return String(cString: strerror(errno)) }
        return text.isEmpty ? "the gzip data end too early; fetch it again" : text
    }
}
