/// Text with its references replaced: `&amp;` `&lt;` `&gt;` `&quot;` `&apos;` `&#233;` `&#xE9;`, and no other.
enum XMLReferences {
    /// The longest reference: `&#x0010FFFF;`, with a few zeros to spare.
    private static let longest = 16

    /// Appends `range` of `bytes` to `text`. Where it is not `whole`, a reference that is not either waits: the end of what was appended.
    static func append(
        _ bytes: [UInt8], _ range: Range<Int>, to text: inout [UInt8], whole: Bool, _ problem: (String) -> FileProblem
    ) throws(FileProblem) -> Int {
        var from = range.lowerBound
        while let mark = bytes[from..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) {
            text.append(contentsOf: bytes[from..<mark])
            let reach = min(mark + longest, range.upperBound)
            guard let end = bytes[mark..<reach].firstIndex(of: UInt8(ascii: ";")) else {
                if reach == range.upperBound, !whole { return mark }
                throw problem("`&` begins no reference; write it as `&amp;`")
            }
            guard let scalar = scalar(bytes[(mark + 1)..<end]) else {
                throw problem("an entity that XML does not define, or a character it does not allow; write the character itself")
            }
            XMLEncoding.append(scalar, to: &text)
            from = end + 1
        }
        text.append(contentsOf: bytes[from..<range.upperBound])
        return range.upperBound
    }

    private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        if name.first == UInt8(ascii: "#") {
            let digits = name.dropFirst()
            let hexadecimal = digits.first == UInt8(ascii: "x")
            let text = String(decoding: hexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
            guard let value = UInt32(text, radix: hexadecimal ? 16 : 10), text.first != "+", let scalar = Unicode.Scalar(value) else {
                return nil
            }
            // XML 1.0, 2.2 Char: no control characters but tab and line ends.
            let allowed = value >= 0x20 || value == 0x9 || value == 0xa || value == 0xd
            return allowed && value != 0xfffe && value != 0xffff ? scalar : nil
        }
        for (entity, scalar) in entities where name.elementsEqual(entity.utf8) { return scalar }
        return nil
    }

    private static let entities: [(String, Unicode.Scalar)] = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")]
}
