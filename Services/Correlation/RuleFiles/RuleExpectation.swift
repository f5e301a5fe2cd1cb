import Correlation
import Domain
import Yams

/// A test that a rules file carries: events, and how often each rule has to match.
public struct RuleExpectation: Sendable, Hashable {
    /// As the file names it.
    public var name: String
    /// Positions are metres east and north of anywhere.
    public var events: [RuleEvent]
    /// Kinds of source that are silent.
    public var silent: Set<SourceKind>
    /// Seconds since 1970, wall clock, up to which time runs; nil for the last event's.
    public var until: Int64?
    /// Matches by rule, in order of name; a rule that is not listed must not match.
    public var matches: [String: Int]
    /// Line of the file.
    public var line: Int

    /// What came instead of what was expected; empty where it passes.
    public struct Difference: Sendable, Hashable {
        /// The rule.
        public var rule: String
        /// How often it had to match.
        public var expected: Int
        /// How often it did.
        public var found: Int
    }

    /// Runs the rules over its events.
    public func check(_ rules: RuleSet) -> [Difference] {
        // Zones lie on the European plane here, so tests about zones give their events in degrees.
        var engine = RuleEngine(rules, grid: Grid(plane: .european, cellSize: 200)) { _, _ in 0 }
        var found: [String: Int] = [:]
        func note(_ matches: [RuleMatch]) {
            for match in matches where match.phase != .over { found[match.name, default: 0] += 1 }
        }
        for event in events.sorted(by: { $0.start < $1.start }) {
            note(engine.advance(to: event.start, idle: silent))
            note(engine.absorb(event))
        }
        if let last = until ?? events.map(\.start).max() { note(engine.advance(to: last &+ 1, idle: silent)) }
        return rules.rules.map(\.name).filter { found[$0, default: 0] != matches[$0, default: 0] }
            .map { Difference(rule: $0, expected: matches[$0, default: 0], found: found[$0, default: 0]) }
    }
}

extension RuleSection {
    mutating func expectation(_ vocabulary: RuleVocabulary, rules: [String]) -> RuleExpectation? {
        let name = text("name") ?? "line \(line)"
        let events = each("events") { $0.event(vocabulary) }
        let silent = words("silent", SourceKind.allCases.map { ($0.name, $0) }) ?? []
        let until = instant("until")
        var matches: [String: Int] = [:]
        let expect = node("expect")
        for (key, value) in expect?.mapping ?? [:] {
            let rule = key.scalar?.string ?? ""
            guard rules.contains(rule) else {
                let nearest = NearestKey.of(rule, among: rules)
                fail(
                    "expect", key, .init("is no rule of this file", "n'est pas une règle de ce fichier"),
                    nearest.map { .init("did you mean \($0)?", "s'agit-il de \($0) ?") }
                        ?? .init("write the name of a rule", "écrire le nom d'une règle"))
                continue
            }
            guard let count = value.scalar.flatMap({ Int($0.string) }), count >= 0 else {
                fail(
                    "expect", value, .init("is not a number of matches", "n'est pas un nombre de correspondances"),
                    .init("write 0 or more", "écrire 0 ou plus"))
                continue
            }
            matches[rule] = count
        }
        if expect?.mapping == nil {
            fail(
                "expect", expect, .init("does not say how often each rule matches", "ne dit pas combien de fois chaque règle correspond"),
                .init("write “expect: { rule-name: 1 }”, or {} for none", "écrire « expect: { nom-de-règle: 1 } », ou {} pour aucune"))
        }
        return RuleExpectation(name: name, events: events, silent: Set(silent), until: until, matches: matches, line: line)
    }

    private mutating func event(_ vocabulary: RuleVocabulary) -> RuleEvent? {
        let at = required("at", instant("at"), example: "\"2026-07-14T22:05\"")
        let until = instant("until")
        let category = required("category", word("category", vocabulary.words.dropFirst(4).map { ($0.0, $0.1[0]) }), example: "noise")
        let source = word("source", SourceKind.allCases.map { ($0.name, $0) }) ?? .policeLog
        let severity = word("severity", RuleSection.severities) ?? .unknown
        let value = number("value", in: -1e12...1e12) ?? 1
        var east = number("east", in: -1e7...1e7) ?? (has("north") ? 0 : .nan)
        var north = number("north", in: -1e7...1e7) ?? (has("east") ? 0 : .nan)
        let latitude = number("latitude", in: -90...90)
        let longitude = number("longitude", in: -180...180)
        if let latitude, let longitude {
            (east, north) = RulePlane.european(latitude: latitude, longitude: longitude)
        }
        guard let at, let category else { return nil }
        return RuleEvent(
            category: category, source: source, severity: severity, east: east, north: north, start: at, end: until, value: value)
    }

    /// Wall-clock seconds of `2026-07-14T22:05`, with or without seconds; a YAML timestamp reads the same.
    mutating func instant(_ key: String) -> Int64? {
        guard let node = node(key) else { return nil }
        let text = (node.scalar?.string ?? "").replacing(" ", with: "T")
        let pattern = /(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/
        guard let match = text.wholeMatch(of: pattern), let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
            let hour = Int64(match.4), let minute = Int64(match.5), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60
        else {
            fail(
                key, node, .init("is not a local date and time", "n'est pas une date et une heure locales"),
                .init("write it as \"2026-07-14T22:05\"", "l'écrire \"2026-07-14T22:05\""))
            return nil
        }
        let second = match.6.flatMap { Int64($0) } ?? 0
        return Int64(CivilDay(year: year, month: month, day: day).number) * 86_400 + hour * 3_600 + minute * 60 + second
    }
}
