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

    /// Nothing more was heard of it until its own end; what was announced for a stretch of time ends with it.
    static func endedFrench(_ wording: Alert.Wording, wasAnnounced: Bool) -> Alert.Wording {
        let end = wasAnnounced ? "La période annoncée est passée." : "Plus rien n'a été signalé."
        return Alert.Wording(
            event: wording.event, headline: "Fin d'alerte. \(wording.headline)", description: "\(end) \(wording.description)")
    }

    static func endedEnglish(_ wording: Alert.Wording, wasAnnounced: Bool) -> Alert.Wording {
        let end = wasAnnounced ? "The announced time is over." : "Nothing more was heard of it."
        return Alert.Wording(event: wording.event, headline: "All clear. \(wording.headline)", description: "\(end) \(wording.description)")
    }
}
