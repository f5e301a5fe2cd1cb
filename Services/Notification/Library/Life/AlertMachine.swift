import Domain

/// The life of alerts: one situation, one thread of messages. Raised once, updated when it changes by enough, called off when it is over,
/// ended by its own expiry on the watermark. Pure: event time only, and the same input gives the same messages.
///
/// Two rules keep every subscriber's picture whole whatever it filters by: within a thread severity only rises, and a cancellation
/// covers every cell ever told. So who received any message of a thread also receives its end.
struct AlertMachine: Sendable {
    let territory: String
    private(set) var sender: String
    private(set) var limits: AlertPolicy.Limits
    var counts = AlertCounts()
    /// Seconds of event time.
    private(set) var watermark = -EventTime.bound
    private var threads: [String: AlertThread] = [:]
    private var groups: [String: Set<String>] = [:]
    private var queue = DueQueue()
    private var touched: Set<String> = []
    private var watermarkMoved = false

    init(territory: String, policy: AlertPolicy) {
        self.territory = territory
        sender = "\(policy.sender).\(territory)"
        limits = policy.limits
    }

    /// Takes over what another version of the policy says.
    mutating func adopt(_ policy: AlertPolicy) {
        sender = "\(policy.sender).\(territory)"
        limits = policy.limits
    }

    /// Threads held, those that were called off a moment ago included.
    var count: Int { threads.count }

    /// The living thread of a key.
    func live(_ key: String) -> AlertThread? { threads[key].flatMap { $0.isLive ? $0 : nil } }

    /// All threads of a group, in the order of their keys.
    func threads(in group: String) -> [AlertThread] { (groups[group] ?? []).sorted().compactMap { threads[$0] } }

    /// Hears of a situation that may need an alert.
    mutating func hear(_ situation: Situation, _ verdict: Situation.Verdict, _ terms: AlertTerms) -> [Alert] {
        let now = max(watermark, situation.time)
        guard let thread = threads[situation.key], thread.isLive else { return open(situation, verdict, now: now) }
        if verdict == .clear { return [cancel(thread, situation, terms, now: now)] }
        guard situation.expires > watermark else {
            counts.stale &+= 1
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
        while let item = queue.first, item.due <= time {
            _ = queue.pop()
            guard let thread = threads[item.key], thread.due == item.due else { continue }
            alerts += look(at: thread)
        }
        return alerts
    }

    private mutating func look(at thread: AlertThread) -> [Alert] {
        guard thread.isLive else {
            remove(thread)
            return []
        }
        if let latest = thread.latest, latest.expires > watermark {
            let isNews = thread.updateDue.map { $0 <= watermark } ?? false
            let goesOn = latest.isOngoing && thread.said.expires <= watermark
            if isNews || goesOn { return [update(thread, latest, now: watermark)] }
        }
        if thread.said.expires <= watermark {
            counts.expired &+= 1
            remove(thread)
        } else {
            // What waited to be told is over: only what was told counts.
            var thread = thread
            thread.latest = nil
            thread.updateDue = nil
            store(thread)
        }
        return []
    }

    private mutating func open(_ situation: Situation, _ verdict: Situation.Verdict, now: Int64) -> [Alert] {
        guard verdict == .raise else {
            counts.unmatched &+= 1
            return []
        }
        guard situation.expires > watermark else {
            counts.stale &+= 1
            return []
        }
        if let former = threads[situation.key] {
            guard now >= former.silentUntil ?? .min || situation.severity > former.said.severity else {
                counts.heldBack &+= 1
                return []
            }
            remove(former)
        }
        while threads.count >= limits.liveThreads, forgetSoonest() {}
        let identifier = MessageIdentifier.thread(territory, situation, sent: now)
        var thread = AlertThread(
            identifier: identifier, key: situation.key, group: situation.group, messages: 0, references: [], said: situation, sent: now,
            area: AlertArea.covering(situation.cells, limit: limits.cells))
        let alert = message(.alert, &thread, situation, cells: situation.cells, now: now)
        groups[thread.group, default: []].insert(thread.key)
        store(thread)
        counts.raised &+= 1
        return [alert]
    }

    private mutating func follow(_ thread: AlertThread, _ situation: Situation, _ terms: AlertTerms, now: Int64) -> [Alert] {
        var situation = situation
        let rises = situation.severity > thread.said.severity
        situation.severity = max(situation.severity, thread.said.severity)
        if rises { return [update(thread, situation, now: now)] }
        if isNews(situation, to: thread, terms) {
            let due = thread.sent + terms.coolDown
            if now >= due { return [update(thread, situation, now: now)] }
            var waiting = thread
            waiting.latest = situation
            waiting.updateDue = due
            store(waiting)
        } else if thread.latest != situation {
            var known = thread
            known.latest = situation
            known.updateDue = nil
            store(known)
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

    private mutating func update(_ thread: AlertThread, _ situation: Situation, now: Int64) -> Alert {
        var thread = thread
        thread.area = AlertArea.covering(thread.area + situation.cells, limit: limits.cells)
        thread.latest = nil
        thread.updateDue = nil
        let alert = message(.update, &thread, situation, cells: situation.isOngoing ? thread.area : situation.cells, now: now)
        store(thread)
        counts.updated &+= 1
        return alert
    }

    private mutating func cancel(_ thread: AlertThread, _ situation: Situation, _ terms: AlertTerms, now: Int64) -> Alert {
        var thread = thread
        // It speaks of what was told, so it keeps those terms; only the words are of now.
        var end = thread.said
        end.cause = situation.cause
        end.french = CancelWording.french(situation.french)
        end.english = CancelWording.english(situation.english)
        let alert = message(.cancel, &thread, end, cells: thread.area, now: now)
        if terms.coolDown > 0 {
            thread.latest = nil
            thread.updateDue = nil
            thread.silentUntil = now + terms.coolDown
            store(thread)
        } else {
            remove(thread)
        }
        counts.cancelled &+= 1
        return alert
    }

    private func message(
        _ type: Alert.MessageType, _ thread: inout AlertThread, _ situation: Situation, cells: [Cell], now: Int64
    ) -> Alert {
        let sent = max(now, thread.sent)
        let cells =
            situation.isOngoing || type == .cancel ? AlertArea.covering(cells, limit: limits.cells) : Array(cells.prefix(limits.cells))
        thread.messages &+= 1
        let identifier = MessageIdentifier.message(thread.identifier, number: thread.messages, type, sent: sent, cause: situation.cause)
        let alert = Alert(
            identifier: identifier, sender: sender, sent: sent, status: .actual, messageType: type, references: thread.references,
            capCategory: situation.capCategory, category: situation.category, urgency: situation.urgency, severity: situation.severity,
            certainty: situation.certainty, effective: sent, onset: situation.onset, expires: max(situation.expires, sent),
            french: situation.french, english: situation.english, cells: cells, rule: situation.rule, thread: thread.identifier,
            cause: situation.cause)
        thread.references = (thread.references + [identifier]).suffix(AlertThread.maximumReferences)
        thread.said = situation
        thread.sent = sent
        return alert
    }
}

// What is held.
extension AlertMachine {
    private mutating func store(_ thread: AlertThread) {
        threads[thread.key] = thread
        touched.insert(thread.key)
        queue.push(DueQueue.Item(due: thread.due, key: thread.key))
        // Times that changed leave their old items behind.
        if queue.count > 2 * threads.count + 64 { rebuildQueue() }
    }

    private mutating func remove(_ thread: AlertThread) {
        threads[thread.key] = nil
        touched.insert(thread.key)
        groups[thread.group]?.remove(thread.key)
        if groups[thread.group]?.isEmpty ?? false { groups[thread.group] = nil }
    }

    private mutating func forgetSoonest() -> Bool {
        while let item = queue.pop() {
            guard let thread = threads[item.key], thread.due == item.due else { continue }
            if thread.isLive { counts.forgotten &+= 1 }
            remove(thread)
            return true
        }
        return false
    }

    private mutating func rebuildQueue() {
        queue = DueQueue()
        for thread in threads.values { queue.push(DueQueue.Item(due: thread.due, key: thread.key)) }
    }

    mutating func writeChanges(to writer: inout StateWriter) -> Bool {
        guard watermarkMoved || !touched.isEmpty else { return false }
        writer.write(signed: watermark)
        writer.write(touched.count)
        for key in touched.sorted() {
            writer.write(key)
            writer.write(byte: threads[key] == nil ? 0 : 1)
            threads[key]?.write(to: &writer)
        }
        touched.removeAll()
        watermarkMoved = false
        return true
    }

    mutating func readChanges(from reader: inout StateReader) throws(StateError) {
        watermark = max(watermark, try reader.signed())
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let key = try reader.string()
            let isHeld = try reader.byte() != 0
            if let former = threads[key] { remove(former) }
            if isHeld {
                let thread = try AlertThread(key: key, from: &reader)
                threads[key] = thread
                groups[thread.group, default: []].insert(key)
            }
        }
        touched.removeAll()
        rebuildQueue()
    }

    func writeAll(to writer: inout StateWriter) {
        writer.write(signed: watermark)
        writer.write(threads.count)
        for (key, thread) in threads.sorted(by: { $0.key < $1.key }) {
            writer.write(key)
            writer.write(byte: 1)
            thread.write(to: &writer)
        }
    }
}
