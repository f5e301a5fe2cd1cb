public import Domain
internal import CSchema

extension CategoryRule: ProtobufCoded {
    /// `quietude.v1.CategoryRule`
    public static var name: String { "quietude.v1.CategoryRule" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__CategoryRule>) { quietude__v1__category_rule__init(c) }

    func fill(_ c: inout Quietude__V1__CategoryRule, in arena: Arena) {
        c.category = UInt32(category.rawValue)
        c.level = UInt32(level)
        c.slot_length = slotLength
        c.refused = refused ? 1 : 0
        c.minimum_residents = minimumResidents
    }

    init(reading c: Quietude__V1__CategoryRule) throws(SchemaError) {
        self.init(
            category: try Self.closed(c.category, "category"), level: try Self.level(c.level), slotLength: c.slot_length,
            refused: c.refused != 0, minimumResidents: c.minimum_residents)
    }
}
