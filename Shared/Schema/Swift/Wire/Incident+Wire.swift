import Domain

extension Incident {
    /// Bytes that `write` writes at most, with the tag and the length that stand before it in a batch: fewer than 128, so that the length
    /// takes one byte.
    static let wireBound = 10 + 1 + 3 + 1 + 5 + 5 + 10 + 5 + 1 + 1 + 1 + 2

    /// The same bytes as protobuf-c's, without going through a C struct.
    @inline(__always)
    func write(to writer: inout WireWriter) {
        writer.number(1, UInt64(kind.rawValue))
        writer.number(2, UInt64(category.rawValue))
        writer.number(3, UInt64(cell.level))
        writer.signedUnlessZero(4, Int64(cell.column))
        writer.signedUnlessZero(5, Int64(cell.row))
        writer.signedUnlessZero(6, slot.start)
        writer.number(7, UInt64(slot.length))
        writer.number(8, UInt64(severity.rawValue))
        writer.number(9, UInt64(timeCertainty.rawValue))
        writer.number(10, UInt64(origin.rawValue))
    }
}
