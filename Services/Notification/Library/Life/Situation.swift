import Domain

/// Something that may need an alert, as a rule sees it: the common form of signals and forecasts.
struct Situation: Hashable, Sendable {
    /// What a rule makes of it.
    enum Verdict: Hashable, Sendable {
        /// Reaches the thresholds.
        case raise
        /// Neither reaches them nor is normal again: nothing is raised, nothing is called off.
        case hold
        /// Normal again.
        case clear
    }

    /// All that is said of one situation has the same key: one alert that lives.
    var key: String
    /// What it is itself, where several are one alert; the same as `key` where it stands alone.
    var member: String
    /// Alerts that may stand for the same are looked up by it.
    var group: String
    var rule: String
    /// Seconds since 1970: when it was known.
    var time: Int64
    var category: Category
    var capCategory: String
    var urgency: Alert.Urgency
    var severity: Severity
    var certainty: Alert.Certainty
    /// Seconds since 1970: the stretch that it speaks of, and when an alert about it ends.
    var onset: Int64
    var until: Int64
    var expires: Int64
    /// Whose rise or fall makes an update due.
    var magnitude: Double
    var cells: [Cell]
    /// It goes on while it is heard of: its area grows and its end moves on. A forecast's window does neither.
    var isOngoing: Bool
    var french: Alert.Wording
    var english: Alert.Wording
    var cause: String
}
