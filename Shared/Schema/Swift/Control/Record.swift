public import Domain
internal import CSchema

/// One record of a journal, as a feed carries it.
public struct Record: Hashable, Sendable {
    /// Its place in the journal, from 1.
    public var sequence: UInt64
    /// Which message the payload is.
    public var type: RecordType
    /// The bytes of the message that the type names.
    public var payload: [UInt8]

    /// A record at its place.
    public init(sequence: UInt64, type: RecordType, payload: [UInt8]) {
        self.sequence = sequence
        self.type = type
        self.payload = payload
    }
}

extension Record: ProtobufCoded {
    /// `quietude.v1.Record`
    public static var name: String { "quietude.v1.Record" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Record>) { quietude__v1__record__init(c) }

    func fill(_ c: inout Quietude__V1__Record, in arena: Arena) {
        c.sequence = sequence
        c.type = Quietude__V1__RecordType(rawValue: UInt32(type.rawValue))
        c.payload = arena.data(payload)
    }

    init(reading c: Quietude__V1__Record) throws(SchemaError) {
        self.init(sequence: c.sequence, type: try Self.closed(c.type.rawValue, "type"), payload: Self.data(c.payload))
    }
}

extension Record {
    /// Bytes that `write` writes.
    var wireLength: Int {
        var length = 2
        if sequence != 0 { length += 1 + WireWriter.length(ofVarint: sequence) }
        if !payload.isEmpty { length += 1 + WireWriter.length(ofVarint: UInt64(payload.count)) + payload.count }
        return length
    }

    /// The same bytes as protobuf-c's.
    func write(to writer: inout WireWriter) {
        writer.number(1, sequence)
        writer.number(2, UInt64(type.rawValue))
        writer.data(3, payload)
    }

    /// The same value as protobuf-c's.
    init(walking bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        var (sequence, type, payload): (UInt64, UInt64, UnsafeRawBufferPointer) = (0, 0, UnsafeRawBufferPointer(start: nil, count: 0))
        var walker = FieldWalker(bytes)
        while let field = walker.next() {
            switch (field.number, field.wireType) {
            case (1, 0): sequence = field.value
            case (2, 0): type = field.value
            case (3, 2): payload = field.content
            case (1, _), (2, _), (3, _): throw .malformed(message: Self.name)
            default: break
            }
        }
        guard walker.isAtEnd else { throw .malformed(message: Self.name) }
        self.init(
            sequence: sequence, type: try Self.closed(UInt32(truncatingIfNeeded: type), "type"), payload: [UInt8](payload))
    }
}
