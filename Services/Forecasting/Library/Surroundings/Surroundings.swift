import Domain
import Glibc

/// What readings tell of the days: kept by day, and by when it was said, so that a forecast issued at T uses what was said before T alone.
///
/// Readings wait until a time of issue passes them, like incidents; sums are exact, so the order in which they arrive cannot show.
struct Surroundings: Sendable, Equatable {
    /// A reading's place before it may be used.
    struct Key: Hashable, Sendable {
        let from: Int64
        let measure: Measure
        let day: Int
        let isPlan: Bool
    }

    /// Days that are kept.
    static let kept = 40
    /// Days after which a day counts half in what is usual.
    static let halfLife = 60.0
    /// Days for which what was measured stands in for what nobody has forecast.
    static let persistence = 2
    /// Planned events that are kept at most; the earliest go first.
    static let mostGatherings = 20_000

    private(set) var waiting: [Key: ReadingSum] = [:]
    private(set) var days: [Measure: [Int: DayMeasures]] = [:]
    /// In their order.
    private(set) var gatherings: [Gathering] = []
    /// Usual values: by measure, by day of the week (the first alone where it has no week).
    private(set) var usual: [Usual] = Measure.allCases.map { _ in Usual() }

    init() {}

    init(waiting: [Key: ReadingSum], days: [Measure: [Int: DayMeasures]], gatherings: [Gathering], usual: [Usual]) {
        self.waiting = waiting
        self.days = days
        self.gatherings = gatherings
        self.usual = usual
    }

    /// Takes a reading (`times` 1), or takes it back (-1). A plan may be used from the end of the slot in which it was said, what was measured
    /// from the end of its own.
    mutating func take(_ reading: Reading, times: Int64, slotLength: Int64, clock: inout LocalClock) {
        guard reading.quality != .bad else { return }
        let from = reading.saidSlot.map { $0 &+ slotLength } ?? reading.slot.end
        if reading.category == .plannedEvent { return gather(reading, from: from, times: times) }
        guard let measure = Measure(reading.category), let value = reading.estimate, value.isFinite else { return }
        let middle = reading.slot.start &+ Int64(reading.slot.length / 2)
        let day = Int(clock.local(middle).floorDivided(by: 86_400))
        let key = Key(from: from, measure: measure, day: day, isPlan: reading.saidSlot != nil)
        waiting[key, default: ReadingSum()].add(value, times: times)
    }

    private mutating func gather(_ reading: Reading, from: Int64, times: Int64) {
        var gathering = Gathering(
            from: from, cell: reading.cell, start: reading.slot.start, end: reading.slot.end, attendance: ReadingSum())
        gathering.attendance.add(reading.estimate ?? Gathering.usual, times: times)
        var (place, beyond) = (0, gatherings.count)
        while place < beyond {
            let middle = (place + beyond) / 2
            if gatherings[middle].order < gathering.order { place = middle + 1 } else { beyond = middle }
        }
        if place < gatherings.count, gatherings[place].order == gathering.order {
            gatherings[place].attendance.add(gathering.attendance)
        } else {
            gatherings.insert(gathering, at: place)
        }
        if gatherings.count > Surroundings.mostGatherings { gatherings.removeFirst() }
    }

    /// What may be used by an instant becomes known.
    mutating func settle(through instant: Int64) {
        guard waiting.contains(where: { $0.key.from <= instant }) else { return }
        for (key, values) in waiting where key.from <= instant {
            days[key.measure, default: [:]][key.day, default: DayMeasures()].add(values, from: key.from, isPlan: key.isPlan)
        }
        waiting = waiting.filter { $0.key.from > instant }
    }

    /// A day is over: what was usual is brought up to date, old days are forgotten.
    mutating func close(day: Int, midnight: Int64) {
        for measure in Measure.allCases {
            guard let known = days[measure] else { continue }
            // A measure of the day itself, or what was forecast of it.
            let value = known[day]?.measured.mean ?? known[day]?.plan(asOf: .max)
            if let value { usual[measure.rawValue].learn(value, weekday: measure.hasWeek ? DayType.weekday(of: day) : 0) }
            days[measure] = known.filter { $0.key >= day - Surroundings.kept }
        }
        gatherings.removeAll { $0.end < midnight - Int64(Surroundings.kept) * 86_400 }
    }

    /// How far a day's measure is from the usual, as it was known at an instant of a day: 0 is usual; nil where nothing was known.
    func deviation(_ measure: Measure, of day: Int, asOf instant: Int64, today: Int) -> Double? {
        guard let known = days[measure] else { return nil }
        if let plan = known[day]?.plan(asOf: instant) {
            return usual[measure.rawValue].deviation(plan, of: measure, weekday: measure.hasWeek ? DayType.weekday(of: day) : 0)
        }
        for earlier in stride(from: min(day, today) - 1, through: today - Surroundings.persistence, by: -1) {
            guard let value = known[earlier]?.measured.mean else { continue }
            return usual[measure.rawValue].deviation(value, of: measure, weekday: measure.hasWeek ? DayType.weekday(of: earlier) : 0)
        }
        return nil
    }

    /// Whether a measure was ever told.
    func knows(_ measure: Measure) -> Bool { usual[measure.rawValue].weight > 0 || days[measure] != nil }

    /// The planned events that are felt between two instants, as they were known at another; the latest saying of each.
    func gatherings(from start: Int64, to end: Int64, asOf instant: Int64) -> [Gathering] {
        var found: [Gathering] = []
        for gathering in gatherings
        where gathering.from <= instant && gathering.attendance.count > 0 && gathering.start - Gathering.before < end
            && gathering.end + Gathering.after > start
        {
            if let last = found.last, last.isSameEvent(as: gathering) { found.removeLast() }
            found.append(gathering)
        }
        return found
    }
}

extension Reading {
    /// Its value, or the middle of the bounds of a censored one.
    var estimate: Double? {
        if let value { return value }
        guard let lower, let upper else { return lower ?? upper }
        return (lower + upper) / 2
    }
}
