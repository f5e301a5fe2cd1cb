public import Domain
internal import CSchema

extension Cell: ProtobufCoded {
    /// `quietude.v1.Cell`
    public static var name: String { "quietude.v1.Cell" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Cell>) { quietude__v1__cell__init(c) }

    func fill(_ c: inout Quietude__V1__Cell, in arena: Arena) {
        c.level = UInt32(level)
        c.column = column
        c.row = row
    }

    init(reading c: Quietude__V1__Cell) throws(SchemaError) {
        self.init(level: try Self.level(c.level), column: c.column, row: c.row)
    }
}

extension ProtobufCoded {
    /// A level of cells, 0 ... 15.
    static func level(_ number: UInt32, _ field: String = "level") throws(SchemaError) -> UInt8 {
        guard number <= UInt32(Cell.maximumLevel) else {
            throw .unknownValue(message: name, field: field, value: Int64(number))
        }
        return UInt8(number)
    }

    /// A slot; its length is at least a second.
    static func slot(start: Int64, length: UInt32) throws(SchemaError) -> TimeSlot {
        guard length > 0 else { throw .missing(message: name, field: "slot_length") }
        return TimeSlot(start: start, length: length)
    }
}
