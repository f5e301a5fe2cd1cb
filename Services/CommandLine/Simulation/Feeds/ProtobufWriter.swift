/// Fields of a protobuf message, written as its encoding numbers them (protobuf.dev, "Encoding").
public struct ProtobufWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// A message without fields.
    public init() {}

    /// An unsigned number.
    public mutating func number(_ field: UInt64, _ value: UInt64) {
        varint(field << 3)
        varint(value)
    }

    /// A text.
    public mutating func text(_ field: UInt64, _ value: String) { message(field, Array(value.utf8)) }

    /// A message within it, or bytes.
    public mutating func message(_ field: UInt64, _ value: [UInt8]) {
        varint(field << 3 | 2)
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// A message within it, written by `body`.
    public mutating func message(_ field: UInt64, _ body: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        body(&inner)
        message(field, inner.bytes)
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
