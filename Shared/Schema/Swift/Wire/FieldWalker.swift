/// Steps over the fields of an encoded message. Takes and refuses exactly what protobuf-c does: what one of them accepted, the other must
/// not lose.
struct FieldWalker {
    struct Field {
        let number: UInt32
        /// 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes.
        let wireType: UInt8
        /// The varint; 0 for other wire types.
        let value: UInt64
        /// Tag, length where there is one, and content.
        let bytes: UnsafeRawBufferPointer
        /// What a length stands before; the value's bytes for other wire types.
        let content: UnsafeRawBufferPointer
    }

    private let source: UnsafeRawBufferPointer
    private var position = 0

    init(_ source: UnsafeRawBufferPointer) { self.source = source }

    /// Whether all was read.
    var isAtEnd: Bool { position == source.count }

    /// The next field; nil at the end, and where the bytes are not a field: `isAtEnd` tells which.
    @inline(__always)
    mutating func next() -> Field? {
        let start = position
        // There is no field 0; but protobuf-c lets one pass that is written in more bytes than it takes, and so does this.
        guard start < source.count, source[start] & 0xf8 != 0, let tag = varint(maximumBytes: 5) else { return nil }
        var contentStart = position
        var (value, end): (UInt64, Int) = (0, 0)
        switch tag & 7 {
        case 0:
            guard let varint = varint(maximumBytes: 10) else { return fail(start) }
            (value, end) = (varint, position)
        case 1: end = position + 8
        case 5: end = position + 4
        case 2:
            guard let length = varint(maximumBytes: 5) else { return fail(start) }
            contentStart = position
            end = position + Int(UInt32(truncatingIfNeeded: length))
        default: return fail(start)
        }
        guard end <= source.count else { return fail(start) }
        position = end
        return Field(
            number: UInt32(truncatingIfNeeded: tag >> 3), wireType: UInt8(truncatingIfNeeded: tag & 7), value: value,
            bytes: UnsafeRawBufferPointer(rebasing: source[start..<end]),
            content: UnsafeRawBufferPointer(rebasing: source[contentStart..<end]))
    }

    private mutating func fail(_ start: Int) -> Field? {
        position = start
        return nil
    }

    @inline(__always)
    private mutating func varint(maximumBytes: Int) -> UInt64? {
        let start = position
        var value: UInt64 = 0
        for index in 0..<maximumBytes {
            guard position < source.count else { break }
            let byte = source[position]
            position &+= 1
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            if byte < 0x80 { return value }
        }
        position = start
        return nil
    }
}
