import Domain

/// What a person reads of a signal.
enum SignalWording {
    static func french(_ signal: Signal, instruction: String) -> Alert.Wording {
        let event = "\(subject(signal, signal.category.french)) : \(frenchKind(signal.kind))"
        let numbers = "\(Numbers.french(signal.observed)) constatés, \(Numbers.french(signal.expected)) attendus"
        let headline = signal.kind == .sourceSilent ? event : "\(event), \(numbers)"
        return Alert.Wording(
            event: event, headline: headline, description: signal.french.isEmpty ? "\(event). \(numbers)." : signal.french,
            instruction: instruction)
    }

    static func english(_ signal: Signal, instruction: String) -> Alert.Wording {
        let event = "\(subject(signal, signal.category.english)): \(englishKind(signal.kind))"
        let numbers = "\(Numbers.english(signal.observed)) observed, \(Numbers.english(signal.expected)) expected"
        let headline = signal.kind == .sourceSilent ? event : "\(event), \(numbers)"
        return Alert.Wording(
            event: event, headline: headline, description: signal.english.isEmpty ? "\(event). \(numbers)." : signal.english,
            instruction: instruction)
    }

    private static func subject(_ signal: Signal, _ category: String) -> String {
        guard signal.kind == .sourceSilent, !signal.sources.isEmpty else { return category }
        return signal.sources.map(\.name).joined(separator: ", ")
    }

    private static func frenchKind(_ kind: Signal.Kind) -> String {
        switch kind {
        case .anomaly: "activité inhabituelle"
        case .cluster: "foyer dans l'espace et le temps"
        case .association: "faits liés entre sources"
        case .rule: "règle remplie"
        case .sourceSilent: "source muette"
        }
    }

    private static func englishKind(_ kind: Signal.Kind) -> String {
        switch kind {
        case .anomaly: "unusual activity"
        case .cluster: "cluster in space and time"
        case .association: "linked facts across sources"
        case .rule: "rule matched"
        case .sourceSilent: "source silent"
        }
    }
}
