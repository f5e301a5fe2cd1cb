/// The text as the detectors see it, with where each of its characters came from.
///
/// Buffers are kept from note to note; only `count` characters are valid.
struct FoldedText: Sendable {
    private(set) var count = 0
    /// See `Folded`.
    private(set) var codes: [UInt8] = []
    /// First byte of each character in the well-formed text.
    private(set) var starts: [Int32] = []
    /// Byte after it, with what is invisible in it.
    private(set) var ends: [Int32] = []

    /// Folds well-formed UTF-8.
    mutating func fold(_ bytes: UnsafeBufferPointer<UInt8>, _ table: FoldTable) {
        if codes.count < bytes.count + 16 {
            let size = max(1024, bytes.count + bytes.count / 4 + 16)
            codes = [UInt8](repeating: 0, count: size)
            starts = [Int32](repeating: 0, count: size)
            ends = [Int32](repeating: 0, count: size)
        }
        count = codes.withUnsafeMutableBufferPointer { codes in
            starts.withUnsafeMutableBufferPointer { starts in
                ends.withUnsafeMutableBufferPointer { ends in
                    table.ascii.withUnsafeBufferPointer { ascii in
                        var writer = Writer(codes: codes, starts: starts, ends: ends, table: table)
                        var index = 0
                        while index < bytes.count {
                            let byte = bytes[index]
                            if byte < 0x80 {
                                let code = ascii[Int(byte)]
                                if code > Folded.special {
                                    writer.put(code, index, index + 1)
                                    index += 1
                                    continue
                                }
                            }
                            index += writer.slow(bytes, index)
                        }
                        return writer.count
                    }
                }
            }
        }
    }

    private struct Writer {
        let codes: UnsafeMutableBufferPointer<UInt8>
        let starts: UnsafeMutableBufferPointer<Int32>
        let ends: UnsafeMutableBufferPointer<Int32>
        let table: FoldTable
        var count = 0

        /// Every character takes at least one byte, so that the buffers are always large enough.
        @inline(__always) mutating func put(_ code: UInt8, _ start: Int, _ end: Int) {
            codes[count] = code
            starts[count] = Int32(truncatingIfNeeded: start)
            ends[count] = Int32(truncatingIfNeeded: end)
            count += 1
        }

        /// Anything but plain ASCII. Returns the bytes taken.
        mutating func slow(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
            let byte = bytes[index]
            if byte < 0x80 {
                guard table.ascii[Int(byte)] == Folded.special else { return 1 }
                if let found = EscapeReading.read(bytes, at: index) {
                    if let scalar = found.scalar {
                        put(scalar: scalar, index, index + found.length)
                    } else {
                        put(Folded.symbol, index, index + found.length)
                    }
                    return found.length
                }
                put(byte, index, index + 1)
                return 1
            }
            var scalar: UInt32
            let length: Int
            if byte < 0xe0 {
                (scalar, length) = (UInt32(byte & 0x1f), 2)
            } else if byte < 0xf0 {
                (scalar, length) = (UInt32(byte & 0x0f), 3)
            } else {
                (scalar, length) = (UInt32(byte & 0x07), 4)
            }
            for offset in 1..<length where index + offset < bytes.count { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3f) }
            // A lost letter inside a word was most often an e with an accent.
            if scalar == 0xfffd, count > 0, Folded.isLetter(codes[count - 1]), index + 3 < bytes.count, bytes[index + 3] | 0x20 >= 0x61,
                bytes[index + 3] | 0x20 <= 0x7a
            {
                put(0x65, index, index + 3)
                return 3
            }
            put(scalar: scalar, index, index + length)
            return length
        }

        private mutating func put(scalar: UInt32, _ start: Int, _ end: Int) {
            if scalar >= 0x80, scalar < 0x250 {
                let (first, second) = table.letters(scalar)
                if second != 0 {
                    put(first, start, end)
                    put(second, start, end)
                    return
                }
            }
            let code =
                scalar < 0x80
                ? (table.ascii[Int(scalar)] == Folded.special ? UInt8(scalar) : table.ascii[Int(scalar)])
                : scalar < 0x250 ? table.latin[Int(scalar) - 0x80] : ligature(scalar, start, end) ?? ScalarFolding.code(scalar)
            if code == Folded.ignorable {
                // An accent or a joiner belongs to the character before it.
                if count > 0, Folded.isLetter(codes[count - 1]) || Folded.isDigit(codes[count - 1]) {
                    ends[count - 1] = Int32(truncatingIfNeeded: end)
                }
                return
            }
            put(code, start, end)
        }

        /// `ﬁ` and its sisters: all letters but the last are written here.
        private mutating func ligature(_ scalar: UInt32, _ start: Int, _ end: Int) -> UInt8? {
            switch scalar {
            case 0xfb00:
                put(0x66, start, end)
                return 0x66
            case 0xfb01, 0xfb02:
                put(0x66, start, end)
                return scalar == 0xfb01 ? 0x69 : 0x6c
            case 0xfb05, 0xfb06:
                put(0x73, start, end)
                return 0x74
            default: return nil
            }
        }
    }
}
