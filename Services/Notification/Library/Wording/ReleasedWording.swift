import Domain

/// What the public reads of an alert: what it is about, roughly where, what to do. No number.
enum ReleasedWording {
    static func headline(_ subject: String, _ place: String) -> String { place.isEmpty ? subject : "\(subject) (\(place))" }

    static func french(_ alert: Alert, _ place: Alert.Place, isOver: Bool) -> Alert.Wording {
        let subject = alert.category.french
        let headline = headline(subject, place.french)
        return Alert.Wording(
            event: subject, headline: isOver ? "Fin d'alerte. \(headline)" : headline,
            description: isOver ? "Retour à la normale." : "Une situation inhabituelle est signalée dans ce secteur.",
            instruction: isOver ? "" : alert.french.instruction)
    }

    static func english(_ alert: Alert, _ place: Alert.Place, isOver: Bool) -> Alert.Wording {
        let subject = alert.category.english
        let headline = headline(subject, place.english)
        return Alert.Wording(
            event: subject, headline: isOver ? "All clear. \(headline)" : headline,
            description: isOver ? "Back to normal." : "Something unusual is reported in this area.",
            instruction: isOver ? "" : alert.english.instruction)
    }
}
