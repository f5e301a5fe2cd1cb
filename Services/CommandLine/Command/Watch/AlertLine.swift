import Domain

extension RecordLine {
    /// An alert, in the terms of CAP 1.2.
    static func alert(_ alert: Alert, _ places: Places) -> RecordLine {
        let wording = say(alert.english.headline, alert.french.headline)
        let event = wording.isEmpty ? name(alert.category) : wording
        let until = say("until \(Times.text(alert.expires))", "jusqu'à \(Times.text(alert.expires))")
        let mark =
            switch alert.messageType {
            case .alert: say("ALERT", "ALERTE")
            case .update: say("UPDATE", "MISE À JOUR")
            case .cancel: say("CANCEL", "ANNULATION")
            }
        return RecordLine(
            type: .alert,
            text: "\(Times.text(alert.sent))  \(mark)  \(alert.severity)  \(event)  \(places.names(alert.cells))  \(until)",
            json: .object([
                ("identifier", .string(alert.identifier)), ("sender", .string(alert.sender)), ("sent", .string(Times.text(alert.sent))),
                ("status", .string("\(alert.status)")), ("message-type", .string("\(alert.messageType)")),
                ("references", .strings(alert.references)), ("cap-category", .string(alert.capCategory)),
                ("category", .string(alert.category.code)), ("urgency", .string("\(alert.urgency)")),
                ("severity", .string("\(alert.severity)")), ("certainty", .string("\(alert.certainty)")),
                ("effective", .string(Times.text(alert.effective))), ("onset", .string(Times.text(alert.onset))),
                ("expires", .string(Times.text(alert.expires))), ("fr", json(alert.french)), ("en", json(alert.english)),
                ("cells", .array(alert.cells.map(places.json))), ("rule", .string(alert.rule)), ("thread", .string(alert.thread)),
                ("cause", .string(alert.cause)),
            ]))
    }

    private static func json(_ wording: Alert.Wording) -> JSON {
        .object([
            ("event", .string(wording.event)), ("headline", .string(wording.headline)), ("description", .string(wording.description)),
            ("instruction", .string(wording.instruction)),
        ])
    }
}
