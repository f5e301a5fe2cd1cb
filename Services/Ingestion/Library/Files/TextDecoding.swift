/// Bytes of a file to text: UTF-8, or Windows-1252 as spreadsheets in France still write it.
struct TextDecoding: Sendable {
    private var encoding: ColumnMap.Encoding

    init(_ encoding: ColumnMap.Encoding) { self.encoding = encoding }

    /// The text of some bytes; nil where the file is declared UTF-8 and they are not.
    mutating func text(_ bytes: Span<UInt8>, doubled: Bool) -> String? {
        if doubled { return text(TextDecoding.undoubled(bytes).span, doubled: false) }
        if encoding != .windows1252 {
            if let valid = try? UTF8Span(validating: bytes) { return String(copying: valid) }
            if encoding == .utf8 { return nil }
            // One byte that is no UTF-8 tells what the whole file is.
            encoding = .windows1252
        }
        var text = String.UnicodeScalarView()
        for index in bytes.indices { text.append(TextDecoding.windows1252(bytes[index])) }
        return String(text)
    }

    private static func undoubled(_ bytes: Span<UInt8>) -> [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            copy.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return copy
    }

    /// The WHATWG Encoding Standard's index of windows-1252; all but 0x80 ... 0x9F are Latin-1.
    static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9f).contains(byte) else { return Unicode.Scalar(byte) }
        return upper[Int(byte) - 0x80]
    }

    private static let upper: [Unicode.Scalar] = [
        "\u{20ac}", "\u{81}", "\u{201a}", "\u{192}", "\u{201e}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2c6}", "\u{2030}", "\u{160}",
        "\u{2039}", "\u{152}", "\u{8d}", "\u{17d}", "\u{8f}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201c}", "\u{201d}", "\u{2022}",
        "\u{2013}", "\u{2014}", "\u{2dc}", "\u{2122}", "\u{161}", "\u{203a}", "\u{153}", "\u{9d}", "\u{17e}", "\u{178}",
    ]
}
