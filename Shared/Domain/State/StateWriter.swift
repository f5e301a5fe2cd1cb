/// Writes a machine's state as compact bytes: variable-length integers (LEB128), little-endian doubles.
///
/// A snapshot that lives long begins with the machine's magic and the version of its layout, and ends in a checksum (`init(magic:version:)`,
/// `finished`); a delta of a transaction has neither.
public struct StateWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8]

    /// Writes a state without a frame.
    public init() { bytes = [] }

    /// Begins a snapshot with the machine's four letters and the version of its layout.
    public init(magic: StaticString, version: UInt64) {
        bytes = magic.withUTF8Buffer { Array($0) }
        write(version)
    }

    /// One byte.
    public mutating func write(byte value: UInt8) { bytes.append(value) }

    /// A number, the smaller the shorter.
    public mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number that is seldom negative.
    public mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }

    /// Zigzag, so that small negative numbers stay short.
    public mutating func write(signed value: Int64) { write(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    /// Eight bytes, for what is spread over them all.
    public mutating func write(fixed value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }

    /// Eight bytes.
    public mutating func write(_ value: Double) { write(fixed: value.bitPattern) }

    /// One byte where there is none, else nine.
    public mutating func write(optional value: Double?) {
        write(byte: value == nil ? 0 : 1)
        if let value { write(value) }
    }

    /// Their number, then each.
    public mutating func write(_ values: [Double]) {
        write(values.count)
        for value in values { write(value) }
    }

    /// Length, then the bytes.
    public mutating func write(run value: [UInt8]) {
        write(value.count)
        bytes += value
    }

    /// Length in UTF-8, then the text.
    public mutating func write(_ text: String) {
        var text = text
        text.withUTF8 {
            write($0.count)
            bytes.append(contentsOf: $0)
        }
    }

    /// Sixteen bytes.
    public mutating func write(_ digest: SipHash128.Digest) {
        write(fixed: digest.low)
        write(fixed: digest.high)
    }

    /// The whole snapshot, its checksum at the end.
    public func finished() -> [UInt8] {
        let sum = StateWriter.checksum(bytes[...])
        return bytes + (0..<8).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
    }

    /// FNV-1a, 64 bits: finds damage, not malice (the journal is encrypted and authenticated where that matters).
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return sum
    }
}
