import Domain

/// A file of a folder that was read: so that it is read again only where it has changed.
struct HandledFile: Hashable, Sendable {
    let name: String
    let stamp: FileStamp
    /// SHA-256 of its bytes.
    let digest: [UInt8]

    // No secret: only sameness matters, and a state's name is bounded where a file's need not be.
    private static let hash = SipHash128(key0: 0x6669_6c65, key1: 0x6e61_6d65)

    static func key(of name: String) -> String {
        let digest = hash.hash(Array(name.utf8))
        return String(digest.high, radix: 16) + "-" + String(digest.low, radix: 16)
    }

    init(name: String, stamp: FileStamp, digest: [UInt8]) {
        self.name = name
        self.stamp = stamp
        self.digest = digest
    }

    init(_ bytes: [UInt8]) throws(StateError) {
        var reader = StateReader(bytes)
        name = try reader.string()
        stamp = try FileStamp(from: &reader)
        digest = try reader.run()
    }

    var bytes: [UInt8] {
        var writer = StateWriter()
        writer.write(name)
        stamp.write(to: &writer)
        writer.write(run: digest)
        return writer.bytes
    }
}
