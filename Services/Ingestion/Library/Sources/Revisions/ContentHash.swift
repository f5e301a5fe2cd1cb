/// A hash of what was said, for sameness alone: the same from one start to the next, and no secret.
struct ContentHash: Sendable {
    private(set) var mixed: UInt64 = 0x9e37_79b9_7f4a_7c15

    mutating func mix(_ word: UInt64) {
        mixed = (mixed ^ word) &* 0xff51_afd7_ed55_8ccd
        mixed ^= mixed >> 32
    }

    /// A number, or that there is none.
    mutating func mix(_ number: Double?) { mix(number.map { $0.bitPattern ^ 1 } ?? 2) }

    /// Eight bytes at a time, the number of them last.
    mutating func mix(text: String) {
        var text = text
        text.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var index = 0
            while index + 8 <= raw.count {
                mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
                index += 8
            }
            var rest: UInt64 = 0
            while index < raw.count {
                rest = rest << 8 | UInt64(raw[index])
                index += 1
            }
            mix(rest)
            mix(UInt64(raw.count))
        }
    }
}
