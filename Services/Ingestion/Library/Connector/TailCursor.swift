import Domain

/// Where a growing file was read to: which file (by its node and how it begins), and how far.
public struct TailCursor: Hashable, Sendable {
    /// Bytes of the beginning by which a file is known again.
    public static let fingerprintLength = 1_024

    /// Device and node of the file.
    public var device: UInt64
    /// Number of the file on its device.
    public var node: UInt64
    /// Bytes that were read, whole lines only.
    public var offset: UInt64
    /// Lines that were read.
    public var lines: Int
    /// Within a line that is too long: the rest of it is passed over.
    public var isSkipping: Bool
    /// How many bytes of the beginning the digest stands for.
    public var fingerprinted: Int
    /// Of the beginning.
    public var fingerprint: SipHash128.Digest
    /// The line that names the columns, its end included; empty where there is none.
    public var header: [UInt8]

    // No secret: only sameness matters.
    private static let hash = SipHash128(key0: 0x7461_696c, key1: 0x6375_7273_6f72)

    /// The beginning of a file that starts with some bytes.
    public init(device: UInt64, node: UInt64, beginning: [UInt8]) {
        self.device = device
        self.node = node
        offset = 0
        lines = 0
        isSkipping = false
        header = []
        fingerprinted = min(beginning.count, TailCursor.fingerprintLength)
        fingerprint = TailCursor.hash.hash(Array(beginning.prefix(TailCursor.fingerprintLength)))
    }

    /// Whether a file that begins so may be the one that was read; `size` is what it has now.
    public func mayBe(beginning: [UInt8], size: UInt64) -> Bool {
        guard size >= offset, beginning.count >= fingerprinted else { return false }
        return TailCursor.hash.hash(Array(beginning.prefix(fingerprinted))) == fingerprint
    }

    /// Knows a file better that was short when it was first seen.
    public mutating func learn(beginning: [UInt8]) {
        guard beginning.count > fingerprinted, fingerprinted < TailCursor.fingerprintLength else { return }
        fingerprinted = min(beginning.count, TailCursor.fingerprintLength)
        fingerprint = TailCursor.hash.hash(Array(beginning.prefix(fingerprinted)))
    }

    /// The cursor as state.
    public func write(to writer: inout StateWriter) {
        writer.write(device)
        writer.write(node)
        writer.write(offset)
        writer.write(lines)
        writer.write(byte: isSkipping ? 1 : 0)
        writer.write(fingerprinted)
        writer.write(fingerprint)
        writer.write(run: header)
    }

    /// Reads what `write` wrote.
    public init(from reader: inout StateReader) throws(StateError) {
        device = try reader.unsigned()
        node = try reader.unsigned()
        offset = try reader.unsigned()
        lines = try reader.int()
        isSkipping = try reader.byte() == 1
        fingerprinted = try reader.int()
        fingerprint = try reader.digest()
        header = try reader.run()
    }
}
