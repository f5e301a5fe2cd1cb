public import Domain
internal import CSchema

extension ForecastCalibration: ProtobufCoded {
    /// `quietude.v1.ForecastCalibration`
    public static var name: String { "quietude.v1.ForecastCalibration" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ForecastCalibration>) { quietude__v1__forecast_calibration__init(c) }

    func fill(_ c: inout Quietude__V1__ForecastCalibration, in arena: Arena) {
        c.days = UInt32(clamping: days)
        (c.n_expected, c.expected) = arena.array(deciles.map(\.expected))
        (c.n_observed, c.observed) = arena.array(deciles.map(\.observed))
        (c.n_corrections, c.corrections) = arena.array(corrections)
        c.elsewhere = elsewhere
    }

    init(reading c: Quietude__V1__ForecastCalibration) throws(SchemaError) {
        let expected = Self.array(c.expected, c.n_expected)
        let observed = Self.array(c.observed, c.n_observed)
        let corrections = Self.array(c.corrections, c.n_corrections)
        guard expected.count == observed.count, corrections.isEmpty || corrections.count == expected.count else {
            throw .invalid(message: Self.name, field: "observed", reason: "the columns differ in length; send one value a tenth in each")
        }
        self.init(
            days: Int(c.days), deciles: zip(expected, observed).map { Decile(expected: $0, observed: $1) }, corrections: corrections,
            elsewhere: c.elsewhere)
    }
}
