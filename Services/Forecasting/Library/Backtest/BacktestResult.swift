import Domain

/// What a backtest leaves, for a report.
public struct BacktestResult: Sendable {
    /// The grid whose indices the windows use.
    public let grid: StudyGrid
    /// Each window in order; empty unless the settings keep them.
    public internal(set) var windows: [WindowForecast] = []
    /// How many windows there were.
    public internal(set) var count = 0
    /// Incidents expected and observed in all windows.
    public internal(set) var expected = 0.0
    /// Likewise.
    public internal(set) var observed = 0
    /// The last window's forecast split by component (`ForecastComponent.allCases`), then by its cells: each cell's parts sum to its
    /// forecast.
    public internal(set) var lastExplanation: [[Float]] = []
    /// Share of each component in the last window's whole forecast, by `ForecastComponent.allCases`.
    public internal(set) var componentShares: [Double] = []
    /// Over-dispersion of counts by cell and window, as the windows showed it.
    public internal(set) var dispersion = Dispersion()
    /// Log-likelihood before each cycle of each fit: never falling within one.
    public internal(set) var fits: [[Double]] = []
    /// First day of the training span of the last fit and its number of days.
    public internal(set) var trainingDays = 0
    /// Whether the hour of the incidents is known.
    public internal(set) var knowsHours = true
    /// Incidents outside the rectangle that is modelled.
    public internal(set) var offGrid = 0
    /// The model as it stands after the last day: what a live forecast would start from.
    public internal(set) var model: PlaceModel
}
