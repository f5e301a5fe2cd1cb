/// Expected incidents of one category in one window, cell by cell.
public struct Forecast: Hashable, Sendable {
    /// The expected number in one cell.
    public struct Expectation: Hashable, Sendable {
        /// The cell.
        public var cell: Cell
        /// Incidents in the window, at least 0.
        public var expected: Double

        /// An expectation of a cell.
        public init(cell: Cell, expected: Double) {
            self.cell = cell
            self.expected = expected
        }
    }

    /// The watermark it was issued on, seconds since 1970.
    public var issuedAt: Int64
    /// Seconds since 1970, half-open with `windowEnd`.
    public var windowStart: Int64
    /// Seconds since 1970, exclusive.
    public var windowEnd: Int64
    /// Of the incidents that are expected.
    public var category: Category
    /// Cells of one level, in the order of `Cell`'s `<`.
    public var cells: [Expectation]
    /// Expected number in each cell that is not listed.
    public var elsewhere: Double
    /// Negative binomial size; 0 for Poisson.
    public var dispersion: Double
    /// Name and version of the model.
    public var model: String
    /// Span of event time it learnt from, seconds since 1970.
    public var trainedFrom: Int64
    /// Seconds since 1970, exclusive.
    public var trainedUntil: Int64
    /// Kinds of source that it learnt from.
    public var sources: [SourceKind]
    /// Kinds of source that were silent when it was issued.
    public var silentSources: [SourceKind]
    /// What the most likely cells' expectations are made of.
    public var reasons: ForecastReasons
    /// What the whole forecast was multiplied by, because of the hours, the day, the weather: those that differ from 1.
    public var factors: [ForecastFactor]
    /// How the category's forecasts of the last weeks compare with what came; nil before there were any.
    public var calibration: ForecastCalibration?

    /// A forecast with all it says.
    public init(
        issuedAt: Int64, windowStart: Int64, windowEnd: Int64, category: Category, cells: [Expectation], elsewhere: Double,
        dispersion: Double = 0, model: String, trainedFrom: Int64, trainedUntil: Int64, sources: [SourceKind], silentSources: [SourceKind],
        reasons: ForecastReasons = ForecastReasons(), factors: [ForecastFactor] = [], calibration: ForecastCalibration? = nil
    ) {
        self.issuedAt = issuedAt
        self.windowStart = windowStart
        self.windowEnd = windowEnd
        self.category = category
        self.cells = cells
        self.elsewhere = elsewhere
        self.dispersion = dispersion
        self.model = model
        self.trainedFrom = trainedFrom
        self.trainedUntil = trainedUntil
        self.sources = sources
        self.silentSources = silentSources
        self.reasons = reasons
        self.factors = factors
        self.calibration = calibration
    }
}
