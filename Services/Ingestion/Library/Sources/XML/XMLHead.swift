/// What the first bytes of a document tell of its encoding.
enum XMLHead {
    case encoding(XMLEncoding, markBytes: Int)
    case problem(String)

    private static let longest = 1_024

    /// Nil: more bytes are needed.
    static func read(_ head: [UInt8], atEnd: Bool) -> XMLHead? {
        guard head.count >= 4 || atEnd else { return nil }
        if head.starts(with: [0xef, 0xbb, 0xbf]) { return .encoding(.utf8, markBytes: 3) }
        if head.starts(with: [0xfe, 0xff]) { return .encoding(.utf16(bigEndian: true), markBytes: 2) }
        if head.starts(with: [0xff, 0xfe]) { return .encoding(.utf16(bigEndian: false), markBytes: 2) }
        if head.starts(with: [0x00, 0x3c]) { return .encoding(.utf16(bigEndian: true), markBytes: 0) }
        if head.starts(with: [0x3c, 0x00]) { return .encoding(.utf16(bigEndian: false), markBytes: 0) }
        if head.starts(with: [0x1f, 0x8b]) { return .problem("the document is compressed (gzip); expand it before reading") }
        guard head.starts(with: "<?xml".utf8.prefix(head.count)) else { return .encoding(.utf8, markBytes: 0) }
        guard let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            if atEnd || head.count > longest { return .problem("the XML declaration does not end") }
            return nil
        }
        guard let label = label(in: head[..<end]) else { return .encoding(.utf8, markBytes: 0) }
        // UTF-16 that is written in ASCII is not UTF-16: a transcoder left the declaration behind.
        if label.lowercased().hasPrefix("utf-16") { return .encoding(.utf8, markBytes: 0) }
        guard let encoding = XMLEncoding(label: label) else {
            return .problem("encoding `\(label.prefix(40))` is not read; write UTF-8, ISO-8859-1, ISO-8859-15, Windows-1252 or UTF-16")
        }
        return .encoding(encoding, markBytes: 0)
    }

    /// The value of `encoding` in `<?xml version="1.0" encoding = 'UTF-8'`.
    private static func label(in declaration: ArraySlice<UInt8>) -> String? {
        let word = Array("encoding".utf8)
        var index = declaration.startIndex
        while index + word.count < declaration.endIndex, !declaration[index...].starts(with: word) { index += 1 }
        index += word.count
        func skipSpaces() { while index < declaration.endIndex, XMLScanner.isSpace(declaration[index]) { index += 1 } }
        skipSpaces()
        guard index < declaration.endIndex, declaration[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        skipSpaces()
        guard index < declaration.endIndex else { return nil }
        let quote = declaration[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        let value = declaration[(index + 1)...].prefix { $0 != quote }
        return String(decoding: value, as: UTF8.self)
    }
}
