public import Domain

/// How all alerts stand: what a late joiner begins with, and how each rule did. Made of the journal's messages and actions, in order.
///
/// Bounded in alerts: those that are over go first, a day after their end at the latest.
public struct AlertBoard: Sendable {
    /// Seconds of event time for which an alert that is over may still be asked for.
    public static let grace: Int64 = 86_400

    private struct Entry: Sendable {
        var state: AlertState
        /// Whom any message of it rang or was held back from: who was told of it must find it here.
        var rung: Set<Audience>
        var held: Set<Audience>
        var isOver = false
        var wasAcknowledged = false
        var answer = AlertAction.Answer.unspecified
    }

    private let limit: Int
    private var entries: [String: Entry] = [:]
    private var threads: [String: String] = [:]
    private var queue = DueQueue()
    private var rules: [String: RuleRecord] = [:]
    private var silences: [String: Silence] = [:]
    private var watermark = -EventTime.bound

    /// An empty board for so many alerts.
    public init(limit: Int = 100_000) { self.limit = max(limit, 1) }

    /// Alerts held.
    public var count: Int { entries.count }

    /// Takes a message of the journal.
    public mutating func hear(_ alert: Alert) {
        guard EventTime.isUsable(alert.expires) else { return }
        threads[alert.identifier] = alert.thread
        let held = Set(alert.held.map(\.audience))
        if var entry = entries[alert.thread] {
            entry.state.alert = alert
            entry.state.messages &+= 1
            entry.rung.formUnion(alert.audiences)
            entry.held.formUnion(held)
            entry.isOver = alert.messageType == .cancel
            if alert.occasion == .reopened { entry.state.acknowledged = nil }
            entries[alert.thread] = entry
        } else {
            while entries.count >= limit, let item = queue.pop() { forget(item) }
            entries[alert.thread] = Entry(
                state: AlertState(alert: alert, raised: alert.sent), rung: alert.audiences, held: held,
                isOver: alert.messageType == .cancel)
            if isOfRule(alert) { rules[alert.rule, default: RuleRecord(rule: alert.rule)].raised &+= 1 }
        }
        if alert.occasion == .escalated, isOfRule(alert) { rules[alert.rule, default: RuleRecord(rule: alert.rule)].escalated &+= 1 }
        queue.push(DueQueue.Item(due: alert.expires + AlertBoard.grace, key: alert.thread))
        // Who was told of them by a digest was told of them: a late joiner of that audience must find them.
        for thread in alert.gathered { entries[thread]?.rung.formUnion(alert.audiences) }
    }

    /// Takes an action of the journal.
    public mutating func hear(_ action: AlertAction) {
        switch action.kind {
        case .silence: if let silence = action.silence { silences[silence.identifier] = silence }
        case .unsilence: if let silence = action.silence { silences[silence.identifier] = nil }
        case .acknowledge, .answer, .assign:
            let thread = threads[action.alert] ?? action.alert
            guard var entry = entries[thread] else { return }
            let rule = entry.state.alert.rule
            entry.state.acknowledged = action.time
            entry.state.acknowledgedBy = action.role
            if !entry.wasAcknowledged {
                entry.wasAcknowledged = true
                rules[rule, default: RuleRecord(rule: rule)].acknowledged &+= 1
            }
            if action.kind == .assign { entry.state.team = action.team }
            if action.kind == .answer, action.answer != .unspecified {
                // The last answer counts.
                rules[rule, default: RuleRecord(rule: rule)].change(entry.answer, by: -1)
                rules[rule, default: RuleRecord(rule: rule)].change(action.answer, by: 1)
                entry.answer = action.answer
                entry.state.answer = action.answer
            }
            entries[thread] = entry
        }
    }

    /// Takes the watermark.
    public mutating func advance(to time: Instant) {
        let seconds = EventTime.seconds(time)
        guard seconds > watermark else { return }
        watermark = seconds
        while let item = queue.first, item.due <= seconds {
            _ = queue.pop()
            forget(item)
        }
        for silence in silences.values where silence.until <= seconds { silences[silence.identifier] = nil }
    }

    /// The alerts in force that a subscription by this predicate would have been told of, in order of thread. Digests speak of others, and
    /// are none.
    public func inForce(_ predicate: AlertPredicate) -> [AlertState] {
        entries.values.filter { entry in
            !entry.isOver && entry.state.alert.expires > watermark && entry.state.alert.occasion != .digest
                && predicate.matches(AlertBoard.asTold(entry))
        }.map(\.state).sorted { $0.alert.thread < $1.alert.thread }
    }

    /// Alerts by the identifiers of their messages or threads, in force or not; what is not held is left out.
    public func named(_ identifiers: [String], _ predicate: AlertPredicate) -> [AlertState] {
        var seen: Set<String> = []
        return identifiers.compactMap { identifier in
            let thread = threads[identifier] ?? identifier
            guard seen.insert(thread).inserted, let entry = entries[thread], predicate.matches(AlertBoard.asTold(entry)) else { return nil }
            return entry.state
        }
    }

    /// Silences that operators asked for and that are not over, in order.
    public var silencesHeld: [Silence] { silences.values.sorted { $0.identifier < $1.identifier } }

    /// How each rule did, in order of name.
    public var records: [RuleRecord] { rules.values.sorted { $0.rule < $1.rule } }

    private static func asTold(_ entry: Entry) -> Alert {
        var alert = entry.state.alert
        alert.audiences = entry.rung
        alert.held = entry.held.subtracting(entry.rung).sorted().map { Alert.Hold($0, .silence) }
        return alert
    }

    /// Digests and the public's copies are of no rule.
    private func isOfRule(_ alert: Alert) -> Bool { alert.occasion != .digest && !alert.isReleased }

    private mutating func forget(_ item: DueQueue.Item) {
        guard let entry = entries[item.key], entry.state.alert.expires + AlertBoard.grace <= item.due else { return }
        entries[item.key] = nil
        threads[entry.state.alert.identifier] = nil
        for reference in entry.state.alert.references { threads[reference.identifier] = nil }
    }
}

extension RuleRecord {
    fileprivate mutating func change(_ answer: AlertAction.Answer, by step: Int64) {
        func changed(_ count: UInt64) -> UInt64 { UInt64(clamping: Int64(clamping: count) + step) }
        switch answer {
        case .unspecified: break
        case .useful: useful = changed(useful)
        case .false: notSo = changed(notSo)
        case .known: known = changed(known)
        }
    }
}
