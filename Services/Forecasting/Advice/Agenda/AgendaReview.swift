public import Domain

/// Looks for what does not fit together in an agenda: the same place and time, blocked access, missing measures.
public struct AgendaReview: Sendable {
    /// What the city asks.
    public let rules: AgendaRules
    private let plane: Plane

    /// A review by the city's rules on a territory's grid.
    public init(rules: AgendaRules = AgendaRules(), grid: Grid) {
        self.rules = rules
        plane = Plane(grid: grid)
    }

    /// All findings, gravest first, then by time. Events of the past are looked at like others: pass only what is to come.
    ///
    /// A sweep in order of time: O(n log n) and as many comparisons as there are pairs at one time.
    public func findings(in events: [PlannedEvent]) -> [AgendaFinding] {
        let sorted = events.sorted { ($0.start, $0.identifier) < ($1.start, $1.identifier) }
        var findings = sorted.compactMap(missing)
        var underWay: [PlannedEvent] = []
        for event in sorted {
            underWay.removeAll { $0.end + rules.changeover <= event.start }
            for other in underWay { if let finding = clash(other, event) { findings.append(finding) } }
            underWay.append(event)
        }
        return findings.sorted { ($1.severity, $0.start, $0.events.first ?? "") < ($0.severity, $1.start, $1.events.first ?? "") }
    }

    /// What is wrong with two events, the earlier one first.
    private func clash(_ first: PlannedEvent, _ second: PlannedEvent) -> AgendaFinding? {
        // What speaks of the whole territory (holidays) takes no place away.
        guard !first.cells.isEmpty, !second.cells.isEmpty, first.identifier != second.identifier else { return nil }
        if first.kind.isObstacle && second.kind.isObstacle { return nil }
        if first.kind.isObstacle || second.kind.isObstacle {
            let (obstacle, event) = first.kind.isObstacle ? (first, second) : (second, first)
            return blocked(event, by: obstacle)
        }
        guard plane.share(first.cells, second.cells) else { return nil }
        let overlap = first.end > second.start
        let people = (first.attendance ?? 0) + (second.attendance ?? 0)
        let severity: Severity = !overlap ? .minor : people >= rules.large ? .severe : .moderate
        let (one, two) = (first.kind.words, second.kind.words)
        let words =
            overlap
            ? Words(
                "\(first.name.english) (\(one.english)) and \(second.name.english) (\(two.english)) want the same place at the same time",
                "\(first.name.french) (\(one.french)) et \(second.name.french) (\(two.french)) veulent le même lieu au même moment")
            : Words(
                "\(second.name.english) (\(two.english)) begins \((second.start - first.end) / 60) min after \(first.name.english) ends on the same place",
                "\(second.name.french) (\(two.french)) commence \((second.start - first.end) / 60) min après la fin de \(first.name.french) au même lieu"
            )
        return AgendaFinding(
            kind: .samePlace, severity: severity, events: [first.identifier, second.identifier], start: second.start,
            end: overlap ? min(first.end, second.end) : second.end, words: words)
    }

    private func blocked(_ event: PlannedEvent, by obstacle: PlannedEvent) -> AgendaFinding? {
        guard obstacle.overlaps(from: event.start, to: event.end), let metres = plane.gap(event.cells, obstacle.cells),
            metres <= rules.access
        else { return nil }
        let inside = plane.share(event.cells, obstacle.cells)
        let severity: Severity = inside ? ((event.attendance ?? 0) >= rules.large ? .severe : .moderate) : .minor
        let (name, what) = (event.kind.words, obstacle.kind.words)
        let place = Words(inside ? "on its place" : "beside it", inside ? "sur son lieu" : "à côté")
        return AgendaFinding(
            kind: .blockedAccess, severity: severity, events: [event.identifier, obstacle.identifier],
            start: max(event.start, obstacle.start), end: min(event.end, obstacle.end),
            words: Words(
                "\(what.english) (\(obstacle.name.english)) \(place.english) may block access to \(event.name.english) (\(name.english))",
                "\(what.french) (\(obstacle.name.french)) \(place.french) : accès de \(event.name.french) (\(name.french)) peut-être bloqué"
            ))
    }

    /// Measures that an event of its size should have declared.
    private func missing(_ event: PlannedEvent) -> AgendaFinding? {
        guard !event.kind.isObstacle, !event.cells.isEmpty else { return nil }
        let (name, identifier) = (event.kind.words, event.identifier)
        guard let people = event.attendance else {
            return AgendaFinding(
                kind: .unknownAttendance, severity: .minor, events: [identifier], start: event.start, end: event.end,
                words: Words(
                    "nobody said how many people \(event.name.english) (\(name.english)) awaits: its measures cannot be checked",
                    "nul n'a dit combien de personnes \(event.name.french) (\(name.french)) attend : ses mesures ne peuvent être vérifiées")
            )
        }
        let asked = rules.requirements.filter { people >= $0.attendance && ($0.kinds.isEmpty || $0.kinds.contains(event.kind)) }
        let absent = Set(asked.map(\.measure)).subtracting(event.measures ?? []).sorted()
        guard !absent.isEmpty else { return nil }
        let severity: Severity = people >= rules.large ? .severe : event.measures?.isEmpty == false ? .minor : .moderate
        return AgendaFinding(
            kind: .missingMeasure, severity: severity, events: [identifier], start: event.start, end: event.end, measures: absent,
            words: Words(
                "\(event.name.english) (\(name.english), \(Figure.people(people, french: false)) people) declares no \(absent.map(\.words.english).joined(separator: ", no "))",
                "\(event.name.french) (\(name.french), \(Figure.people(people, french: true)) personnes) ne déclare pas de \(absent.map(\.words.french).joined(separator: ", ni "))"
            ))
    }
}
