import Domain

// A machine's state as bytes: its format, then what it holds.

extension AlertMachine {
    private static let format: UInt8 = 2
    /// The layout of before audiences: threads without members, holds and acknowledgements.
    private static let formerFormat: UInt8 = 1

    mutating func takeDelta() -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: AlertMachine.format)
        return writeChanges(to: &writer) ? writer.bytes : []
    }

    mutating func replay(delta: [UInt8]) throws(StateError) {
        guard !delta.isEmpty else { return }
        var reader = StateReader(delta)
        if try AlertMachine.isFormer(&reader) {
            try readFormerChanges(from: &reader)
        } else {
            try readChanges(from: &reader)
        }
        guard reader.isAtEnd else { throw reader.malformed() }
    }

    func snapshot() -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: AlertMachine.format)
        writeAll(to: &writer)
        return writer.bytes
    }

    mutating func restore(snapshot: [UInt8]) throws(StateError) { try replay(delta: snapshot) }

    /// Whether bytes are of the layout before this one; one that is neither is refused.
    private static func isFormer(_ reader: inout StateReader) throws(StateError) -> Bool {
        let found = try reader.byte()
        guard found == format || found == formerFormat else { throw .otherVersion(found: UInt64(found), known: UInt64(format)) }
        return found == formerFormat
    }
}

// What is remembered: the watermark, the desk where it changed, the threads that changed.
extension AlertMachine {
    mutating func writeChanges(to writer: inout StateWriter) -> Bool {
        guard watermarkMoved || store.hasChanges || desk.hasChanges else { return false }
        writer.write(signed: watermark)
        writer.write(byte: desk.hasChanges ? 1 : 0)
        if desk.hasChanges { desk.write(to: &writer) }
        store.writeChanges(to: &writer)
        watermarkMoved = false
        return true
    }

    mutating func readChanges(from reader: inout StateReader) throws(StateError) {
        watermark = max(watermark, try reader.signed())
        if try reader.byte() != 0 { try desk.read(from: &reader) }
        try store.read(from: &reader) { key, reader throws(StateError) in try AlertThread(key: key, from: &reader) }
    }

    private mutating func readFormerChanges(from reader: inout StateReader) throws(StateError) {
        watermark = max(watermark, try reader.signed())
        let sender = sender
        try store.read(from: &reader) { key, reader throws(StateError) in
            var thread = try AlertThread(key: key, former: &reader, sender: sender)
            // Each alert rang all staff, so all of it is told of its end.
            thread.audiences = Audience.staff
            thread.told = thread.audiences
            return thread
        }
    }

    func writeAll(to writer: inout StateWriter) {
        writer.write(signed: watermark)
        writer.write(byte: 1)
        var desk = desk
        desk.write(to: &writer)
        store.writeAll(to: &writer)
    }
}
