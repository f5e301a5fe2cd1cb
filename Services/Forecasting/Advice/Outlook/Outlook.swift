public import Domain

/// The next days of a territory, each with expected load and interval, drivers, findings and the adequacy of planned means.
public struct Outlook: Sendable {
    /// What it is made from. Everything that is not there is left out of what it says, never taken for zero.
    public struct Sources: Sendable {
        /// As the feed brings them.
        public var forecasts: [Forecast]
        /// What days usually bring; nil where there is no history.
        public var model: DayLoadModel?
        /// The agenda, past events may be among it.
        public var events: [PlannedEvent]
        /// Advice for events, by identifier: what they add to the day.
        public var advice: [String: EventAdvice]
        /// Team-hours planned for a day beside those of its events; nil where nobody said.
        public var teamHours: @Sendable (CivilDay) -> Double?
        /// What a day is like.
        public var traits: @Sendable (CivilDay) -> DayTraits
        /// The first second of a day on the territory's clock, seconds since 1970.
        public var midnight: @Sendable (CivilDay) -> Int64

        /// Sources of an outlook.
        public init(
            forecasts: [Forecast] = [], model: DayLoadModel? = nil, events: [PlannedEvent] = [], advice: [String: EventAdvice] = [:],
            teamHours: @escaping @Sendable (CivilDay) -> Double? = { _ in nil }, traits: @escaping @Sendable (CivilDay) -> DayTraits,
            midnight: @escaping @Sendable (CivilDay) -> Int64
        ) {
            self.forecasts = forecasts
            self.model = model
            self.events = events
            self.advice = advice
            self.teamHours = teamHours
            self.traits = traits
            self.midnight = midnight
        }
    }

    private let sources: Sources
    private let rules: StaffingRules
    private let findings: [AgendaFinding]

    /// An outlook on a territory's grid.
    public init(_ sources: Sources, rules: StaffingRules = StaffingRules(), agenda: AgendaRules = AgendaRules(), grid: Grid) {
        self.sources = sources
        self.rules = rules
        findings = AgendaReview(rules: agenda, grid: grid).findings(in: sources.events)
    }

    /// The days from one on.
    public func days(from first: CivilDay, count: Int = 30) -> [DayOutlook] {
        (0..<max(0, count)).map { day(first.advanced(by: $0)) }
    }

    private func day(_ day: CivilDay) -> DayOutlook {
        let (start, end) = (sources.midnight(day), sources.midnight(day.advanced(by: 1)))
        let traits = sources.traits(day)
        let events = sources.events.filter { $0.overlaps(from: start, to: end) }.sorted {
            ($0.start, $0.identifier) < ($1.start, $1.identifier)
        }
        let (load, origin) = load(traits, events, start, end)
        let planned = planned(day, events, start, end)
        return DayOutlook(
            day: day, load: load, origin: origin, drivers: drivers(traits, events, start, end),
            findings: findings.filter { $0.start < end && start < $0.end }, events: events,
            neededTeamHours: load.map { load in load.spread.mapped { $0 / rules.capacity(teamHours: 1) } }, plannedTeamHours: planned,
            adequacy: load.flatMap { load in planned.map { Adequacy.percent(load, capacity: rules.capacity(teamHours: $0)) } })
    }

    private func load(
        _ traits: DayTraits, _ events: [PlannedEvent], _ start: Int64, _ end: Int64
    ) -> (Load?, DayOutlook.Origin) {
        var base: Load?
        var origin = DayOutlook.Origin.usual
        if let said = Load.expected(in: [], from: start, to: end, of: sources.forecasts), said.covered >= 0.5 {
            // The rest of the day is taken to be like the part that is spoken of.
            base = said.load.times(1 / said.covered, variance: 0)
            origin = .forecast
        } else {
            base = sources.model?.load(of: traits)
        }
        guard let base else { return (nil, origin) }
        let more = events.compactMap { added($0, start, end) }
        let mean = more.reduce(base.mean) { $0 + $1.mean }
        return (Load(mean: max(0, mean), variance: more.reduce(base.variance) { $0 + $1.variance }), origin)
    }

    /// What an event adds to a day: incidents beyond the usual ones, by the part of it that lies in the day.
    private func added(_ event: PlannedEvent, _ start: Int64, _ end: Int64) -> (mean: Double, variance: Double)? {
        guard let advice = sources.advice[event.identifier], let about = advice.event, about.start == event.start else { return nil }
        let part = Double(min(end, event.end) - max(start, event.start)) / Double(event.end - event.start)
        let mean = (advice.load.mean - advice.usual) * part
        return (mean, max(0, advice.load.variance - advice.usual) * part)
    }

    private func planned(_ day: CivilDay, _ events: [PlannedEvent], _ start: Int64, _ end: Int64) -> Double? {
        guard let base = sources.teamHours(day) else { return nil }
        return events.reduce(base) { sum, event in
            sum + Double(event.teams ?? 0) * Double(min(end, event.end) - max(start, event.start)) / 3_600
        }
    }

    private func drivers(_ traits: DayTraits, _ events: [PlannedEvent], _ start: Int64, _ end: Int64) -> [Driver] {
        var drivers: [Driver] = []
        if let model = sources.model {
            var mean = model.level
            func add(_ kind: Driver.Kind, _ factor: DayLoadModel.Factor, _ name: Words) {
                let change = mean * (factor.value - 1)
                mean *= factor.value
                // What cannot be told from nothing is not told.
                guard abs(factor.value - 1) > factor.error else { return }
                let percent = Figure.percent(ofFactor: factor.value)
                drivers.append(
                    Driver(
                        kind: kind, incidents: change,
                        words: Words("\(name.english): \(percent) % incidents", "\(name.french) : \(percent) % de faits")))
            }
            add(.weekday, model.weekdays[traits.day.weekday], Self.weekdays[traits.day.weekday])
            for trait in DayTraits.Trait.allCases where traits.present.contains(trait) {
                if let factor = model.traits[trait] { add(.trait(trait), factor, trait.words) }
            }
        }
        for event in events where !event.cells.isEmpty {
            let more = added(event, start, end)?.mean
            let people =
                event.attendance.map { (", \(Figure.people($0, french: false)) people", ", \(Figure.people($0, french: true)) personnes") }
                ?? ("", "")
            let text = more.map { ($0 < 0 ? "" : "+", $0) }
            let english = text.map { ": \($0.0)\(Figure.text($0.1, french: false)) incidents" } ?? ": effect not known"
            let french = text.map { " : \($0.0)\(Figure.text($0.1, french: true)) faits" } ?? " : effet inconnu"
            drivers.append(
                Driver(
                    kind: .event(event.identifier), incidents: more,
                    words: Words(
                        "\(event.kind.words.english) \(event.name.english)\(people.0)\(english)",
                        "\(event.kind.words.french) \(event.name.french)\(people.1)\(french)")))
        }
        return drivers.enumerated().sorted { (abs($1.element.incidents ?? 0), $0.offset) < (abs($0.element.incidents ?? 0), $1.offset) }
            .map(\.element)
    }

    private static let weekdays = [
        Words("Monday", "lundi"), Words("Tuesday", "mardi"), Words("Wednesday", "mercredi"), Words("Thursday", "jeudi"),
        Words("Friday", "vendredi"), Words("Saturday", "samedi"), Words("Sunday", "dimanche"),
    ]
}
