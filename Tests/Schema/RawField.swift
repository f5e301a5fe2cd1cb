/// One field in the wire format, written by hand: what a newer, an older or a hostile writer might send.
enum RawField {
    static func varint(_ number: Int, _ value: UInt64) -> [UInt8] { encoded(UInt64(number << 3)) + encoded(value) }

    static func bytes(_ number: Int, _ content: [UInt8]) -> [UInt8] {
        encoded(UInt64(number << 3 | 2)) + encoded(UInt64(content.count)) + content
    }

    static func text(_ number: Int, _ content: String) -> [UInt8] { bytes(number, Array(content.utf8)) }

    static func encoded(_ value: UInt64) -> [UInt8] {
        var (value, bytes) = (value, [UInt8]())
        while value >= 0x80 {
            bytes.append(UInt8(value & 0x7f) | 0x80)
            value >>= 7
        }
        return bytes + [UInt8(value)]
    }
}
