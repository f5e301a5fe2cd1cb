import Domain
public import Schema

/// The records that a deterministic machine has taken since its state was last written: applied again, in order, they bring it back.
///
/// For machines whose state changes a little in many places with each record: the inputs are smaller than the differences.
/// Layout: type (1 byte), sequence (8), length (4), payload; numbers little-endian.
public struct InputLog: Sendable {
    /// A log that was cut short or is none.
    public struct Unreadable: Error, Sendable, CustomStringConvertible {
        /// What to do.
        public var description: String { "the state's log of inputs is damaged; restore the journal from a backup" }
    }

    private var bytes: [UInt8] = []

    /// An empty log.
    public init() {}

    /// Notes a record.
    public mutating func note(_ record: Record) {
        bytes.append(record.type.rawValue)
        withUnsafeBytes(of: record.sequence.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(record.payload.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: record.payload)
    }

    /// What was noted since the last call.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Gives the records of a log, in order.
    public static func replay(_ log: [UInt8], _ body: (Record) throws -> Void) throws {
        var rest = log[...]
        func number(_ count: Int) throws -> UInt64 {
            guard rest.count >= count else { throw Unreadable() }
            let number = rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(count)
            return number
        }
        while let first = rest.popFirst() {
            guard let type = RecordType(rawValue: first) else { throw Unreadable() }
            let sequence = try number(8)
            let length = Int(try number(4))
            guard rest.count >= length else { throw Unreadable() }
            try body(Record(sequence: sequence, type: type, payload: Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
    }
}
