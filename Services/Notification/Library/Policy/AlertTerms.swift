public import Domain

/// What every rule says of the alerts it raises: CAP's terms, and how they live.
public struct AlertTerms: Hashable, Sendable {
    /// How severe an alert is.
    public enum SeverityMapping: Hashable, Sendable {
        /// As the signal says.
        case asSignal
        case fixed(Severity)
        /// From a multiple upwards (of what was expected, for signals; of the threshold, for forecasts), in rising order.
        case steps([Step])
    }

    /// One step of a severity mapping.
    public struct Step: Hashable, Sendable {
        /// The multiple from which it holds.
        public var atLeast: Double
        /// What it is then.
        public var severity: Severity

        /// A severity from a multiple upwards.
        public init(atLeast: Double, severity: Severity) {
            self.atLeast = atLeast
            self.severity = severity
        }
    }

    /// Unique in the policy.
    public var name: String
    /// CAP's category; nil for the one that suits the category of the fact.
    public var capCategory: String?
    /// How soon to act.
    public var urgency: Alert.Urgency
    /// How sure it is.
    public var certainty: Alert.Certainty
    /// How severe an alert is.
    public var severity: SeverityMapping
    /// What to do, for a French reader; may be empty.
    public var instructionFrench: String
    /// What to do, for an English reader; may be empty.
    public var instructionEnglish: String
    /// Seconds of event time after the end of what it speaks of.
    public var expiresAfter: Int64
    /// An update is due once the number has risen or fallen by this factor; more than 1.
    public var updateRatio: Double
    /// Least seconds between two messages of one alert, and between its cancellation and the next about the same; a rise in severity does not wait.
    public var coolDown: Int64
    /// How it lives with people.
    public var life: Life

    /// Seconds of a duration at most.
    public static let maximumDuration: Int64 = 366 * 86_400

    /// Terms with all they say; durations are held to 0 ... `maximumDuration`.
    public init(
        name: String, capCategory: String? = nil, urgency: Alert.Urgency, certainty: Alert.Certainty, severity: SeverityMapping,
        instructionFrench: String = "", instructionEnglish: String = "", expiresAfter: Int64, updateRatio: Double = 1.5,
        coolDown: Int64 = 0,
        life: Life = Life()
    ) {
        self.name = name
        self.capCategory = capCategory
        self.urgency = urgency
        self.certainty = certainty
        self.severity = severity
        self.instructionFrench = instructionFrench
        self.instructionEnglish = instructionEnglish
        self.expiresAfter = min(max(expiresAfter, 0), AlertTerms.maximumDuration)
        self.updateRatio = updateRatio
        self.coolDown = min(max(coolDown, 0), AlertTerms.maximumDuration)
        self.life = life
    }

    /// The severity of something that a signal calls `severity` and that is `multiple` times what it is compared with.
    func severity(_ severity: Severity, multiple: Double) -> Severity {
        switch self.severity {
        case .asSignal: severity
        case .fixed(let fixed): fixed
        case .steps(let steps): steps.last { multiple >= $0.atLeast }?.severity ?? .unknown
        }
    }
}
