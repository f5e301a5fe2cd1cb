import Domain

// Whom a message rings, and what becomes of what was held back.
extension AlertMachine {
    /// Decides whom a message rings. An all-clear rings whoever was told, and whoever a silence kept from being told.
    mutating func address(_ alert: inout Alert, _ thread: inout AlertThread, only: Set<Audience>?) {
        for audience in (only ?? thread.audiences).sorted() where audience != .public {
            if alert.messageType == .cancel {
                if thread.told.contains(audience) || thread.muted.contains(audience) {
                    alert.audiences.insert(audience)
                } else {
                    // It never heard of what is over now; whoever watches what is held sees the end of it too.
                    alert.held.append(Alert.Hold(audience, .rateLimit))
                }
                continue
            }
            let reason = desk.hold(
                audience, rule: alert.rule, category: alert.category, cells: alert.cells, zones: alert.zones, severity: alert.severity,
                isUrgent: alert.occasion == .escalated || alert.occasion == .reopened, at: alert.sent, &ground.clock)
            if let reason {
                alert.held.append(Alert.Hold(audience, reason))
                if reason == .silence { thread.muted.insert(audience) } else { thread.waiting.insert(audience) }
                counts.note(reason)
                expectRelease(audience, reason, alert, &thread)
            } else {
                alert.audiences.insert(audience)
                thread.told.insert(audience)
                thread.muted.remove(audience)
                thread.waiting.remove(audience)
                desk.rang(audience, at: alert.sent)
                counts.rung &+= 1
            }
        }
    }

    /// Notes when what was held back may be told after all.
    func expectRelease(_ audience: Audience, _ reason: Alert.HoldReason, on alert: Alert, _ clock: inout LocalClock) -> Int64? {
        desk.release(
            audience, reason, rule: alert.rule, category: alert.category, cells: alert.cells, zones: alert.zones, at: alert.sent, &clock)
    }

    mutating func expectRelease(_ audience: Audience, _ reason: Alert.HoldReason, _ alert: Alert, _ thread: inout AlertThread) {
        if reason != .silence, desk.hasDigests(audience) {
            desk.expectDigest(audience, at: alert.sent)
        } else if let due = expectRelease(audience, reason, on: alert, &ground.clock) {
            thread.releaseDue = min(thread.releaseDue ?? .max, max(due, alert.sent + 1))
        }
    }

    /// A hold may be over: who is not held any more is told how it stands.
    mutating func release(_ thread: AlertThread, now: Int64) -> [Alert] {
        var thread = thread
        thread.releaseDue = nil
        let situation = thread.latest ?? thread.said
        let (cells, zones) = (situation.cells, ground.places.codes(touchedBy: situation.cells))
        var free: Set<Audience> = []
        for audience in thread.muted.union(thread.waiting).sorted() {
            // What waits for a digest is told by it, unless a silence held it.
            if thread.waiting.contains(audience), !thread.muted.contains(audience), desk.hasDigests(audience) { continue }
            let reason = desk.hold(
                audience, rule: situation.rule, category: situation.category, cells: cells, zones: zones, severity: situation.severity,
                isUrgent: false, at: now, &ground.clock)
            guard let reason else {
                free.insert(audience)
                continue
            }
            if reason != .silence, thread.muted.remove(audience) != nil { thread.waiting.insert(audience) }
            if reason != .silence, desk.hasDigests(audience) {
                desk.expectDigest(audience, at: now)
            } else if let due = desk.release(
                audience, reason, rule: situation.rule, category: situation.category, cells: cells, zones: zones, at: now, &ground.clock)
            {
                thread.releaseDue = min(thread.releaseDue ?? .max, max(due, now + 1))
            }
        }
        guard !free.isEmpty else {
            store.put(thread)
            return []
        }
        if free.contains(.public) {
            thread.muted.remove(.public)
            thread.waiting.remove(.public)
        }
        thread.area = AlertArea.covering(thread.area + situation.cells, limit: limits.cells)
        (thread.latest, thread.updateDue) = (nil, nil)
        let told = message(
            .update, .released, &thread, situation, cells: situation.isOngoing ? thread.area : situation.cells, now: now, only: free)
        store.put(thread)
        counts.updated &+= 1
        // What rings the public alone is its copy.
        return told.filter { !$0.audiences.isEmpty || !$0.held.isEmpty }
    }

    /// One message of all that an audience was not told and that still lives; nothing where all of it is over.
    mutating func digest(for audience: Audience, now: Int64) -> [Alert] {
        let threads = store.all.filter {
            $0.isLive && !$0.isPending && $0.waiting.contains(audience) && $0.said.expires > now
                && (audience != .public || terms[$0.said.rule]?.life.release != nil)
        }
        .sorted { ($0.said.severity, $1.identifier) > ($1.said.severity, $0.identifier) }
        guard let gravest = threads.first else { return [] }
        for var thread in threads {
            thread.waiting.remove(audience)
            thread.told.insert(audience)
            store.put(thread)
        }
        desk.rang(audience, at: now)
        counts.digests &+= 1
        let said = gravest.said
        // The public is told of its own copies: coarse places, no number, and threads that cannot be told from others.
        let isPublic = audience == .public
        let gathered = threads.map { isPublic ? MessageIdentifier.released($0.identifier) : $0.identifier }
        let areas = threads.map { isPublic ? releasedArea($0) : $0.area }
        let cells = areas.contains { $0.isEmpty } ? [] : AlertArea.covering(areas.flatMap { $0 }, limit: limits.cells)
        let headlines = zip(threads, areas).map {
            isPublic ? releasedHeadlines($0, $1) : ($0.said.french.headline, $0.said.english.headline)
        }
        let thread = MessageIdentifier.digest(territory, audience, gathered, sent: now)
        return [
            Alert(
                identifier: thread, sender: sender, sent: now, status: .actual, messageType: .alert, references: [],
                capCategory: said.capCategory, category: said.category, urgency: .expected, severity: said.severity,
                certainty: said.certainty, effective: now, onset: threads.map(\.said.onset).min() ?? now,
                expires: threads.map(\.said.expires).max() ?? now, french: DigestWording.french(headlines.map(\.0)),
                english: DigestWording.english(headlines.map(\.1)), cells: cells, rule: "digest", thread: thread,
                cause: "",
                audiences: [audience], zones: ground.places.codes(touchedBy: cells), place: ground.places.name(cells),
                responseTypes: [.monitor], occasion: .digest, isReleased: isPublic, gathered: gathered)
        ]
    }
}
