public import Domain
internal import CSchema

extension Signal: ProtobufCoded {
    /// `quietude.v1.Signal`
    public static var name: String { "quietude.v1.Signal" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Signal>) { quietude__v1__signal__init(c) }

    func fill(_ c: inout Quietude__V1__Signal, in arena: Arena) {
        c.identifier = arena.string(identifier)
        c.kind = Quietude__V1__SignalKind(rawValue: UInt32(kind.rawValue))
        c.category = UInt32(category.rawValue)
        (c.n_cells, c.cells) = arena.messages(cells)
        c.start = start
        c.end = end
        c.observed = observed
        c.expected = expected
        c.p_value = pValue
        c.severity = Quietude__V1__Severity(rawValue: UInt32(severity.rawValue))
        (c.n_sources, c.sources) = arena.array(sources.map { Quietude__V1__SourceKind(rawValue: UInt32($0.rawValue)) })
        c.sentence_fr = arena.string(french)
        c.sentence_en = arena.string(english)
        c.situation = arena.string(situation)
    }

    init(reading c: Quietude__V1__Signal) throws(SchemaError) {
        self.init(
            identifier: try Self.text(c.identifier, "identifier"), kind: try Self.closed(c.kind.rawValue, "kind"),
            category: try Self.closed(c.category, "category"), cells: try Self.messages(c.cells, c.n_cells, "cells"), start: c.start,
            end: c.end, observed: c.observed, expected: c.expected, pValue: c.p_value,
            severity: Self.open(c.severity.rawValue) ?? .unknown, sources: try Self.kinds(c.sources, c.n_sources, "sources"),
            french: try Self.text(c.sentence_fr, "sentence_fr"), english: try Self.text(c.sentence_en, "sentence_en"),
            situation: try Self.text(c.situation, "situation"))
    }
}

extension ProtobufCoded {
    /// Kinds of source.
    static func kinds(
        _ pointer: UnsafeMutablePointer<Quietude__V1__SourceKind>?, _ count: Int, _ field: String
    ) throws(SchemaError) -> [SourceKind] {
        var kinds: [SourceKind] = []
        for kind in array(pointer, count) { kinds.append(try closed(kind.rawValue, field)) }
        return kinds
    }
}
