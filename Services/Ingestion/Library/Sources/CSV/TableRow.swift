/// The fields of a row where they lie, within `HeaderedTable.withRow` only.
struct TableRow {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let fields: UnsafeBufferPointer<CSVScanner.Field>

    init(bytes: UnsafeBufferPointer<UInt8>, fields: UnsafeBufferPointer<CSVScanner.Field>) {
        self.bytes = bytes
        self.fields = fields
    }

    /// A field's bytes, blanks around it aside.
    subscript(column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = fields[column]
        var start = field.start
        var end = field.end
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// A field's text where it is ASCII without doubled quotes, as nearly all are: the same in every encoding; nil where it is not.
    func plainText(_ column: Int) -> String? {
        if fields[column].doubled { return nil }
        let bytes = self[column]
        return TableRow.isASCII(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Whether some bytes are ASCII.
    static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var seen: UInt64 = 0
        var index = 0
        while index + 8 <= raw.count {
            seen |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < raw.count {
            seen |= UInt64(raw[index])
            index += 1
        }
        return seen & 0x8080_8080_8080_8080 == 0
    }

    /// Whether a field is this word, byte for byte.
    func field(_ column: Int, is word: StaticString) -> Bool { TableRow.same(self[column], word) }

    /// Whether some bytes are this word.
    static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in bytes.indices.allSatisfy { bytes[$0] == letters[$0] } }
    }

    /// Whether some bytes are these.
    static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
        guard bytes.count == other.count else { return false }
        return other.withUnsafeBufferPointer { other in bytes.indices.allSatisfy { bytes[$0] == other[$0] } }
    }
}
