/// What stands at a `&`, `<`, `%`, `\` or `=`: an HTML entity, a tag, a percent escape, a string escape, a quoted-printable byte.
enum EscapeReading {
    struct Found {
        /// The scalar meant; nil where the stretch only separates (a tag).
        var scalar: UInt32?
        /// Bytes it takes.
        var length: Int
    }

    /// The longest tag that is looked for, in bytes: keeps the work linear.
    private static let longestTag = 64

    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Found? {
        switch bytes[index] {
        case 0x26: entity(bytes, index)
        case 0x3c: tag(bytes, index)
        case 0x25: encoded(bytes, index, mark: 0x25)
        case 0x3d: encoded(bytes, index, mark: 0x3d)
        case 0x5c: escape(bytes, index)
        default: nil
        }
    }

    private static func entity(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Found? {
        var index = start + 1
        guard index < bytes.count else { return nil }
        if bytes[index] == 0x23 {
            index += 1
            let isHex = index < bytes.count && bytes[index] | 0x20 == 0x78
            if isHex { index += 1 }
            var value: UInt32 = 0
            let first = index
            while index < bytes.count, index - first < 8, let digit = digit(bytes[index]), isHex || digit < 10 {
                value = value &* (isHex ? 16 : 10) &+ UInt32(digit)
                index += 1
            }
            guard index > first else { return nil }
            // The semicolon is often lost.
            if index < bytes.count, bytes[index] == 0x3b { index += 1 }
            return Found(scalar: value > 0x10ffff ? 0xfffd : value, length: index - start)
        }
        let first = index
        while index < bytes.count, index - first < 9, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7a { index += 1 }
        guard index < bytes.count, bytes[index] == 0x3b else { return nil }
        let name = String(decoding: bytes[first..<index], as: UTF8.self)
        guard let scalar = named[name] ?? namedLetter(name) else { return nil }
        return Found(scalar: scalar, length: index + 1 - start)
    }

    private static let named: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3c, "gt": 0x3e, "quot": 0x22, "apos": 0x27, "nbsp": 0x20, "ensp": 0x20, "emsp": 0x20, "thinsp": 0x20,
        "commat": 0x40, "period": 0x2e, "comma": 0x2c, "colon": 0x3a, "lowbar": 0x5f, "hyphen": 0x2d, "dash": 0x2d, "ndash": 0x2d,
        "mdash": 0x2d, "shy": 0xad, "zwj": 0x200d, "zwnj": 0x200c, "lrm": 0x200e, "rlm": 0x200f, "euro": 0x20ac, "laquo": 0xab,
        "raquo": 0xbb, "rsquo": 0x27, "lsquo": 0x27, "ldquo": 0x22, "rdquo": 0x22, "deg": 0xb0, "oelig": 0x153, "OElig": 0x152,
        "aelig": 0xe6, "szlig": 0xdf, "plus": 0x2b, "num": 0x23, "sol": 0x2f, "lpar": 0x28, "rpar": 0x29, "Tab": 0x20, "NewLine": 0x0a,
    ]

    /// `eacute`, `Ccedil`, `ouml`: the base letter is all that matters.
    private static func namedLetter(_ name: String) -> UInt32? {
        let marks = ["acute", "grave", "circ", "uml", "cedil", "tilde", "ring", "slash", "caron"]
        guard let letter = name.unicodeScalars.first, letter.isASCII, marks.contains(String(name.dropFirst())) else { return nil }
        return letter.value
    }

    private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Found? {
        var index = start + 1
        if index < bytes.count, bytes[index] == 0x2f || bytes[index] == 0x21 { index += 1 }
        guard index < bytes.count, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7a else { return nil }
        // Only what is known as a tag: `<Dupont>` is not one.
        let first = index
        while index < bytes.count, index - first < 10, bytes[index] != 0x3e, bytes[index] != 0x20, bytes[index] != 0x2f { index += 1 }
        let name = String(decoding: bytes[first..<index], as: UTF8.self).lowercased()
        guard tags.contains(name) else { return nil }
        while index < bytes.count, index - start < longestTag, bytes[index] != 0x3c {
            if bytes[index] == 0x3e { return Found(scalar: nil, length: index + 1 - start) }
            // Attributes may hold anything: they are read as text.
            if bytes[index] == 0x3d { return nil }
            index += 1
        }
        return nil
    }

    private static let tags: Set<String> = [
        "a", "b", "i", "u", "s", "p", "br", "em", "hr", "li", "ul", "ol", "td", "tr", "th", "h1", "h2", "h3", "div", "pre", "sub", "sup",
        "span",
        "font", "mark", "bold", "code", "small", "table", "strong", "strike", "center", "big", "tt", "del", "ins",
    ]

    /// `%40`, `=C3=A9`: bytes, of which a whole UTF-8 sequence is read.
    private static func encoded(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, mark: UInt8) -> Found? {
        func byte(_ index: Int) -> UInt8? {
            guard index + 2 < bytes.count, bytes[index] == mark, mark == 0x25 || (bytes[index + 1] < 0x60 && bytes[index + 2] < 0x60),
                let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
            else {
                return nil
            }
            return high << 4 | low
        }
        guard let first = byte(start) else { return nil }
        if first < 0x80 {
            // `nom=41` is a value; `jean=40orange.fr` an address.
            let isSign = first == 0x40 || first == 0x2e || first == 0x20 || first == 0x2b || first == 0x2d || first == 0x5f
            return first >= 0x20 && first < 0x7f && (mark == 0x25 || isSign) ? Found(scalar: UInt32(first), length: 3) : nil
        }
        let more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0
        guard more > 0 else { return nil }
        var scalar = UInt32(first) & (more == 1 ? 0x1f : more == 2 ? 0x0f : 0x07)
        for step in 1...more {
            guard let next = byte(start + 3 * step), next & 0xc0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(next & 0x3f)
        }
        return Found(scalar: scalar, length: 3 * (more + 1))
    }

    private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Found? {
        guard start + 1 < bytes.count else { return nil }
        let kind = bytes[start + 1]
        if kind == 0x6e || kind == 0x72 || kind == 0x74 { return Found(scalar: nil, length: 2) }
        guard kind == 0x75 || kind == 0x78 || kind == 0x55 else { return nil }
        var index = start + 2
        let braced = index < bytes.count && bytes[index] == 0x7b
        if braced { index += 1 }
        let wanted = braced ? 6 : kind == 0x75 ? 4 : kind == 0x78 ? 2 : 8
        let first = index
        var value: UInt32 = 0
        while index < bytes.count, index - first < wanted, let digit = digit(bytes[index]) {
            value = value << 4 | UInt32(digit)
            index += 1
        }
        guard index - first == wanted || (braced && index > first) else { return nil }
        if braced, index < bytes.count, bytes[index] == 0x7d { index += 1 }
        return Found(scalar: value, length: index - start)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
