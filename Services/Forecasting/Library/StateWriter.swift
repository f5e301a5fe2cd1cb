/// Writes a machine's state: magic, version, fields as variable-length integers and little-endian doubles, checksum.
struct StateWriter {
    private(set) var bytes: [UInt8]

    /// A snapshot begins with the machine's four letters and the version of its layout.
    init(magic: StaticString, version: UInt64) {
        bytes = magic.withUTF8Buffer { Array($0) }
        write(version)
    }

    mutating func write(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }

    /// Zigzag, so that small negative numbers stay short.
    mutating func write(signed value: Int64) { write(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    mutating func write(_ value: Double) {
        let pattern = value.bitPattern
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: pattern >> shift)) }
    }

    mutating func write(_ values: [Double]) {
        write(values.count)
        for value in values { write(value) }
    }

    mutating func write(_ text: String) {
        let text = Array(text.utf8)
        write(text.count)
        bytes += text
    }

    /// The whole snapshot.
    func finished() -> [UInt8] {
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
