import Domain

extension RecordLine {
    /// An alert, in the terms of CAP 1.2.
    static func alert(_ alert: Alert, _ places: Places) -> RecordLine {
        let wording = say(alert.english.headline, alert.french.headline)
        let event = wording.isEmpty ? name(alert.category) : wording
        let until = say("until \(Times.text(alert.expires))", "jusqu'à \(Times.text(alert.expires))")
        let mark =
            switch alert.messageType {
            case .alert: alert.occasion == .digest ? say("DIGEST", "RÉCAPITULATIF") : say("ALERT", "ALERTE")
            case .update: say("UPDATE", "MISE À JOUR")
            case .cancel: say("CANCEL", "ANNULATION")
            }
        let somewhere = say(alert.place.english, alert.place.french)
        let whom =
            alert.audiences.isEmpty ? say("held back", "retenue") : "→ " + alert.audiences.sorted().map(\.name).joined(separator: ", ")
        return RecordLine(
            type: .alert,
            text:
                "\(Times.text(alert.sent))  \(mark)  \(alert.severity)  \(event)  \(somewhere.isEmpty ? places.names(alert.cells) : somewhere)  \(until)  \(whom)",
            json: .object([
                ("identifier", .string(alert.identifier)), ("sender", .string(alert.sender)), ("sent", .string(Times.text(alert.sent))),
                ("status", .string("\(alert.status)")), ("message-type", .string("\(alert.messageType)")),
                ("references", .strings(alert.references.map(\.identifier))), ("cap-category", .string(alert.capCategory)),
                ("category", .string(alert.category.code)), ("urgency", .string("\(alert.urgency)")),
                ("severity", .string("\(alert.severity)")), ("certainty", .string("\(alert.certainty)")),
                ("effective", .string(Times.text(alert.effective))), ("onset", .string(Times.text(alert.onset))),
                ("expires", .string(Times.text(alert.expires))), ("fr", json(alert.french)), ("en", json(alert.english)),
                ("cells", .array(alert.cells.map(places.json))), ("rule", .string(alert.rule)), ("thread", .string(alert.thread)),
                ("cause", .string(alert.cause)), ("audiences", .strings(alert.audiences.sorted().map(\.name))),
                (
                    "held",
                    .array(alert.held.map { .object([("audience", .string($0.audience.name)), ("reason", .string("\($0.reason)"))]) })
                ),
                ("zones", .strings(alert.zones)), ("place-fr", .string(alert.place.french)), ("place-en", .string(alert.place.english)),
                ("response-types", .strings(alert.responseTypes.map { "\($0)" })), ("occasion", .string("\(alert.occasion)")),
                ("escalation", .whole(alert.escalation)), ("released", .boolean(alert.isReleased)), ("gathered", .strings(alert.gathered)),
            ]))
    }

    /// What an operator did.
    static func action(_ action: AlertAction) -> RecordLine {
        let detail = [action.alert, action.team, action.answer == .unspecified ? "" : "\(action.answer)", action.silence?.identifier ?? ""]
            .filter { !$0.isEmpty }.joined(separator: "  ")
        return RecordLine(
            type: .action, text: "\(Times.text(action.time))  \(action.kind)  \(action.role)  \(detail)",
            json: .object([
                ("identifier", .string(action.identifier)), ("kind", .string("\(action.kind)")), ("alert", .string(action.alert)),
                ("role", .string(action.role)), ("time", .string(Times.text(action.time))), ("answer", .string("\(action.answer)")),
                ("team", .string(action.team)), ("silence", action.silence.map { .string($0.identifier) } ?? .null),
            ]))
    }

    private static func json(_ wording: Alert.Wording) -> JSON {
        .object([
            ("event", .string(wording.event)), ("headline", .string(wording.headline)), ("description", .string(wording.description)),
            ("instruction", .string(wording.instruction)),
        ])
    }
}
