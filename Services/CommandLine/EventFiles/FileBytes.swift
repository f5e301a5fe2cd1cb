import CZlib
import Glibc

/// Reads a file that may be packed.
public enum FileBytes {
    /// The most that is read, bytes unpacked: a small file can unpack to more than any memory holds.
    public static let bytesAtMost = 8 << 30

    /// A file's bytes, unpacked where it is gzip (by its first two bytes, whatever it is called); `-` is standard input.
    public static func read(_ path: String) throws(EventFileError) -> [UInt8] {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        // zlib passes through what is not gzip, and owns the descriptor from here on.
        guard let file = gzdopen(descriptor, "rb") else {
            close(descriptor)
            throw .unreadable(path: path, reason: "no memory to unpack it")
        }
        defer { gzclose_r(file) }
        gzbuffer(file, 1 << 18)
        let chunk = 1 << 22
        var bytes: [UInt8] = []
        while true {
            var read: Int32 = 0
            let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                read = gzread(file, buffer.baseAddress, UInt32(chunk))
                count = max(0, Int(read))
            }
            if read < 0 || (read == 0 && gzeof(file) == 0) { throw .unreadable(path: path, reason: reason(file)) }
            if read == 0 {
                var code: Int32 = 0
                gzerror(file, &code)
                guard code == Z_OK else { throw .unreadable(path: path, reason: reason(file)) }
                return bytes
            }
            bytes += part
            guard bytes.count <= bytesAtMost else { throw .unreadable(path: path, reason: "it unpacks to more than \(bytesAtMost) bytes") }
        }
    }

    private static func reason(_ file: gzFile) -> String {
        var code: Int32 = 0
        let text = gzerror(file, &code).map { String(cString: $0) } ?? ""
        if code == Z_ERRNO { return String(cString: strerror(errno)) }
        return text.isEmpty ? "the gzip data end too early" : text
    }
}
