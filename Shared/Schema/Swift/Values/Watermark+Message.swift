public import Domain
internal import CSchema

extension Watermark: ProtobufCoded {
    /// `quietude.v1.Watermark`
    public static var name: String { "quietude.v1.Watermark" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Watermark>) { quietude__v1__watermark__init(c) }

    func fill(_ c: inout Quietude__V1__Watermark, in arena: Arena) {
        c.time = time.milliseconds
        (c.n_sources, c.sources) = arena.messages(sources)
    }

    init(reading c: Quietude__V1__Watermark) throws(SchemaError) {
        self.init(time: Instant(milliseconds: c.time), sources: try Self.messages(c.sources, c.n_sources, "sources"))
    }
}

extension Watermark.Source: ProtobufCoded {
    /// `quietude.v1.SourceWatermark`
    public static var name: String { "quietude.v1.SourceWatermark" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__SourceWatermark>) { quietude__v1__source_watermark__init(c) }

    func fill(_ c: inout Quietude__V1__SourceWatermark, in arena: Arena) {
        c.source = arena.string(identifier)
        c.kind = Quietude__V1__SourceKind(rawValue: UInt32(kind.rawValue))
        c.time = time.milliseconds
        c.idle = idle ? 1 : 0
        c.conditions = conditions.rawValue
    }

    init(reading c: Quietude__V1__SourceWatermark) throws(SchemaError) {
        self.init(
            identifier: try Self.text(c.source, "source"), kind: try Self.closed(c.kind.rawValue, "kind"),
            time: Instant(milliseconds: c.time), idle: c.idle != 0, conditions: SourceCondition(rawValue: c.conditions))
    }
}
