public import Domain
internal import CSchema

extension Incident: ProtobufCoded {
    /// `quietude.v1.Incident`
    public static var name: String { "quietude.v1.Incident" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Incident>) { quietude__v1__incident__init(c) }

    func fill(_ c: inout Quietude__V1__Incident, in arena: Arena) {
        c.kind = Quietude__V1__SourceKind(rawValue: UInt32(kind.rawValue))
        c.category = UInt32(category.rawValue)
        c.level = UInt32(cell.level)
        c.column = cell.column
        c.row = cell.row
        c.slot_start = slot.start
        c.slot_length = slot.length
        c.severity = Quietude__V1__Severity(rawValue: UInt32(severity.rawValue))
        c.time_certainty = Quietude__V1__TimeCertainty(rawValue: UInt32(timeCertainty.rawValue))
        c.origin = Quietude__V1__Origin(rawValue: UInt32(origin.rawValue))
    }

    init(reading c: Quietude__V1__Incident) throws(SchemaError) {
        self.init(
            kind: try Self.closed(c.kind.rawValue, "kind"), category: try Self.closed(c.category, "category"),
            cell: Cell(level: try Self.level(c.level), column: c.column, row: c.row),
            slot: try Self.slot(start: c.slot_start, length: c.slot_length), severity: Self.open(c.severity.rawValue) ?? .unknown,
            timeCertainty: try Self.closed(c.time_certainty.rawValue, "time_certainty"),
            origin: Self.open(c.origin.rawValue) ?? .unspecified)
    }
}
