public import Domain
internal import CSchema

extension Silence: ProtobufCoded {
    /// `quietude.v1.Silence`
    public static var name: String { "quietude.v1.Silence" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Silence>) { quietude__v1__silence__init(c) }

    func fill(_ c: inout Quietude__V1__Silence, in arena: Arena) {
        c.identifier = arena.string(identifier)
        (c.n_rules, c.rules) = arena.strings(rules.sorted())
        (c.n_categories, c.categories) = arena.array(categories.sorted().map { UInt32($0.rawValue) })
        (c.n_cells, c.cells) = arena.messages(cells)
        (c.n_zones, c.zones) = arena.strings(zones.sorted())
        c.from = from
        c.until = until
        c.reason = arena.string(reason)
    }

    init(reading c: Quietude__V1__Silence) throws(SchemaError) {
        self.init(
            identifier: try Self.text(c.identifier, "identifier"), rules: Set(try Self.texts(c.rules, c.n_rules, "rules")),
            cells: try Self.messages(c.cells, c.n_cells, "cells"), zones: Set(try Self.texts(c.zones, c.n_zones, "zones")), from: c.from,
            until: c.until, reason: try Self.text(c.reason, "reason"))
        for number in Self.array(c.categories, c.n_categories) { categories.insert(try Self.closed(number, "categories")) }
    }
}
