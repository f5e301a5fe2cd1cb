import Domain

/// The words of GTFS-Realtime for causes and effects, and what they mean here.
enum TransitCodes {
    /// `Alert.Cause`, by its number.
    static let causes = [
        1: "UNKNOWN_CAUSE", 2: "OTHER_CAUSE", 3: "TECHNICAL_PROBLEM", 4: "STRIKE", 5: "DEMONSTRATION", 6: "ACCIDENT", 7: "HOLIDAY",
        8: "WEATHER", 9: "MAINTENANCE", 10: "CONSTRUCTION", 11: "POLICE_ACTIVITY", 12: "MEDICAL_EMERGENCY",
    ]
    /// `Alert.Effect`, by its number.
    static let effects = [
        1: "NO_SERVICE", 2: "REDUCED_SERVICE", 3: "SIGNIFICANT_DELAYS", 4: "DETOUR", 5: "ADDITIONAL_SERVICE", 6: "MODIFIED_SERVICE",
        7: "OTHER_EFFECT", 8: "UNKNOWN_EFFECT", 9: "STOP_MOVED", 10: "NO_EFFECT", 11: "ACCESSIBILITY_ISSUE",
    ]

    /// The codes of an alert, the most precise first.
    static func codes(cause: String, effect: String) -> [String] { ["\(cause)/\(effect)", cause, effect] }

    /// Our categories of an alert, the best first; what the register does not know falls to the next.
    static func categories(cause: String) -> [Category] {
        switch cause {
        case "CONSTRUCTION", "MAINTENANCE": [.obstruction, .transitIncident]
        case "DEMONSTRATION": [.gathering, .transitIncident]
        default: [.transitIncident]
        }
    }

    /// CAP's severity of `Alert.SeverityLevel`.
    static func severity(_ level: Int32) -> Severity {
        switch level {
        case 2: .minor
        case 3: .moderate
        case 4: .severe
        default: .unknown
        }
    }
}
