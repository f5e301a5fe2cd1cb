public import Domain

/// Alerts from signals, for one territory: a pure machine over correlation's feed.
///
/// A signal acts as it arrives; the watermark ends lives and tells what had to wait. All signals of one `situation` are one alert that lives.
/// It is called off when a signal of the situation says that all is normal again: its p-value back at the rule's `clear-p-value`, 1 where
/// what it rested on was retracted.
public struct SignalAlerts: Sendable {
    private var policy: AlertPolicy
    private var machine: AlertMachine

    /// A machine that has heard nothing yet.
    public init(territory: String, policy: AlertPolicy) {
        self.policy = policy
        machine = AlertMachine(territory: territory, policy: policy)
    }

    /// Takes another policy; what lives goes on under it.
    public mutating func adopt(_ policy: AlertPolicy) {
        self.policy = policy
        machine.adopt(policy)
    }

    /// What was counted since this value was made.
    public var counts: AlertCounts { machine.counts }
    /// Alerts held, those called off a moment ago included.
    public var held: Int { machine.count }

    /// Takes what the register says of the territory.
    public mutating func stand(on ground: AlertGround) { machine.ground = ground }

    /// Takes what an operator does; whether the alert is held here, and the messages it gives.
    public mutating func act(_ action: AlertAction) -> (known: Bool, alerts: [Alert]) { machine.act(action) }

    /// Begins to note what is held back, and why.
    public mutating func takeNotes() { machine.notes = machine.notes ?? [] }

    /// What was held back since the last call.
    public mutating func notes() -> [AlertNote] {
        defer { if machine.notes != nil { machine.notes = [] } }
        return machine.notes ?? []
    }

    /// Hears a signal; the messages it gives, in order.
    public mutating func apply(_ signal: Signal) -> [Alert] {
        machine.counts.heard &+= 1
        guard SignalAlerts.isUsable(signal) else {
            machine.counts.malformed &+= 1
            return []
        }
        let member = signal.situation.isEmpty ? signal.identifier : signal.situation
        if let thread = machine.live(member) {
            // The rule that raised it decides over its life. A policy that has no such rule any more calls it off.
            let own = policy.signals.first { $0.terms.name == thread.said.rule && $0.concerns(signal) }
            let rule = own ?? policy.signals.first { $0.concerns(signal) && $0.verdict(on: signal) == .raise }
            let terms = rule?.terms ?? SignalAlerts.gone(thread.said.rule)
            return machine.hear(
                situation(signal, key: thread.key, member: member, group: thread.group, terms), rule?.verdict(on: signal) ?? .clear, terms)
        }
        guard let rule = policy.signals.first(where: { $0.concerns(signal) && $0.verdict(on: signal) == .raise }) else {
            machine.counts.unmatched &+= 1
            return []
        }
        // Two situations of one rule and category beside each other are one alert.
        let group = "\(rule.terms.name)|\(signal.category.code)"
        let near = rule.terms.life.mergeWithin.flatMap { machine.store.near(signal.cells, within: $0, group: group) }
        return machine.hear(
            situation(signal, key: near?.key ?? member, member: member, group: group, rule.terms), .raise, rule.terms)
    }

    /// Takes correlation's watermark; the messages that were due, in order.
    public mutating func advance(to watermark: Instant) -> [Alert] {
        machine.advance(to: EventTime.seconds(watermark))
    }

    private func situation(_ signal: Signal, key: String, member: String, group: String, _ terms: AlertTerms) -> Situation {
        let place = machine.ground.places.name(signal.cells)
        let multiple = signal.expected > 0 ? signal.observed / signal.expected : (signal.observed > 0 ? .infinity : 0)
        return Situation(
            key: key, member: member, group: group, rule: terms.name, time: signal.start, category: signal.category,
            capCategory: terms.capCategory ?? CAPCategory.suiting(signal.category), urgency: terms.urgency,
            severity: terms.severity(signal.severity, multiple: multiple), certainty: terms.certainty, onset: signal.start,
            until: signal.end, expires: signal.end + terms.expiresAfter, magnitude: signal.observed, cells: signal.cells, isOngoing: true,
            french: SignalWording.french(signal, place, instruction: terms.instructionFrench),
            english: SignalWording.english(signal, place, instruction: terms.instructionEnglish), cause: signal.identifier)
    }

    private static func gone(_ rule: String) -> AlertTerms {
        AlertTerms(name: rule, urgency: .unknown, certainty: .unknown, severity: .asSignal, expiresAfter: 0)
    }

    private static func isUsable(_ signal: Signal) -> Bool {
        EventTime.isUsable(signal.start) && EventTime.isUsable(signal.end) && signal.end > signal.start && signal.observed.isFinite
            && signal.observed >= 0 && signal.expected.isFinite && signal.expected >= 0 && (0...1).contains(signal.pValue)
            && !(signal.situation.isEmpty && signal.identifier.isEmpty)
    }
}

extension SignalAlerts {
    /// What changed since the last call, to be stored in the transaction that commits the output; empty where nothing did.
    public mutating func takeDelta() -> [UInt8] { machine.takeDelta() }
    /// Applies what `takeDelta` gave, in the same order.
    public mutating func replay(delta: [UInt8]) throws(StateError) { try machine.replay(delta: delta) }
    /// Everything that must be remembered.
    public func snapshot() -> [UInt8] { machine.snapshot() }
    /// Takes up where `snapshot` was taken; an empty one is a new machine's.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var restored = AlertMachine(territory: machine.territory, policy: policy)
        restored.ground = machine.ground
        try restored.restore(snapshot: snapshot)
        machine = restored
    }
}
