import Domain

// How a message is made: in CAP's terms, for whom, and what of it the public gets.
extension AlertMachine {
    /// Seconds for which an all-clear is worth telling.
    private static let allClearLasts: Int64 = 3_600

    /// The message and, where the rule releases any of it, the public's copy.
    mutating func message(
        _ type: Alert.MessageType, _ occasion: Alert.Occasion, _ thread: inout AlertThread, _ situation: Situation, cells: [Cell],
        now: Int64, only: Set<Audience>? = nil
    ) -> [Alert] {
        let sent = max(now, thread.sent)
        let cells =
            situation.isOngoing || type == .cancel ? AlertArea.covering(cells, limit: limits.cells) : Array(cells.prefix(limits.cells))
        thread.messages &+= 1
        let identifier = MessageIdentifier.message(thread.identifier, number: thread.messages, type, sent: sent, cause: situation.cause)
        let life = terms[situation.rule]?.life
        var alert = Alert(
            identifier: identifier, sender: sender, sent: sent, status: .actual, messageType: type, references: thread.references,
            capCategory: situation.capCategory, category: situation.category, urgency: type == .cancel ? .past : situation.urgency,
            severity: situation.severity, certainty: situation.certainty, effective: sent, onset: situation.onset,
            expires: max(situation.expires, type == .cancel ? sent + AlertMachine.allClearLasts : sent), french: situation.french,
            english: situation.english, cells: cells, rule: situation.rule, thread: thread.identifier, cause: situation.cause,
            audiences: [], zones: ground.places.codes(touchedBy: cells), place: ground.places.name(cells),
            responseTypes: type == .cancel ? [.allClear] : life?.responseTypes ?? [], occasion: occasion, escalation: thread.escalation)
        address(&alert, &thread, only: only)
        let copy = life?.release.flatMap { released(alert, $0, &thread, situation, only: only) }
        thread.references = (thread.references + [Alert.Reference(sender: sender, identifier: identifier, sent: sent)])
            .suffix(AlertThread.maximumReferences)
        thread.said = situation
        thread.sent = sent
        return [alert] + (copy.map { [$0] } ?? [])
    }

    /// The coarse cells that the public may be told of a thread; empty for the whole territory.
    func releasedArea(_ thread: AlertThread) -> [Cell] {
        guard let release = terms[thread.said.rule]?.life.release else { return [] }
        return AlertArea.covering(ground.released(thread.area, level: release.level), limit: limits.cells)
    }

    /// What the public reads of a thread in one line, in French and in English.
    func releasedHeadlines(_ thread: AlertThread, _ cells: [Cell]) -> (String, String) {
        let place = ground.places.name(cells)
        return (
            ReleasedWording.headline(thread.said.category.french, place.french),
            ReleasedWording.headline(thread.said.category.english, place.english)
        )
    }

    /// The public's copy: its kind, its coarse place, what to do; no number, no cause, nothing small. Once the public was told of a thread
    /// it is told of its end.
    private mutating func released(
        _ alert: Alert, _ release: AlertTerms.Release, _ thread: inout AlertThread, _ situation: Situation, only: Set<Audience>?
    ) -> Alert? {
        guard only == nil || only?.contains(.public) ?? false else { return nil }
        if thread.publicFrom == 0 {
            guard alert.messageType != .cancel, situation.magnitude >= release.atLeast else { return nil }
            thread.publicFrom = thread.messages
        }
        var copy = alert
        copy.identifier = MessageIdentifier.released(alert.identifier)
        copy.thread = MessageIdentifier.released(alert.thread)
        copy.cause = ""
        copy.escalation = 0
        let earlier = Int(thread.messages - thread.publicFrom)
        copy.references = alert.references.suffix(earlier).map {
            Alert.Reference(sender: $0.sender, identifier: MessageIdentifier.released($0.identifier), sent: $0.sent)
        }
        copy.cells = AlertArea.covering(ground.released(alert.cells, level: release.level), limit: limits.cells)
        copy.zones = ground.places.codes(touchedBy: copy.cells)
        copy.place = ground.places.name(copy.cells)
        let isOver = alert.messageType == .cancel
        copy.french = ReleasedWording.french(alert, copy.place, isOver: isOver)
        copy.english = ReleasedWording.english(alert, copy.place, isOver: isOver)
        copy.isReleased = true
        (copy.audiences, copy.held) = ([], [])
        if isOver {
            copy.audiences = [.public]
        } else if let reason = desk.hold(
            .public, rule: alert.rule, category: alert.category, cells: alert.cells, zones: alert.zones, severity: alert.severity,
            isUrgent: false, at: alert.sent, &ground.clock)
        {
            copy.held = [Alert.Hold(.public, reason)]
            if reason == .silence { thread.muted.insert(.public) } else { thread.waiting.insert(.public) }
            expectRelease(.public, reason, alert, &thread)
        } else {
            copy.audiences = [.public]
            desk.rang(.public, at: alert.sent)
        }
        return copy
    }
}
