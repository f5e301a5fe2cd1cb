public import Domain
internal import CSchema

extension ForecastFactor: ProtobufCoded {
    /// `quietude.v1.ForecastFactor`
    public static var name: String { "quietude.v1.ForecastFactor" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ForecastFactor>) { quietude__v1__forecast_factor__init(c) }

    func fill(_ c: inout Quietude__V1__ForecastFactor, in arena: Arena) {
        c.kind = UInt32(kind.rawValue)
        c.ratio = ratio
    }

    init(reading c: Quietude__V1__ForecastFactor) throws(SchemaError) {
        guard c.ratio.isFinite, c.ratio > 0 else { throw .invalid(message: Self.name, field: "ratio", reason: "is more than 0") }
        self.init(kind: try Self.closed(c.kind, "kind"), ratio: c.ratio)
    }
}
