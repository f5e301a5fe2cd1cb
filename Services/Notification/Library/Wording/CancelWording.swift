import Domain

/// What a person reads when an alert is called off. An instruction would be out of place.
enum CancelWording {
    static func french(_ wording: Alert.Wording) -> Alert.Wording {
        Alert.Wording(
            event: wording.event, headline: "Fin d'alerte. \(wording.headline)", description: "Retour à la normale. \(wording.description)")
    }

    static func english(_ wording: Alert.Wording) -> Alert.Wording {
        Alert.Wording(
            event: wording.event, headline: "All clear. \(wording.headline)", description: "Back to normal. \(wording.description)")
    }

    /// Nothing more was heard of it until its own end.
    static func endedFrench(_ wording: Alert.Wording) -> Alert.Wording {
        Alert.Wording(
            event: wording.event, headline: "Fin d'alerte. \(wording.headline)",
            description: "Plus rien n'a été signalé. \(wording.description)")
    }

    static func endedEnglish(_ wording: Alert.Wording) -> Alert.Wording {
        Alert.Wording(
            event: wording.event, headline: "All clear. \(wording.headline)",
            description: "Nothing more was heard of it. \(wording.description)")
    }
}
