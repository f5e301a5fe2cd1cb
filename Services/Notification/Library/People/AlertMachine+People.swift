import Domain

// What people do with alerts, and what happens where nobody does.
extension AlertMachine {
    /// Escalation, re-opening and the end of holds, one at a time.
    mutating func lookAtPeople(_ thread: AlertThread, _ terms: AlertTerms?) -> [Alert] {
        if let due = thread.escalateDue, due <= watermark { return escalate(thread, terms) }
        if let due = thread.reopenDue, due <= watermark { return reopen(thread, terms) }
        if let due = thread.releaseDue, due <= watermark { return release(thread, now: watermark) }
        store.put(thread)
        return []
    }

    private mutating func escalate(_ thread: AlertThread, _ terms: AlertTerms?) -> [Alert] {
        var thread = thread
        let steps = terms?.life.escalations ?? []
        let step = Int(thread.escalation)
        guard step < steps.count else {
            thread.escalateDue = nil
            store.put(thread)
            return []
        }
        // Nobody can have answered what nobody was told.
        guard !thread.told.isEmpty else {
            thread.escalateDue = watermark + steps[step].after
            store.put(thread)
            return []
        }
        thread.escalation += 1
        thread.audiences.formUnion(steps[step].to)
        thread.escalateDue = step + 1 < steps.count ? watermark + steps[step + 1].after : nil
        counts.escalated &+= 1
        return update(thread, thread.latest ?? thread.said, .escalated, now: watermark)
    }

    private mutating func reopen(_ thread: AlertThread, _ terms: AlertTerms?) -> [Alert] {
        var thread = thread
        thread.reopenDue = nil
        thread.isAcknowledged = false
        thread.escalation = 0
        thread.escalateDue = terms?.life.escalations.first.map { watermark + $0.after }
        counts.reopened &+= 1
        return update(thread, thread.latest ?? thread.said, .reopened, now: watermark)
    }

    /// Takes what an operator does; whether the alert, or the silence, is held here, and the messages it gives.
    mutating func act(_ action: AlertAction) -> (known: Bool, alerts: [Alert]) {
        switch action.kind {
        case .silence:
            guard let silence = action.silence else { return (false, []) }
            desk.add(silence)
            return (true, [])
        case .unsilence:
            guard let identifier = action.silence?.identifier, desk.end(identifier) else { return (false, []) }
            var alerts: [Alert] = []
            for thread in store.all.filter({ $0.isLive && !$0.isPending && !$0.muted.isEmpty }).sorted(by: { $0.key < $1.key }) {
                alerts += release(thread, now: max(action.time, watermark))
            }
            return (true, alerts)
        case .acknowledge, .answer, .assign:
            guard var thread = store.thread(ofMessage: action.alert), !thread.isPending else { return (false, []) }
            // Whoever answers or sends a team deals with it, too.
            thread.isAcknowledged = true
            thread.escalateDue = nil
            thread.reopenDue = thread.isLive ? terms[thread.said.rule]?.life.reopenAfter.map { max(action.time, watermark) + $0 } : nil
            store.put(thread)
            return (true, [])
        }
    }
}
