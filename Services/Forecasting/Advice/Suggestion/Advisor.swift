import Glibc
public import Domain

/// Suggests teams, barriers and times from the forecast and from the past events most like the one that is planned.
public struct Advisor: Sendable {
    /// How the city works.
    public let rules: StaffingRules
    /// How alike two events are.
    public let similarity: Similarity

    /// An advisor on a territory's grid.
    public init(rules: StaffingRules = StaffingRules(), grid: Grid) {
        self.rules = rules
        similarity = Similarity(grid: grid)
    }

    /// Advice for a planned event.
    ///
    /// - Parameters:
    ///   - event: what is planned.
    ///   - conditions: what the time will be like.
    ///   - usual: what to expect of its place without it, an hour before to two hours after: the forecast (`Load.expected`) or the history
    ///     (`History.usual`).
    ///   - isForecast: whether `usual` is a forecast's.
    ///   - past: events that took place, with their outcome; those that are like it are found here.
    public func advise(
        _ event: PlannedEvent, in conditions: Conditions, usual: Load, isForecast: Bool, past: [PastEvent]
    ) -> EventAdvice {
        let similar = similarity.mostSimilar(to: event, in: conditions, among: past)
        let factor = EventFactor(similar)
        let load = usual.times(factor.mean, variance: factor.variance)
        let weight = similar.reduce(0) { $0 + $1.closeness }
        let hours = event.hours + Double(History.before + History.after) / 3_600
        let needed = load.spread.mapped { Double(Staffing.teams(rate: $0 / hours * rules.peak, rules: rules)) }
        let before = Spread(
            values: similar.compactMap { one in
                one.past.event.teams.map { (Double($0) * Self.scale(event, one.past.event), one.closeness) }
            })
        let least = event.kind.isObstacle ? 0 : Double(rules.leastTeams)
        let teams = Self.together(needed, before, trust: weight).mapped { max(least, $0.rounded(.up)) }
        let barriers = barriers(for: event, similar)
        let planned = event.teams.map { rules.capacity(teamHours: Double($0) * hours) }
        var advice = EventAdvice(
            event: event, load: load, usual: usual.mean, factor: factor.mean, teams: teams, barriers: barriers,
            deployment: Deployment(for: event, from: similar), similar: similar, isThin: weight < Self.fewEvents,
            adequacy: planned.map { Adequacy.percent(load, capacity: $0) }, reasons: [])
        advice.reasons = AdviceReasons(advice, isForecast: isForecast, needed: needed, before: before, rules: rules).all
        return advice
    }

    /// Advice for a coming window: teams alone, from what is expected.
    ///
    /// - Parameters:
    ///   - load: what the forecast says of the place.
    ///   - hours: how long the window is, more than 0.
    public func advise(window load: Load, hours: Double, teams planned: Int? = nil) -> EventAdvice {
        let hours = max(0.25, hours)
        let teams = load.spread.mapped { Double(Staffing.teams(rate: $0 / hours * rules.peak, rules: rules)) }
        var advice = EventAdvice(
            event: nil, load: load, usual: load.mean, factor: 1, teams: teams, barriers: nil, deployment: nil, similar: [], isThin: false,
            adequacy: planned.map { Adequacy.percent(load, capacity: rules.capacity(teamHours: Double($0) * hours)) }, reasons: [])
        advice.reasons = AdviceReasons(advice, isForecast: true, needed: teams, before: nil, rules: rules).all
        return advice
    }

    /// Sum of closeness below which past events are too few to lean on.
    public static let fewEvents = 3.0

    /// What is computed and what was done before: the middle leans on the past by as much as there is of it, at most by half; the spread
    /// holds both.
    private static func together(_ needed: Spread, _ before: Spread?, trust: Double) -> Spread {
        guard let before else { return needed }
        let share = 0.5 * trust / (trust + fewEvents)
        return Spread(
            low: min(needed.low, before.low), middle: (1 - share) * needed.middle + share * before.middle,
            high: max(needed.high, before.high))
    }

    /// Means grow with the square root of the crowd: both what a queue of incidents needs beyond its mean, and the border of a place.
    private static func scale(_ event: PlannedEvent, _ past: PlannedEvent) -> Double {
        guard let people = event.attendance, let before = past.attendance, people > 0, before > 0 else { return 1 }
        return min(4, max(0.25, (people / before).squareRoot()))
    }

    /// What events like it had, scaled; without any, the border of the space that the crowd needs, halved and doubled.
    private func barriers(for event: PlannedEvent, _ similar: [SimilarEvent]) -> Spread? {
        let before = similar.compactMap { one in
            one.past.event.barriers.map { (value: Double($0) * Self.scale(event, one.past.event), weight: one.closeness) }
        }
        if before.count >= 2, let spread = Spread(values: before) { return spread.mapped { $0.rounded() } }
        guard !event.kind.isObstacle, let people = event.attendance, people > 0 else { return nil }
        let border = 4 * (people / rules.density).squareRoot() / rules.barrierLength
        let single = before.first.map { (border + $0.value) / 2 } ?? border
        return Spread(low: (single / 2).rounded(), middle: single.rounded(), high: (single * 2).rounded())
    }
}
