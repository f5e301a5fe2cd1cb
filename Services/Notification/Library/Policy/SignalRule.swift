import Domain

/// Which signals raise an alert, and when it is called off.
public struct SignalRule: Hashable, Sendable {
    /// What it says of the alerts it raises.
    public var terms: AlertTerms
    /// What may have found the signal.
    public var kinds: Set<Signal.Kind>
    /// Of these categories only.
    public var categories: Set<Category>
    /// The signal's own severity, at least.
    public var minimumSeverity: Severity
    /// Raised at or below it.
    public var maximumPValue: Double
    /// Raised at or above this number.
    public var minimumObserved: Double
    /// From here on all is normal again; at least `maximumPValue`. In between nothing is raised and nothing called off.
    public var clearPValue: Double
    /// Below this number all is normal again; at most `minimumObserved`.
    public var clearObserved: Double

    /// A rule with all it says.
    public init(
        terms: AlertTerms, kinds: Set<Signal.Kind>, categories: Set<Category>, minimumSeverity: Severity = .unknown,
        maximumPValue: Double = 1, minimumObserved: Double = 0, clearPValue: Double = 1, clearObserved: Double = 0
    ) {
        self.terms = terms
        self.kinds = kinds
        self.categories = categories
        self.minimumSeverity = minimumSeverity
        self.maximumPValue = maximumPValue
        self.minimumObserved = minimumObserved
        self.clearPValue = clearPValue
        self.clearObserved = clearObserved
    }

    func concerns(_ signal: Signal) -> Bool { kinds.contains(signal.kind) && categories.contains(signal.category) }

    func verdict(on signal: Signal) -> Situation.Verdict {
        if signal.severity >= minimumSeverity, signal.pValue <= maximumPValue, signal.observed >= minimumObserved { return .raise }
        return signal.pValue >= clearPValue || signal.observed < clearObserved ? .clear : .hold
    }
}
