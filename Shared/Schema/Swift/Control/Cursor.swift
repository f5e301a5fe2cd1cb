internal import CSchema

/// A consumer's place in a journal.
public struct Cursor: Hashable, Sendable {
    /// Identity of the journal, 16 bytes; empty for whichever journal is served.
    public var journal: [UInt8]
    /// The last record that was dealt with; 0 before the first.
    public var sequence: UInt64

    /// A place in a journal.
    public init(journal: [UInt8] = [], sequence: UInt64) {
        self.journal = journal
        self.sequence = sequence
    }
}

extension Cursor: ProtobufCoded {
    /// `quietude.v1.Cursor`
    public static var name: String { "quietude.v1.Cursor" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Cursor>) { quietude__v1__cursor__init(c) }

    func fill(_ c: inout Quietude__V1__Cursor, in arena: Arena) {
        c.journal = arena.data(journal)
        c.sequence = sequence
    }

    init(reading c: Quietude__V1__Cursor) throws(SchemaError) {
        self.init(journal: Self.data(c.journal), sequence: c.sequence)
    }
}
