import Domain

@testable import Correlation

/// Events and rules for tests: metres and seconds from an evening in July.
enum RuleScene {
    /// 2026-07-14T21:00:00Z, a Tuesday.
    static let evening: Int64 = 1_784_062_800

    static func engine(_ condition: RuleCondition, zones: [RuleZone] = [], coolDown: Int64? = nil, hours: RuleHours? = nil) -> RuleEngine {
        engine([Rule(name: "r", coolDown: coolDown, zones: [], hours: hours, condition: condition)], zones: zones)
    }

    static func engine(_ rules: [Rule], zones: [RuleZone] = []) -> RuleEngine {
        RuleEngine(RuleSet(rules: rules, zones: zones), grid: Grid(plane: .european, cellSize: 200)) { _, _ in 0 }
    }

    static func event(
        _ category: Domain.Category = .noise, minute: Double = 0, east: Double = 0, north: Double = 0, source: SourceKind = .policeLog,
        severity: Severity = .unknown, origin: Origin = .unspecified, value: Double = 1
    ) -> RuleEvent {
        RuleEvent(
            category: category.rawValue, source: source, severity: severity, origin: origin, east: east, north: north,
            start: evening + Int64(minute * 60), value: value)
    }

    static func filter(_ categories: Domain.Category...) -> RuleFilter { RuleFilter(categories: Set(categories.map(\.rawValue))) }

    /// Three about noise within 30 minutes and 300 m.
    static let three = RuleCondition.count(of: filter(.noise), atLeast: 3, within: 1_800, reach: .radius(300))
}

extension RuleEngine {
    /// Matches of events, the watermark following them.
    mutating func run(_ events: [RuleEvent], until minute: Double? = nil, idle: Set<SourceKind> = []) -> [RuleMatch] {
        var matches: [RuleMatch] = []
        for event in events {
            matches += advance(to: event.start, idle: idle)
            matches += absorb(event)
        }
        if let minute { matches += advance(to: RuleScene.evening + Int64(minute * 60), idle: idle) }
        return matches
    }

    /// Instants, in minutes, at which rules came true.
    mutating func minutes(_ events: [RuleEvent], until minute: Double? = nil, idle: Set<SourceKind> = []) -> [Double] {
        run(events, until: minute, idle: idle).filter { $0.phase != .over }.map { Double($0.time - RuleScene.evening) / 60 }
    }
}
