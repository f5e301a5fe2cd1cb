import Domain

/// The life of alerts: one situation, one thread of messages. Raised once its thresholds have held, updated when it changes by enough,
/// called off once all has been normal for a while, ended by its own expiry on the watermark. Pure: event time only, and the same input
/// gives the same messages.
///
/// Two rules keep every subscriber's picture whole whatever it filters by: within a thread severity only rises, and a cancellation
/// covers every cell ever told. So who received any message of a thread also receives its end.
struct AlertMachine: Sendable {
    let territory: String
    private(set) var sender: String
    private(set) var limits: AlertPolicy.Limits
    private(set) var terms: [String: AlertTerms]
    var ground = AlertGround()
    var counts = AlertCounts()
    /// What was held back, where someone wants to know.
    var notes: [AlertNote]?
    var desk: AudienceDesk
    var store = ThreadStore()
    /// Seconds of event time.
    var watermark = -EventTime.bound
    var watermarkMoved = false

    init(territory: String, policy: AlertPolicy) {
        self.territory = territory
        sender = "\(policy.sender).\(territory)"
        limits = policy.limits
        terms = policy.terms
        desk = AudienceDesk(policy)
    }

    /// Takes over what another version of the policy says.
    mutating func adopt(_ policy: AlertPolicy) {
        sender = "\(policy.sender).\(territory)"
        limits = policy.limits
        terms = policy.terms
        desk.adopt(policy)
    }

    /// Threads held, those that were called off a moment ago included.
    var count: Int { store.count }

    /// The living thread that a situation is part of.
    func live(_ member: String) -> AlertThread? { store.thread(ofMember: member).flatMap { $0.isLive ? $0 : nil } }

    /// Hears of a situation that may need an alert.
    mutating func hear(_ situation: Situation, _ verdict: Situation.Verdict, _ terms: AlertTerms) -> [Alert] {
        let now = max(watermark, situation.time)
        guard let thread = store[situation.key], thread.isLive else { return open(situation, verdict, terms, now: now) }
        if thread.isPending { return wait(thread, situation, verdict, terms, now: now) }
        if verdict == .clear { return clear(thread, situation, terms, now: now) }
        guard situation.expires > watermark else {
            counts.stale &+= 1
            note(.stale, situation, now)
            return []
        }
        return follow(thread, situation, terms, now: now)
    }

    /// Takes the watermark: tells what had to wait, and ends what is over.
    mutating func advance(to time: Int64) -> [Alert] {
        guard time > watermark else { return [] }
        watermark = time
        watermarkMoved = true
        var alerts: [Alert] = []
        while let thread = store.popDue(by: time) { alerts += look(at: thread) }
        while let (audience, _) = desk.takeDigest(by: time, &ground.clock) { alerts += digest(for: audience, now: time) }
        desk.advance(to: time)
        return alerts
    }

    private mutating func look(at thread: AlertThread) -> [Alert] {
        guard thread.isLive else {
            store.remove(thread)
            return []
        }
        let rule = terms[thread.said.rule]
        if thread.isPending {
            if thread.said.expires > watermark, let rule { return begin(thread, rule, now: watermark) }
            return fade(thread, now: watermark)
        }
        if let clearing = thread.clearing, clearing.due <= watermark { return cancel(thread, clearing.situation, rule, now: watermark) }
        if let latest = thread.latest, latest.expires > watermark {
            let isNews = thread.updateDue.map { $0 <= watermark } ?? false
            let goesOn = latest.isOngoing && thread.said.expires <= watermark
            if isNews || goesOn { return update(thread, latest, .changed, now: watermark) }
        }
        if thread.said.expires <= watermark { return end(thread, rule) }
        if let due = thread.updateDue, due <= watermark {
            // What waited to be told is over: only what was told counts.
            var thread = thread
            thread.latest = nil
            thread.updateDue = nil
            store.put(thread)
            return []
        }
        return lookAtPeople(thread, rule)
    }

    private mutating func open(_ situation: Situation, _ verdict: Situation.Verdict, _ terms: AlertTerms, now: Int64) -> [Alert] {
        guard verdict == .raise else {
            counts.unmatched &+= 1
            return []
        }
        guard situation.expires > watermark else {
            counts.stale &+= 1
            note(.stale, situation, now)
            return []
        }
        if let former = store[situation.key] {
            guard now >= former.silentUntil ?? .min || situation.severity > former.said.severity else {
                counts.heldBack &+= 1
                note(.coolDown, situation, now)
                return []
            }
            store.remove(former)
        }
        var alerts: [Alert] = []
        while store.count >= limits.liveThreads, let forgotten = forgetSoonest() { alerts += forgotten }
        var thread = AlertThread(
            situation, audiences: terms.life.audiences, area: AlertArea.covering(situation.cells, limit: limits.cells), now: now)
        guard terms.life.raiseAfter > 0 else { return alerts + begin(thread, terms, now: now) }
        thread.pendingUntil = now + terms.life.raiseAfter
        store.put(thread)
        note(.pending, situation, now)
        return alerts
    }

    /// What reached its thresholds must go on doing so until its time has come.
    private mutating func wait(
        _ thread: AlertThread, _ situation: Situation, _ verdict: Situation.Verdict, _ terms: AlertTerms, now: Int64
    ) -> [Alert] {
        var thread = thread
        guard verdict == .raise else {
            thread.members[situation.member] = nil
            guard thread.members.isEmpty else {
                store.put(thread)
                return []
            }
            return fade(thread, now: now)
        }
        var situation = situation
        situation.magnitude = thread.note(situation)
        thread.said = situation
        thread.area = AlertArea.covering(thread.area + situation.cells, limit: limits.cells)
        if now >= thread.pendingUntil ?? now { return begin(thread, terms, now: now) }
        store.put(thread)
        note(.pending, situation, now)
        return []
    }

    private mutating func begin(_ thread: AlertThread, _ terms: AlertTerms, now: Int64) -> [Alert] {
        var thread = thread
        thread.pendingUntil = nil
        thread.identifier = MessageIdentifier.thread(territory, thread.said, sent: now)
        thread.escalateDue = terms.life.escalations.first.map { now + $0.after }
        let cells = thread.said.isOngoing ? thread.area : thread.said.cells
        let alerts = message(.alert, .raised, &thread, thread.said, cells: cells, now: now)
        store.put(thread)
        counts.raised &+= 1
        return alerts
    }

    private mutating func fade(_ thread: AlertThread, now: Int64) -> [Alert] {
        store.remove(thread)
        counts.faded &+= 1
        note(.faded, thread.said, now)
        return []
    }

    private mutating func follow(_ thread: AlertThread, _ situation: Situation, _ terms: AlertTerms, now: Int64) -> [Alert] {
        var thread = thread
        var situation = situation
        if situation.member != situation.key, thread.members[situation.member] == nil {
            counts.merged &+= 1
            note(.merged, situation, now)
        }
        situation.magnitude = thread.note(situation)
        let wasClearing = thread.clearing != nil
        thread.clearing = nil
        let rises = situation.severity > thread.said.severity
        situation.severity = max(situation.severity, thread.said.severity)
        if rises { return update(thread, situation, .changed, now: now) }
        if isNews(situation, to: thread, terms) {
            let due = thread.sent + terms.coolDown
            if now >= due { return update(thread, situation, .changed, now: now) }
            thread.latest = situation
            thread.updateDue = due
            store.put(thread)
            note(.noNews, situation, now)
        } else if thread.latest != situation || wasClearing {
            thread.latest = situation
            thread.updateDue = nil
            store.put(thread)
            note(.noNews, situation, now)
        }
        return []
    }

    private func isNews(_ situation: Situation, to thread: AlertThread, _ terms: AlertTerms) -> Bool {
        if AlertMachine.ratio(situation.magnitude, thread.said.magnitude) >= terms.updateRatio { return true }
        guard situation.isOngoing else { return false }
        let together = AlertArea.size(AlertArea.covering(thread.area + situation.cells, limit: limits.cells))
        return AlertMachine.ratio(together, AlertArea.size(thread.area)) >= terms.updateRatio
    }

    private static func ratio(_ left: Double, _ right: Double) -> Double {
        if left == right { return 1 }
        let low = min(left, right)
        return low > 0 ? max(left, right) / low : .infinity
    }

    mutating func update(_ thread: AlertThread, _ situation: Situation, _ occasion: Alert.Occasion, now: Int64) -> [Alert] {
        var thread = thread
        thread.area = AlertArea.covering(thread.area + situation.cells, limit: limits.cells)
        thread.latest = nil
        thread.updateDue = nil
        let alerts = message(.update, occasion, &thread, situation, cells: situation.isOngoing ? thread.area : situation.cells, now: now)
        store.put(thread)
        counts.updated &+= 1
        return alerts
    }

    /// A situation is normal again: the alert is, once all its situations have been for long enough.
    private mutating func clear(_ thread: AlertThread, _ situation: Situation, _ terms: AlertTerms, now: Int64) -> [Alert] {
        var thread = thread
        if thread.members.count > 1, thread.members.removeValue(forKey: situation.member) != nil {
            store.put(thread)
            note(.clearing, situation, now)
            return []
        }
        guard terms.life.clearAfter > 0 else { return cancel(thread, situation, terms, now: now) }
        if thread.clearing == nil {
            thread.clearing = AlertThread.Clearing(due: now + terms.life.clearAfter, situation: situation)
            store.put(thread)
            note(.clearing, situation, now)
        }
        return []
    }

    private mutating func cancel(_ thread: AlertThread, _ situation: Situation, _ terms: AlertTerms?, now: Int64) -> [Alert] {
        var thread = thread
        // It speaks of what was told: who reads it knows that, and not what the last signal says.
        var end = thread.said
        end.cause = situation.cause
        end.french = CancelWording.french(thread.said.french)
        end.english = CancelWording.english(thread.said.english)
        let alerts = message(.cancel, .cleared, &thread, end, cells: thread.area, now: now)
        if let terms, terms.coolDown > 0 {
            thread.latest = nil
            thread.updateDue = nil
            thread.clearing = nil
            thread.silentUntil = now + terms.coolDown
            store.put(thread)
        } else {
            store.remove(thread)
        }
        counts.cancelled &+= 1
        return alerts
    }

    /// Its own end, by expiry; one whose rule is gone from the policy is told of too.
    private mutating func end(_ thread: AlertThread, _ terms: AlertTerms?) -> [Alert] {
        counts.expired &+= 1
        let alerts = terms?.life.endsWithAllClear ?? true ? allClear(thread) : []
        store.remove(thread)
        return alerts
    }

    private mutating func allClear(_ thread: AlertThread) -> [Alert] {
        var thread = thread
        var end = thread.said
        end.french = CancelWording.endedFrench(end.french, wasAnnounced: !end.isOngoing)
        end.english = CancelWording.endedEnglish(end.english, wasAnnounced: !end.isOngoing)
        return message(.cancel, .ended, &thread, end, cells: thread.area, now: watermark)
    }

    /// Makes room: the thread that is over soonest goes, with its all-clear; nil where none is left.
    private mutating func forgetSoonest() -> [Alert]? {
        guard let thread = store.popSoonest() else { return nil }
        if thread.isLive { counts.forgotten &+= 1 }
        let alerts = thread.isLive && !thread.isPending ? allClear(thread) : []
        store.remove(thread)
        return alerts
    }

    mutating func note(_ reason: AlertNote.Reason, _ situation: Situation, _ now: Int64) {
        guard notes != nil else { return }
        let headline = Alert.Place(french: situation.french.headline, english: situation.english.headline)
        notes?.append(AlertNote(time: now, reason: reason, rule: situation.rule, category: situation.category, headline: headline))
    }
}
