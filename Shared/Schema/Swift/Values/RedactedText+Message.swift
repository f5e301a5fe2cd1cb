public import Domain
internal import CSchema

extension RedactedText: ProtobufCoded {
    /// `quietude.v1.Text`
    public static var name: String { "quietude.v1.Text" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Text>) { quietude__v1__text__init(c) }

    func fill(_ c: inout Quietude__V1__Text, in arena: Arena) {
        c.kind = Quietude__V1__SourceKind(rawValue: UInt32(kind.rawValue))
        c.category = UInt32(category.rawValue)
        c.level = UInt32(cell.level)
        c.column = cell.column
        c.row = cell.row
        c.slot_start = slot.start
        c.slot_length = slot.length
        c.sequence = sequence
        c.index = index
        c.text = arena.string(text)
    }

    init(reading c: Quietude__V1__Text) throws(SchemaError) {
        self.init(
            kind: try Self.closed(c.kind.rawValue, "kind"), category: try Self.closed(c.category, "category"),
            cell: Cell(level: try Self.level(c.level), column: c.column, row: c.row),
            slot: try Self.slot(start: c.slot_start, length: c.slot_length), sequence: c.sequence, index: c.index,
            text: try Self.text(c.text, "text"))
    }
}
