public import Domain

/// Alerts from forecasts, for one territory: a pure machine over forecasting's feed.
///
/// One digest a window and category. Forecasts are issued again and again, and their windows may roll on with time: a forecast whose window
/// is for the better half that of a living alert of the same rule and category speaks of the same situation.
public struct ForecastAlerts: Sendable {
    private var policy: AlertPolicy
    private var machine: AlertMachine
    private var usual = UsualTotals()

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

    /// Hears a forecast; the messages it gives, in order.
    public mutating func apply(_ forecast: Forecast) -> [Alert] {
        machine.counts.heard &+= 1
        guard EventTime.isUsable(forecast.issuedAt), EventTime.isUsable(forecast.windowStart), EventTime.isUsable(forecast.windowEnd),
            forecast.windowEnd > forecast.windowStart, var summary = ForecastSummary(forecast)
        else {
            machine.counts.malformed &+= 1
            return []
        }
        summary.usual = usual.usual(forecast)
        usual.note(forecast, total: summary.total)
        let rules = policy.forecasts.filter { $0.concerns(forecast) }
        // What lives comes first: a rule further up must not raise a second alert about the same.
        for rule in rules {
            guard let thread = living(rule, forecast) else { continue }
            guard forecast.issuedAt >= (thread.latest ?? thread.said).time else {
                machine.counts.stale &+= 1
                return []
            }
            summary.list(forecast, count: rule.cellsListed)
            return machine.hear(situation(forecast, summary, rule, key: thread.key), rule.verdict(on: summary), rule.terms)
        }
        guard let rule = rules.first(where: { $0.verdict(on: summary) == .raise }) else {
            machine.counts.unmatched &+= 1
            return []
        }
        summary.list(forecast, count: rule.cellsListed)
        let key = recentlyCalledOff(rule, forecast)?.key ?? "\(group(rule, forecast))|\(forecast.windowStart)|\(forecast.windowEnd)"
        return machine.hear(situation(forecast, summary, rule, key: key), .raise, rule.terms)
    }

    /// Takes forecasting's watermark; the messages that were due, in order.
    public mutating func advance(to watermark: Instant) -> [Alert] {
        machine.advance(to: EventTime.seconds(watermark))
    }

    private func group(_ rule: ForecastRule, _ forecast: Forecast) -> String { "\(rule.terms.name)|\(forecast.category.code)" }

    private func living(_ rule: ForecastRule, _ forecast: Forecast) -> AlertThread? {
        sameWindow(machine.store.threads(in: group(rule, forecast)).filter(\.isLive), forecast)
    }

    private func recentlyCalledOff(_ rule: ForecastRule, _ forecast: Forecast) -> AlertThread? {
        sameWindow(machine.store.threads(in: group(rule, forecast)).filter { !$0.isLive }, forecast)
    }

    /// The thread that shares the most of the forecast's window, if that is half of the longer of the two.
    private func sameWindow(_ threads: [AlertThread], _ forecast: Forecast) -> AlertThread? {
        var best: (thread: AlertThread, shared: Int64)?
        for thread in threads {
            let shared = min(thread.said.until, forecast.windowEnd) - max(thread.said.onset, forecast.windowStart)
            let longer = max(thread.said.until - thread.said.onset, forecast.windowEnd - forecast.windowStart)
            guard shared > 0, 2 * shared >= longer else { continue }
            if best.map({ shared > $0.shared }) ?? true { best = (thread, shared) }
        }
        return best?.thread
    }

    private func situation(_ forecast: Forecast, _ summary: ForecastSummary, _ rule: ForecastRule, key: String) -> Situation {
        let terms = rule.terms
        let places = machine.ground.places
        return Situation(
            key: key, member: key, group: group(rule, forecast), rule: terms.name, time: forecast.issuedAt, category: forecast.category,
            capCategory: terms.capCategory ?? CAPCategory.suiting(forecast.category), urgency: terms.urgency,
            severity: terms.severity(.unknown, multiple: rule.multiple(summary)), certainty: terms.certainty, onset: forecast.windowStart,
            until: forecast.windowEnd, expires: forecast.windowEnd + terms.expiresAfter,
            magnitude: rule.totalAtLeast == nil ? summary.peak : summary.total, cells: summary.top.map(\.cell), isOngoing: false,
            french: ForecastWording.french(forecast, summary, places, instruction: terms.instructionFrench),
            english: ForecastWording.english(forecast, summary, places, instruction: terms.instructionEnglish),
            cause: MessageIdentifier.forecast(machine.territory, forecast))
    }
}

extension ForecastAlerts {
    /// What changed since the last call, to be stored in the transaction that commits the output; empty where nothing did.
    public mutating func takeDelta() -> [UInt8] { ForecastAlerts.join(machine.takeDelta(), usual.takeDelta()) }
    /// Applies what `takeDelta` gave, in the same order.
    public mutating func replay(delta: [UInt8]) throws(StateError) {
        guard !delta.isEmpty else { return }
        // Before usual totals were kept, it was the machine's bytes alone. They begin with their layout, 1; no run here is of one byte.
        if delta[0] == 1 { return try machine.replay(delta: delta) }
        var reader = StateReader(delta)
        try machine.replay(delta: try reader.run())
        try usual.replay(try reader.run())
        try reader.finish()
    }
    /// Everything that must be remembered.
    public func snapshot() -> [UInt8] { ForecastAlerts.join(machine.snapshot(), usual.snapshot()) }
    /// Takes up where `snapshot` was taken; an empty one is a new machine's.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var restored = ForecastAlerts(territory: machine.territory, policy: policy)
        restored.stand(on: machine.ground)
        try restored.replay(delta: snapshot)
        self = restored
    }

    private static func join(_ machine: [UInt8], _ usual: [UInt8]) -> [UInt8] {
        guard !machine.isEmpty || !usual.isEmpty else { return [] }
        var writer = StateWriter()
        writer.write(run: machine)
        writer.write(run: usual)
        return writer.bytes
    }
}
