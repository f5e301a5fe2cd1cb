import Domain

/// CAP 1.2's words (clause 3.2), as its schema spells them.
enum CAPText {
    /// Identifiers and senders hold no space, comma, `<` or `&` (clause 3.2.1).
    static func name(_ text: String) -> String {
        String(text.map { character in character.isWhitespace || ",<&".contains(character) ? "_" : character })
    }

    /// UTC must be written `-00:00` (clause 3.3.2).
    static func time(_ seconds: Int64) -> String {
        // Four digits of a year: what lies beyond is held to them.
        DecimalText.time(min(max(seconds, -62_135_596_800), 253_402_300_799), utc: "-00:00")
    }

    static func reference(_ reference: Alert.Reference) -> String {
        "\(name(reference.sender)),\(name(reference.identifier)),\(time(reference.sent))"
    }

    static func status(_ status: Status) -> String {
        switch status {
        case .actual: "Actual"
        case .exercise: "Exercise"
        case .test: "Test"
        }
    }

    static func messageType(_ type: Alert.MessageType) -> String {
        switch type {
        case .alert: "Alert"
        case .update: "Update"
        case .cancel: "Cancel"
        }
    }

    static func category(_ category: String) -> String {
        let known = ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE"]
        return known.contains(category) ? category : "Other"
    }

    static func responseType(_ type: Alert.ResponseType) -> String {
        switch type {
        case .shelter: "Shelter"
        case .evacuate: "Evacuate"
        case .prepare: "Prepare"
        case .execute: "Execute"
        case .avoid: "Avoid"
        case .monitor: "Monitor"
        case .assess: "Assess"
        case .allClear: "AllClear"
        case .none: "None"
        }
    }

    static func urgency(_ urgency: Alert.Urgency) -> String {
        switch urgency {
        case .unknown: "Unknown"
        case .immediate: "Immediate"
        case .expected: "Expected"
        case .future: "Future"
        case .past: "Past"
        }
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .unknown: "Unknown"
        case .minor: "Minor"
        case .moderate: "Moderate"
        case .severe: "Severe"
        case .extreme: "Extreme"
        }
    }

    static func certainty(_ certainty: Alert.Certainty) -> String {
        switch certainty {
        case .unknown: "Unknown"
        case .observed: "Observed"
        case .likely: "Likely"
        case .possible: "Possible"
        case .unlikely: "Unlikely"
        }
    }
}
