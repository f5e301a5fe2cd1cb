public import Domain
internal import CSchema

extension Reading: ProtobufCoded {
    /// `quietude.v1.Reading`
    public static var name: String { "quietude.v1.Reading" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Reading>) { quietude__v1__reading__init(c) }

    func fill(_ c: inout Quietude__V1__Reading, in arena: Arena) {
        c.kind = Quietude__V1__SourceKind(rawValue: UInt32(kind.rawValue))
        c.category = UInt32(category.rawValue)
        c.cell = cell.map { arena.message($0) }
        c.slot_start = slot.start
        c.slot_length = slot.length
        c.said_slot = saidSlot ?? 0
        if let value {
            c.value_presence_case = QUIETUDE__V1__READING__VALUE_PRESENCE_VALUE
            c.value = value
        }
        c.unit = arena.string(unit)
        c.quality = Quietude__V1__Quality(rawValue: UInt32(quality.rawValue))
        if let lower {
            c.lower_presence_case = QUIETUDE__V1__READING__LOWER_PRESENCE_LOWER
            c.lower = lower
        }
        if let upper {
            c.upper_presence_case = QUIETUDE__V1__READING__UPPER_PRESENCE_UPPER
            c.upper = upper
        }
    }

    init(reading c: Quietude__V1__Reading) throws(SchemaError) {
        self.init(
            kind: try Self.closed(c.kind.rawValue, "kind"), category: try Self.closed(c.category, "category"),
            cell: try Self.message(c.cell, "cell"), slot: try Self.slot(start: c.slot_start, length: c.slot_length),
            saidSlot: c.said_slot == 0 ? nil : c.said_slot, value: c.value_presence_case.rawValue == 0 ? nil : c.value,
            unit: try Self.text(c.unit, "unit"), quality: Self.open(c.quality.rawValue) ?? .unspecified,
            lower: c.lower_presence_case.rawValue == 0 ? nil : c.lower, upper: c.upper_presence_case.rawValue == 0 ? nil : c.upper)
    }
}
