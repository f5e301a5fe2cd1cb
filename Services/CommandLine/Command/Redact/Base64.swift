/// Base64 as in RFC 4648, padding optional, line ends ignored.
enum Base64 {
    /// Appends what `text` stands for; false where a sign is foreign.
    static func decode(_ text: [UInt8], into output: inout [UInt8]) -> Bool {
        var bits: UInt32 = 0
        var held = 0
        for byte in text {
            let value: UInt32
            switch byte {
            case 0x41...0x5a: value = UInt32(byte - 0x41)
            case 0x61...0x7a: value = UInt32(byte - 0x61) + 26
            case 0x30...0x39: value = UInt32(byte - 0x30) + 52
            case 0x2b, 0x2d: value = 62
            case 0x2f, 0x5f: value = 63
            case 0x3d, 0x0a, 0x0d: continue
            default: return false
            }
            bits = bits << 6 | value
            held += 6
            if held >= 8 {
                held -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return held < 6
    }
}
