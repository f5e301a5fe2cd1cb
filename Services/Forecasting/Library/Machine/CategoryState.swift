import Domain

/// All that is known of one category: where, when, how often, from whom, in what weather, and how right its forecasts were.
struct CategoryState: Sendable {
    var model: PlaceModel
    var hours = HourProfile()
    var effects = SurroundingEffects()
    var calibration = CalibrationTally()
    var dispersion = Dispersion()
    var novelty = Novelty()
    /// Start of the first slot counted, seconds since 1970.
    var began: Int64
    /// Incidents that count, and the same by kind of source.
    var live = 0
    var kinds = [Int](repeating: 0, count: SourceKind.allCases.count + 1)
    /// Day of the last fit.
    var fitted: Int?

    init(model: PlaceModel, began: Int64) {
        self.model = model
        self.began = began
    }
}
