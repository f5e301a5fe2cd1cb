public import Domain

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
    /// How much each audience can take; one that is not named takes all.
    public var audiences: [Audience: AudienceTerms]
    /// Stretches of event time in which nobody is rung: maintenance that is known before.
    public var silences: [Silence]

    /// A policy with all it says.
    public init(
        version: String, sender: String, limits: Limits = Limits(), signals: [SignalRule] = [], forecasts: [ForecastRule] = [],
        audiences: [Audience: AudienceTerms] = [:], silences: [Silence] = []
    ) {
        self.version = version
        self.sender = sender
        self.limits = limits
        self.signals = signals
        self.forecasts = forecasts
        self.audiences = audiences
        self.silences = silences
    }
}

extension AlertPolicy {
    /// The terms of each rule, by its name.
    var terms: [String: AlertTerms] {
        let all = signals.map(\.terms) + forecasts.map(\.terms)
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }
}
