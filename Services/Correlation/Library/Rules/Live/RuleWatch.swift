import Domain

/// Operators' rules as the service runs them: incidents, readings and watermarks in, signals out; a pure value, written and read whole.
///
/// A rule that matches is a signal of kind `rule` with a p-value of 0 (it is no test); again after its cool-down with the same situation; and
/// once more with a p-value of 1 when it no longer holds.
public struct RuleWatch: Sendable {
    let rules: RuleSet
    private let offset: ZoneOffset
    var clock: LocalClock
    var grid: Grid?
    /// Nil until the register names the grid.
    var engine: RuleEngine?
    /// Times that each situation was told.
    var steps: [String: Int] = [:]

    /// A watch without a past.
    public init(_ rules: RuleSet, offset: @escaping ZoneOffset) {
        self.rules = rules
        self.offset = offset
        clock = LocalClock(zone: "UTC", offset: offset)
    }

    /// Nothing to look at.
    public var isEmpty: Bool { rules.rules.isEmpty }

    /// Takes the version of the register that is in force from here on: zone and grid. Another grid forgets what was counted on the old one.
    public mutating func register(_ register: Register) {
        clock.zone = register.territory.timeZone
        if engine == nil || register.territory.grid != grid {
            grid = register.territory.grid
            engine = fresh()
        }
        engine?.setZone(register.territory.timeZone)
    }

    func fresh() -> RuleEngine? { grid.map { RuleEngine(rules, grid: $0, zone: clock.zone, offset: offset) } }

    /// Takes an incident.
    public mutating func absorb(_ incident: Incident) -> [Signal] {
        guard let grid else { return [] }
        return tell(engine?.absorb(RuleEvent(incident, grid: grid)) ?? [])
    }

    /// Takes a reading.
    public mutating func absorb(_ reading: Reading) -> [Signal] {
        guard let grid, let event = RuleEvent(reading, grid: grid) else { return [] }
        return tell(engine?.absorb(event) ?? [])
    }

    /// Takes an incident back.
    public mutating func retract(_ incident: Incident) -> [Signal] {
        guard let grid else { return [] }
        return tell(engine?.retract(RuleEvent(incident, grid: grid)) ?? [])
    }

    /// Takes a reading back.
    public mutating func retract(_ reading: Reading) -> [Signal] {
        guard let grid, let event = RuleEvent(reading, grid: grid) else { return [] }
        return tell(engine?.retract(event) ?? [])
    }

    /// Moves to a watermark; kinds with a source that is idle are silent, which is not the same as quiet.
    public mutating func advance(to watermark: Watermark) -> [Signal] {
        var idle = Set<SourceKind>()
        for source in watermark.sources where source.idle && source.time > Instant(milliseconds: 0) { idle.insert(source.kind) }
        return tell(engine?.advance(to: watermark.time.seconds, idle: idle) ?? [])
    }

    private mutating func tell(_ matches: [RuleMatch]) -> [Signal] { matches.isEmpty ? [] : matches.map { signal($0) } }

    private mutating func signal(_ match: RuleMatch) -> Signal {
        let step = steps[match.situation, default: 0]
        steps[match.situation] = match.phase == .over ? nil : step + 1
        var identifier = Fingerprint()
        identifier.combine(match.situation)
        identifier.combine(Int64(step))
        let rule = rules.rules[match.rule]
        let over = match.phase == .over
        let wording = RuleWording(match: match, rule: rule, grid: grid)
        return Signal(
            identifier: identifier.hexadecimal, kind: .rule, category: match.categories.lazy.compactMap(Category.init).first ?? .other,
            cells: match.cells, start: min(match.start, match.time), end: match.time &+ 1, observed: match.observed, expected: 0,
            pValue: over ? 1 : 0, severity: over ? .minor : rule.severity, sources: match.sources, french: wording.french(&clock),
            english: wording.english(&clock), situation: match.situation)
    }
}
