/// The encodings in which partners' XML documents arrive, turned to UTF-8 as their bytes are fed.
///
/// The byte order mark decides, then the XML declaration (XML 1.0, appendix F). ISO-8859-1 is read as Windows-1252, its superset in use
/// (WHATWG Encoding Standard): the characters it adds have no other meaning in a document.
enum XMLEncoding: Sendable {
    case utf8
    case windows1252
    case latin9
    case utf16(bigEndian: Bool)

    /// By the name that a declaration gives; nil where it is none of ours.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "iso-8859-1", "iso8859-1", "latin1", "iso_8859-1", "windows-1252", "cp1252": self = .windows1252
        case "iso-8859-15", "iso8859-15", "latin9", "iso_8859-15": self = .latin9
        default: return nil
        }
    }

    /// Appends bytes of this encoding to UTF-8 text; returns what is left of a character that is not whole yet.
    func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) -> ArraySlice<UInt8> {
        switch self {
        case .utf8: text.append(contentsOf: bytes)
        case .windows1252: for byte in bytes { XMLEncoding.append(TextDecoding.windows1252(byte), to: &text) }
        case .latin9: for byte in bytes { XMLEncoding.append(XMLEncoding.latin9(byte), to: &text) }
        case .utf16(let bigEndian): return XMLEncoding.appendUTF16(bytes, bigEndian, to: &text)
        }
        return []
    }

    static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        if scalar.isASCII {
            text.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            text.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
        }
    }

    /// ISO 8859-15 differs from Latin-1 in eight places.
    private static func latin9(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0xa4: "€"
        case 0xa6: "Š"
        case 0xa8: "š"
        case 0xb4: "Ž"
        case 0xb8: "ž"
        case 0xbc: "Œ"
        case 0xbd: "œ"
        case 0xbe: "Ÿ"
        default: Unicode.Scalar(byte)
        }
    }

    private static func appendUTF16(_ bytes: ArraySlice<UInt8>, _ bigEndian: Bool, to text: inout [UInt8]) -> ArraySlice<UInt8> {
        func unit(_ index: Int) -> UInt32 {
            bigEndian ? UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1]) : UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index])
        }
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let first = unit(index)
            guard (0xd800..<0xdc00).contains(first) else {
                append(Unicode.Scalar(first) ?? "\u{fffd}", to: &text)
                index += 2
                continue
            }
            guard index + 3 < bytes.endIndex else { break }
            let second = unit(index + 2)
            let paired = (0xdc00..<0xe000).contains(second)
            let scalar = paired ? Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)) : nil
            append(scalar ?? "\u{fffd}", to: &text)
            index += paired ? 4 : 2
        }
        return bytes[index...]
    }
}
