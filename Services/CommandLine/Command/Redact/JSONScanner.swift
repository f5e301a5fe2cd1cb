/// Reads JSON values from bytes, one after the other, without building a tree. Bytes inside strings are taken as they come: text that
/// is not UTF-8 is for the redactor to repair. A surrogate alone becomes U+FFFD.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return index == bytes.count
        }
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0d || bytes[index] == 0x0a {
            index += 1
        }
    }

    /// Takes a sign, after spaces; false where something else stands there.
    mutating func take(_ sign: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == sign else { return false }
        index += 1
        return true
    }

    /// Appends the string that stands here.
    mutating func string(into output: inout [UInt8]) -> Bool {
        guard take(0x22) else { return false }
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5c { index += 1 }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
            guard index < bytes.count else { return false }
            index += 1
            if bytes[index - 1] == 0x22 { return true }
            guard index < bytes.count else { return false }
            let kind = bytes[index]
            index += 1
            switch kind {
            case 0x22, 0x5c, 0x2f: output.append(kind)
            case 0x62: output.append(0x08)
            case 0x66: output.append(0x0c)
            case 0x6e: output.append(0x0a)
            case 0x72: output.append(0x0d)
            case 0x74: output.append(0x09)
            case 0x75:
                guard let scalar = escapedScalar() else { return false }
                output.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
            default: return false
            }
        }
        return false
    }

    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let first = fourDigits(at: index) else { return nil }
        index += 4
        if first >= 0xd800, first < 0xdc00, index + 6 <= bytes.count, bytes[index] == 0x5c, bytes[index + 1] == 0x75,
            let second = fourDigits(at: index + 2), second >= 0xdc00, second < 0xe000
        {
            index += 6
            return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        }
        return Unicode.Scalar(first) ?? "\u{fffd}"
    }

    private func fourDigits(at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for offset in 0..<4 {
            let byte = bytes[start + offset]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }

    /// A string (written again as JSON), a number, true, false or null, as JSON; nil for anything else.
    mutating func scalarValue() -> [UInt8]? {
        skipSpace()
        guard index < bytes.count else { return nil }
        if bytes[index] == 0x22 {
            var value: [UInt8] = []
            guard string(into: &value) else { return nil }
            var written: [UInt8] = []
            NoteWriter.quote(value, to: &written)
            return written
        }
        let start = index
        while index < bytes.count, !Self.ends(bytes[index]) { index += 1 }
        let value = Array(bytes[start..<index])
        let text = String(decoding: value, as: UTF8.self)
        let isWord = text == "null" || text == "true" || text == "false"
        guard isWord || (Double(text) != nil && value.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }) else {
            return nil
        }
        return value
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte == 0x2c || byte == 0x7d || byte == 0x5d || byte <= 0x20 || byte == 0x22 || byte == 0x7b || byte == 0x5b || byte == 0x3a
    }

    /// Goes over a value of any kind; false where it does not end. Objects and arrays are counted, not checked.
    mutating func skipValue() -> Bool {
        skipSpace()
        guard index < bytes.count else { return false }
        if bytes[index] == 0x22 { return skipString() }
        guard bytes[index] == 0x7b || bytes[index] == 0x5b else { return scalarValue() != nil }
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x22:
                guard skipString() else { return false }
                continue
            case 0x7b, 0x5b: depth += 1
            case 0x7d, 0x5d: depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return true }
        }
        return false
    }

    private mutating func skipString() -> Bool {
        index += 1
        while index < bytes.count {
            if bytes[index] == 0x22 {
                index += 1
                return true
            }
            index += bytes[index] == 0x5c ? 2 : 1
        }
        return false
    }
}
