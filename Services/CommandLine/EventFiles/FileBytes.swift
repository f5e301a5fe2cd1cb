/// Reads a whole file that may be packed.
public enum FileBytes {
    /// The most that is read, bytes unpacked: a small file can unpack to more than any memory holds.
    public static let bytesAtMost = 8 << 30

    /// A file's bytes, unpacked where it is gzip (by its first two bytes, whatever it is called); `-` is standard input.
    public static func read(_ path: String) throws(EventFileError) -> [UInt8] {
        let file = try PackedFile(path)
        var bytes: [UInt8] = []
        while let part = try file.read(upTo: 1 << 22) {
            bytes += part
            guard bytes.count <= bytesAtMost else {
                throw .unreadable(path: path, reason: "it unpacks to more than \(bytesAtMost) bytes")
            }
        }
        return bytes
    }
}
