import Domain

// A machine's state as bytes: its format, then what it holds.

extension AlertMachine {
    private static let format: UInt8 = 1

    mutating func takeDelta() -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: AlertMachine.format)
        return writeChanges(to: &writer) ? writer.bytes : []
    }

    mutating func replay(delta: [UInt8]) throws(StateError) {
        guard !delta.isEmpty else { return }
        var reader = StateReader(delta)
        try AlertMachine.check(&reader)
        try readChanges(from: &reader)
        guard reader.isAtEnd else { throw reader.malformed() }
    }

    func snapshot() -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: AlertMachine.format)
        writeAll(to: &writer)
        return writer.bytes
    }

    mutating func restore(snapshot: [UInt8]) throws(StateError) { try replay(delta: snapshot) }

    private static func check(_ reader: inout StateReader) throws(StateError) {
        let found = try reader.byte()
        guard found == format else { throw .otherVersion(found: UInt64(found), known: UInt64(format)) }
    }
}
