import Domain

/// What a person reads of a signal.
enum SignalWording {
    static func french(_ signal: Signal, _ place: Alert.Place, instruction: String) -> Alert.Wording {
        let event = title(signal, signal.french) ?? "\(subject(signal, signal.category.french)) : \(frenchKind(signal.kind))"
        let numbers = numbers(
            signal, observed: "\(Numbers.french(signal.observed)) constatés", expected: "\(Numbers.french(signal.expected)) attendus")
        return Alert.Wording(
            event: event, headline: headline(signal, event, place.french, numbers),
            description: signal.french.isEmpty ? "\(event). \(numbers)." : signal.french, instruction: instruction)
    }

    static func english(_ signal: Signal, _ place: Alert.Place, instruction: String) -> Alert.Wording {
        let event = title(signal, signal.english) ?? "\(subject(signal, signal.category.english)): \(englishKind(signal.kind))"
        let numbers = numbers(
            signal, observed: "\(Numbers.english(signal.observed)) observed", expected: "\(Numbers.english(signal.expected)) expected")
        return Alert.Wording(
            event: event, headline: headline(signal, event, place.english, numbers),
            description: signal.english.isEmpty ? "\(event). \(numbers)." : signal.english, instruction: instruction)
    }

    private static func headline(_ signal: Signal, _ event: String, _ place: String, _ numbers: String) -> String {
        if signal.kind.concernsSource { return event }
        return (place.isEmpty ? event : "\(event) (\(place))") + ", \(numbers)"
    }

    /// A rule expects nothing: it counts.
    private static func numbers(_ signal: Signal, observed: String, expected: String) -> String {
        signal.kind == .rule && signal.expected == 0 ? observed : "\(observed), \(expected)"
    }

    /// An operators' rule has a title of its own, which its sentence begins with.
    private static func title(_ signal: Signal, _ sentence: String) -> String? {
        guard signal.kind == .rule, let colon = sentence.firstIndex(of: ":") else { return nil }
        var title = sentence[..<colon]
        while title.last?.isWhitespace ?? false { title.removeLast() }
        return title.isEmpty || title.count > 80 ? nil : String(title)
    }

    private static func subject(_ signal: Signal, _ category: String) -> String {
        guard signal.kind.concernsSource, !signal.sources.isEmpty else { return category }
        return signal.sources.map(\.name).joined(separator: ", ")
    }

    private static func frenchKind(_ kind: Signal.Kind) -> String {
        switch kind {
        case .anomaly: "activité inhabituelle"
        case .cluster: "foyer dans l'espace et le temps"
        case .association: "faits liés entre sources"
        case .rule: "règle remplie"
        case .sourceSilent: "source muette"
        case .sourceHealth: "source anormale"
        }
    }

    private static func englishKind(_ kind: Signal.Kind) -> String {
        switch kind {
        case .anomaly: "unusual activity"
        case .cluster: "cluster in space and time"
        case .association: "linked facts across sources"
        case .rule: "rule matched"
        case .sourceSilent: "source silent"
        case .sourceHealth: "source behaves unusually"
        }
    }
}
