/// Writes fields in the wire format, front to back, into memory that the caller knows to suffice.
///
/// For the few messages on the hot path; tests hold it to protobuf-c's bytes. Fields are written in order of number, each only where
/// proto3 would write it.
struct WireWriter {
    /// Bytes that a varint can take.
    static let longestVarint = 10

    private(set) var cursor: UnsafeMutableRawPointer

    init(_ start: UnsafeMutableRawPointer) { cursor = start }

    @inline(__always)
    private mutating func byte(_ value: UInt8) {
        cursor.storeBytes(of: value, as: UInt8.self)
        cursor += 1
    }

    @inline(__always)
    mutating func tag(_ number: UInt32, _ wireType: UInt32) {
        if number < 16 {
            byte(UInt8(truncatingIfNeeded: number << 3 | wireType))
        } else {
            byte(UInt8(truncatingIfNeeded: number << 3 | wireType) | 0x80)
            byte(UInt8(truncatingIfNeeded: number >> 4))
        }
    }

    @inline(__always)
    mutating func varint(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            byte(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        byte(UInt8(truncatingIfNeeded: value))
    }

    /// The bytes that `varint` would write.
    static func length(ofVarint value: UInt64) -> Int { max(1, (UInt64.bitWidth - value.leadingZeroBitCount + 6) / 7) }

    /// An unsigned number or a term of a vocabulary; 0 is not written.
    @inline(__always)
    mutating func number(_ number: UInt32, _ value: UInt64) {
        guard value != 0 else { return }
        tag(number, 0)
        varint(value)
    }

    /// `sint32` and `sint64`, written even where 0.
    @inline(__always)
    mutating func signed(_ number: UInt32, _ value: Int64) {
        tag(number, 0)
        varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    /// `sint32` and `sint64`; 0 is not written.
    @inline(__always)
    mutating func signedUnlessZero(_ number: UInt32, _ value: Int64) {
        if value != 0 { signed(number, value) }
    }

    /// `fixed64`, `sfixed64` and `double` by their bits, written even where 0.
    @inline(__always)
    mutating func fixed(_ number: UInt32, _ bits: UInt64) {
        tag(number, 1)
        cursor.storeBytes(of: bits.littleEndian, as: UInt64.self)
        cursor += 8
    }

    /// `sfixed64`; 0 is not written.
    @inline(__always)
    mutating func fixedUnlessZero(_ number: UInt32, _ value: Int64) {
        if value != 0 { fixed(number, UInt64(bitPattern: value)) }
    }

    /// `float`, unless it is 0.
    @inline(__always)
    mutating func float(_ number: UInt32, _ value: Float) {
        guard value != 0 else { return }
        tag(number, 5)
        cursor.storeBytes(of: value.bitPattern.littleEndian, as: UInt32.self)
        cursor += 4
    }

    /// A string unless it is empty. NULs are left out, as `Arena.string` does.
    @inline(__always)
    mutating func text(_ number: UInt32, _ value: String) {
        guard !value.isEmpty else { return }
        // A native string lends its bytes; another kind (bridged) is copied first.
        if value.utf8.withContiguousStorageIfAvailable({ text(number, UnsafeRawBufferPointer($0)) }) == nil {
            Array(value.utf8).withUnsafeBytes { text(number, $0) }
        }
    }

    private mutating func text(_ number: UInt32, _ source: UnsafeRawBufferPointer) {
        var count = source.count
        if holdsNUL(source) {
            count = source.reduce(0) { $1 == 0 ? $0 : $0 + 1 }
            if count == 0 { return }
        }
        tag(number, 2)
        varint(UInt64(count))
        if count == source.count {
            raw(source)
        } else {
            for value in source where value != 0 { byte(value) }
        }
    }

    /// Bytes as they are.
    @inline(__always)
    mutating func raw(_ source: UnsafeRawBufferPointer) {
        guard let base = source.baseAddress else { return }
        cursor.copyMemory(from: base, byteCount: source.count)
        cursor += source.count
    }

    /// A `bytes` field unless it is empty.
    mutating func data(_ number: UInt32, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        tag(number, 2)
        varint(UInt64(value.count))
        value.withUnsafeBytes { raw($0) }
    }

    /// A nested message whose length is known once it is written: room for two bytes of length, then what `write` writes, moved where the
    /// length takes fewer or more.
    @inline(__always)
    mutating func message(_ number: UInt32, _ write: (inout WireWriter) -> Void) {
        tag(number, 2)
        let reserved = 2
        let start = cursor
        cursor += reserved
        write(&self)
        let count = cursor - start - reserved
        let needed = WireWriter.length(ofVarint: UInt64(count))
        if needed != reserved { (start + needed).copyMemory(from: start + reserved, byteCount: count) }
        cursor = start
        varint(UInt64(count))
        cursor += count
    }

    /// A nested message that never takes more than 127 bytes.
    @inline(__always)
    mutating func shortMessage(_ number: UInt32, _ write: (inout WireWriter) -> Void) {
        tag(number, 2)
        let start = cursor
        cursor += 1
        write(&self)
        start.storeBytes(of: UInt8(truncatingIfNeeded: cursor - start - 1), as: UInt8.self)
    }
}
