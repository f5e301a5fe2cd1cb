/// Checks of text where it lies.
@usableFromInline
enum TextCheck {
    /// Whether bytes are well-formed UTF-8: eight at a time while they are ASCII, which ids and codes mostly are.
    @inlinable
    static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        let count = bytes.count
        while offset &+ 8 <= count {
            if bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return isUTF8Slowly(bytes) }
            offset &+= 8
        }
        while offset < count {
            if bytes[offset] >= 0x80 { return isUTF8Slowly(bytes) }
            offset &+= 1
        }
        return true
    }

    @usableFromInline
    static func isUTF8Slowly(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.withMemoryRebound(to: UInt8.self) { (try? UTF8Span(validating: $0.span)) != nil }
    }
}
