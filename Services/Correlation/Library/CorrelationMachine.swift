import Domain

/// Finds what is unusual in a territory: a pure value that takes what comes down the feed, in its order, and returns Signals.
///
/// - *On arrival* of an incident: the running count of its cell and category in the slot is held against what is usual there
///   (`Baseline`); a Signal when it first passes the level, again each time it doubles.
/// - *On the watermark*: slots close and become history, situations end, idle sources are told.
///
/// The same inputs in the same order give the same Signals and the same state, byte for byte, whether or not it was snapshot and restored
/// between: no clock, no randomness, no seeded hashing. So a service may remember inputs since the last snapshot and apply them again.
///
/// ```swift
/// var machine = CorrelationMachine(offset: { zone, instant in offsetOfZone(zone, instant) })
/// machine.register(register)
/// signals += machine.absorb(incident)
/// signals += machine.advance(to: watermark)
/// ```
///
/// Memory: one history a cell, category and length of slot that counted anything in the last ten half-lives or so (about 100 bytes, and 16 a
/// bucket of the week in which it did), one entry for each of them in each slot that is still open.
public struct CorrelationMachine: Sendable {
    /// What was counted and not counted, for metrics.
    public struct Tally: Sendable, Hashable {
        /// Incidents counted, late ones included.
        public var incidents = 0
        /// Incidents whose slot was closed: history only.
        public var late = 0
        /// Incidents taken back.
        public var retracted = 0
        /// Retractions of what was not, or is no more, counted.
        public var unknown = 0
        /// Readings seen: context for rules and associations.
        public var readings = 0
        /// Signals returned.
        public var signals = 0
    }

    let baseline: Baseline
    let weights: WeekWeight
    var clock: LocalClock
    var grid: Grid?
    /// Seconds for which a closed slot's signal may still be taken back: the longest correction window declared.
    var correctionWindow: Int64 = 604_800
    /// Seconds since 1970: slots that end at or before are closed.
    var closedThrough: Int64 = .min
    var prunedWeek: Int64 = .min
    var strata: [Stratum] = []
    var histories: [CellHistory] = []
    var keys = PackedTable(capacity: 1_024)
    var open: [OpenSlot] = []
    var places: [TimeSlot: Int] = [:]
    /// Where the last incident went: they come together.
    var lastPlace = 0
    var earliestEnd: Int64 = .max
    /// Tests a day, over all cells and categories that count.
    var testsPerDay = 0
    var situations = Situations()
    var announcements: [Announcement.Key: Announcement] = [:]
    var watch = SourceWatch()
    var conditions = ConditionWatch()
    /// Rules, associations and the scan; nil where there are none.
    var further: FurtherDetectors?
    /// What was counted so far.
    public internal(set) var tally = Tally()

    var settings: CorrelationSettings { baseline.settings }
    /// Seconds beyond which nothing has weight: 26 half-lives.
    var horizon: Int64 { Int64(26 * settings.halfLife) * 604_800 }

    /// A machine without a past.
    public init(
        settings: CorrelationSettings = CorrelationSettings(), detectors: CorrelationDetectors = CorrelationDetectors(),
        offset: @escaping ZoneOffset
    ) {
        baseline = Baseline(settings: settings)
        weights = WeekWeight(halfLife: settings.halfLife)
        clock = LocalClock(zone: "UTC", offset: offset)
        further = detectors.isEmpty ? nil : FurtherDetectors(detectors, offset: offset)
    }

    /// A machine for a territory whose zone is known beforehand: seconds ahead of UTC at an instant.
    public init(settings: CorrelationSettings = CorrelationSettings(), offset: @escaping @Sendable (Int64) -> Int64) {
        self.init(settings: settings, offset: { _, instant in offset(instant) })
    }

    /// Takes the version of the register that is in force from here on: zone, grid, correction windows.
    public mutating func register(_ register: Register) {
        clock.zone = register.territory.timeZone
        grid = register.territory.grid
        correctionWindow = register.sources.reduce(604_800) { max($0, Int64($1.correctionWindow)) }
        further?.register(register)
    }

    /// The situations that live, a line each; those of single cells alone where no further detector is set.
    public var situationLines: [SituationLine] { further?.book.lines ?? [] }

    /// Counts an incident; a Signal if that makes its slot unusual or completes a rule. One whose slot is closed is history, and raises
    /// nothing.
    public mutating func absorb(_ incident: Incident) -> [Signal] {
        let found = count(incident)
        guard further != nil else { return found }
        let late = incident.slot.end <= closedThrough
        return settle(found, further?.absorb(incident, late: late, found: found))
    }

    /// What is passed on of what was found, with the tally set right.
    private mutating func settle(_ found: [Signal], _ filed: [Signal]?) -> [Signal] {
        let filed = filed ?? found
        tally.signals += filed.count - found.count
        return filed
    }

    private mutating func count(_ incident: Incident) -> [Signal] {
        tally.incidents += 1
        let key = CellKey(incident)
        guard incident.slot.end > closedThrough else {
            tally.late += 1
            addLate(incident, key: key)
            return []
        }
        let place = openPlace(of: incident.slot)
        let index = open[place].find(key) ?? openEntry(for: key, in: place)
        open[place].entries[index].count(incident.kind)
        guard open[place].entries[index].count >= open[place].entries[index].next else { return [] }
        return examine(index, in: place)
    }

    /// Takes an incident back, as if it never was. Where a signal rested on it, another one of the same situation says that it is no longer
    /// unusual (severity minor, the p-value of what is left, 1 where that is nothing).
    @discardableResult
    public mutating func retract(_ incident: Incident) -> [Signal] {
        let found = discount(incident)
        guard further != nil else { return found }
        return settle(found, further?.retract(incident, found: found))
    }

    private mutating func discount(_ incident: Incident) -> [Signal] {
        let key = CellKey(incident)
        if incident.slot.end > closedThrough {
            guard let place = places[incident.slot], let index = open[place].find(key), open[place].entries[index].count > 0 else {
                tally.unknown += 1
                return []
            }
            tally.retracted += 1
            open[place].entries[index].discount(incident.kind)
            let entry = open[place].entries[index]
            if entry.count == 0 { discount(history: Int(entry.history), by: 1) }
            let signals = withdraw(key, slot: incident.slot, count: Int(entry.count), sources: entry.sources)
            if !signals.isEmpty { open[place].entries[index].next = entry.count + 1 }
            return signals
        }
        guard let history = knownHistory(of: key), histories[history].live > 0 else {
            tally.unknown += 1
            return []
        }
        tally.retracted += 1
        addHistory(history, amount: -weights.weight(WeekWeight.week(of: incident.slot.start)), slot: incident.slot)
        discount(history: history, by: 1)
        return withdraw(key, slot: incident.slot, count: nil, sources: [incident.kind])
    }

    /// Takes a reading: context for rules and associations. The rules that it completes.
    @discardableResult
    public mutating func absorb(_ reading: Reading) -> [Signal] {
        tally.readings += 1
        return settle([], further?.absorb(reading))
    }

    /// Takes a reading back; the rules that rested on it and no longer hold are over.
    @discardableResult
    public mutating func retract(_ reading: Reading) -> [Signal] {
        tally.readings -= 1
        return settle([], further?.retract(reading))
    }

    /// Closes what the watermark passed; says which situations are over (p-value as things now stand, severity minor), which sources fell
    /// silent (p-value 0) and which speak again (p-value 1). A watermark that goes back closes nothing.
    public mutating func advance(to watermark: Watermark) -> [Signal] {
        let time = watermark.time.seconds
        let ends = time > closedThrough ? close(through: time) : []
        let silences = watch.advance(to: watermark, clock: &clock) + conditions.advance(to: watermark)
        tally.signals += silences.count
        let found = ends + silences
        guard further != nil else { return found }
        return settle(found, further?.advance(to: watermark, found: found))
    }
}
