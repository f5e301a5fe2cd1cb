/// Makes well-formed UTF-8 of any bytes, as decoders do: each maximal ill-formed part becomes one U+FFFD (Unicode 15, 3.9, table 3-8).
enum TextRepair {
    /// Whether the bytes are well-formed.
    static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let (length, good) = part(bytes, index)
            if !good { return false }
            index += length
        }
        return true
    }

    /// Appends the repaired text to `output`.
    static func repair(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                output.append(bytes[index])
                index += 1
                continue
            }
            let (length, good) = part(bytes, index)
            if good {
                output.append(contentsOf: bytes[index..<(index + length)])
            } else {
                output.append(contentsOf: [0xef, 0xbf, 0xbd])
            }
            index += length
        }
    }

    /// The length of the well-formed sequence, or of the maximal ill-formed part, at `index` (not ASCII there).
    private static func part(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (length: Int, good: Bool) {
        let first = bytes[index]
        let needed: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xbf
        switch first {
        case 0xc2...0xdf: needed = 1
        case 0xe0: (needed, low) = (2, 0xa0)
        case 0xed: (needed, high) = (2, 0x9f)
        case 0xe1...0xef: needed = 2
        case 0xf0: (needed, low) = (3, 0x90)
        case 0xf1...0xf3: needed = 3
        case 0xf4: (needed, high) = (3, 0x8f)
        default: return (1, false)
        }
        for offset in 1...needed {
            guard index + offset < bytes.count, bytes[index + offset] >= low, bytes[index + offset] <= high else { return (offset, false) }
            (low, high) = (0x80, 0xbf)
        }
        return (needed + 1, true)
    }
}
