/// SipHash-2-4 with a 128-bit result (Aumasson and Bernstein, *SipHash: a fast short-input PRF*, 2012, and the authors' reference code).
///
/// A keyed digest: without the key nobody can tell which identifier a digest stands for, nor make two identifiers collide. Ingestion
/// recognises duplicates with it and anonymization remembers what may still be corrected, so that neither holds an identifier.
public struct SipHash128: Sendable {
    /// 128 bits that stand for an identifier under a key.
    public struct Digest: Hashable, Comparable, Sendable {
        /// Bytes 0 ... 7 of the reference's output, little-endian.
        public let low: UInt64
        /// Bytes 8 ... 15 of the reference's output, little-endian.
        public let high: UInt64

        /// A digest from its two halves.
        public init(low: UInt64, high: UInt64) {
            self.low = low
            self.high = high
        }

        /// The digest is keyed and uniform already: the low half alone serves a hash table.
        public func hash(into hasher: inout Hasher) { hasher.combine(low) }

        /// By the high half, then the low one.
        public static func < (left: Digest, right: Digest) -> Bool { (left.high, left.low) < (right.high, right.low) }
    }

    private let key0: UInt64
    private let key1: UInt64

    /// A hash under a key of 16 bytes, given as two little-endian halves.
    public init(key0: UInt64, key1: UInt64) {
        self.key0 = key0
        self.key1 = key1
    }

    /// A hash under a key of bytes; nil where there are not exactly 16.
    public init?(key: [UInt8]) {
        guard key.count == 16 else { return nil }
        let halves = key.withUnsafeBytes { bytes in
            (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self.init(key0: UInt64(littleEndian: halves.0), key1: UInt64(littleEndian: halves.1))
    }

    /// The digest of some bytes.
    public func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var state = State(key0, key1)
        return state.finish(bytes, total: bytes.count)
    }

    /// The digest of a number (its 8 little-endian bytes) followed by some bytes: an identifier within a source, say.
    public func hash(_ number: UInt64, _ bytes: UnsafeRawBufferPointer) -> Digest {
        var state = State(key0, key1)
        state.compress(number)
        return state.finish(bytes, total: bytes.count &+ 8)
    }

    /// The digest of some bytes.
    public func hash(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { hash($0) } }

    private struct State {
        var v0: UInt64
        var v1: UInt64
        var v2: UInt64
        var v3: UInt64

        init(_ key0: UInt64, _ key1: UInt64) {
            v0 = key0 ^ 0x736f_6d65_7073_6575
            v1 = key1 ^ 0x646f_7261_6e64_6f6d ^ 0xee
            v2 = key0 ^ 0x6c79_6765_6e65_7261
            v3 = key1 ^ 0x7465_6462_7974_6573
        }

        @inline(__always)
        mutating func round() {
            v0 = v0 &+ v1
            v1 = (v1 << 13 | v1 >> 51) ^ v0
            v0 = v0 << 32 | v0 >> 32
            v2 = v2 &+ v3
            v3 = (v3 << 16 | v3 >> 48) ^ v2
            v0 = v0 &+ v3
            v3 = (v3 << 21 | v3 >> 43) ^ v0
            v2 = v2 &+ v1
            v1 = (v1 << 17 | v1 >> 47) ^ v2
            v2 = v2 << 32 | v2 >> 32
        }

        @inline(__always)
        mutating func compress(_ word: UInt64) {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }

        @inline(__always)
        mutating func finish(_ bytes: UnsafeRawBufferPointer, total: Int) -> Digest {
            let whole = bytes.count & ~7
            var offset = 0
            while offset < whole {
                compress(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                offset += 8
            }
            var last = UInt64(truncatingIfNeeded: total) << 56
            var shift: UInt64 = 0
            while offset < bytes.count {
                last |= UInt64(bytes[offset]) << shift
                shift += 8
                offset += 1
            }
            compress(last)
            v2 ^= 0xee
            for _ in 0..<4 { round() }
            let low = v0 ^ v1 ^ v2 ^ v3
            v1 ^= 0xdd
            for _ in 0..<4 { round() }
            return Digest(low: low, high: v0 ^ v1 ^ v2 ^ v3)
        }
    }
}
