import Domain
internal import CSchema

/// `quietude.v1.CategoryMapping`; in the domain it is an entry of a dictionary.
struct CategoryMapping {
    var originalCode: String
    var category: Category
}

extension CategoryMapping: ProtobufCoded {
    static var name: String { "quietude.v1.CategoryMapping" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__CategoryMapping>) { quietude__v1__category_mapping__init(c) }

    func fill(_ c: inout Quietude__V1__CategoryMapping, in arena: Arena) {
        c.original_code = arena.string(originalCode)
        c.category = UInt32(category.rawValue)
    }

    init(reading c: Quietude__V1__CategoryMapping) throws(SchemaError) {
        self.init(originalCode: try Self.text(c.original_code, "original_code"), category: try Self.closed(c.category, "category"))
    }
}
