import Domain

/// What raises an alert, in which terms of CAP 1.2, and when it is updated, called off or over. Read from `alert-policy.yaml`.
public struct AlertPolicy: Hashable, Sendable {
    /// Bounds of what is held and of what is said.
    public struct Limits: Hashable, Sendable {
        /// Alerts alive at once, a feed; beyond it the one that ends soonest goes first.
        public var liveThreads: Int
        /// Cells of one alert; a larger area is told in coarser cells.
        public var cells: Int

        /// Limits, at least 1 each.
        public init(liveThreads: Int = 10_000, cells: Int = 200) {
            self.liveThreads = max(liveThreads, 1)
            self.cells = max(cells, 1)
        }
    }

    /// The file's own version.
    public var version: String
    /// CAP's sender, before the territory's name.
    public var sender: String
    /// Bounds of what is held and of what is said.
    public var limits: Limits
    /// In the order of the file: the first rule that raises a signal has it.
    public var signals: [SignalRule]
    /// In the order of the file: the first rule that raises a forecast has it.
    public var forecasts: [ForecastRule]

    /// A policy with all it says.
    public init(
        version: String, sender: String, limits: Limits = Limits(), signals: [SignalRule] = [], forecasts: [ForecastRule] = []
    ) {
        self.version = version
        self.sender = sender
        self.limits = limits
        self.signals = signals
        self.forecasts = forecasts
    }
}
