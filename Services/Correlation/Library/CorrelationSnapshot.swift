import Domain

// The whole state as bytes. The same state gives the same bytes; a restored machine goes on as the one that was written.
extension CorrelationMachine {
    private static let magic: StaticString = "QCOR"
    private static let version: UInt64 = 3

    /// Everything it remembers, but for its settings and zone rules.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: CorrelationMachine.magic, version: CorrelationMachine.version)
        writer.write(settings.halfLife)
        writer.write(clock.zone)
        writer.write(grid)
        writer.write(signed: correctionWindow)
        writer.write(signed: closedThrough)
        writer.write(signed: prunedWeek)
        for count in [tally.incidents, tally.late, tally.retracted, tally.unknown, tally.readings, tally.signals] { writer.write(count) }
        writer.write(strata.count)
        for stratum in strata { stratum.write(to: &writer) }
        writer.write(histories.count)
        for history in histories { history.write(to: &writer) }
        writer.write(open.count)
        for slot in open { slot.write(to: &writer) }
        writer.write(situations.active.count)
        for situation in situations.active { situation.write(to: &writer) }
        writer.write(situations.memberships.count)
        for (key, situation) in situations.memberships.sorted(by: { $0.key < $1.key }) {
            writer.write(key)
            writer.write(situation)
        }
        writer.write(announcements.count)
        for (key, announcement) in announcements.sorted(by: { $0.key < $1.key }) {
            writer.write(key.key)
            announcement.write(to: &writer)
        }
        writer.write(watch.silent.count)
        for (source, situation) in watch.silent.sorted(by: { $0.key < $1.key }) {
            writer.write(source)
            writer.write(situation)
        }
        writer.write(conditions.standing.count)
        for (key, situation) in conditions.standing.sorted(by: { $0.key < $1.key }) {
            writer.write(key.source)
            writer.write(UInt64(key.condition))
            writer.write(situation)
        }
        // In a frame of its own, so that a machine without further detectors can leave it.
        var inner = StateWriter(magic: "QFUR", version: 1)
        further?.write(to: &inner)
        writer.write(run: further == nil ? [] : inner.finished())
        return writer.finished()
    }

    /// Takes the place of what it remembered; unchanged where it throws.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var reader = try StateReader(snapshot, magic: CorrelationMachine.magic, newest: CorrelationMachine.version)
        let halfLife = try reader.double()
        guard halfLife == settings.halfLife else {
            throw .otherSettings(
                message: "the snapshot was kept with a half-life of \(halfLife) weeks, the settings say \(settings.halfLife)")
        }
        var copy = CorrelationMachine(settings: settings, clock: clock)
        copy.clock.zone = try reader.string()
        copy.grid = try reader.grid()
        copy.correctionWindow = try reader.signed()
        copy.closedThrough = try reader.signed()
        copy.prunedWeek = try reader.signed()
        copy.tally.incidents = try reader.int()
        copy.tally.late = try reader.int()
        copy.tally.retracted = try reader.int()
        copy.tally.unknown = try reader.int()
        copy.tally.readings = try reader.int()
        copy.tally.signals = try reader.int()
        for _ in 0..<(try reader.count()) { copy.strata.append(try Stratum(from: &reader)) }
        for index in 0..<(try reader.count()) {
            let history = try CellHistory(from: &reader, strata: copy.strata)
            guard copy.knownHistory(of: history.key) == nil else {
                throw .corrupted(message: "the snapshot has a cell twice")
            }
            copy.keys.insert(history.key.high, history.key.low, index: index)
            copy.testsPerDay += history.live > 0 ? history.key.testsPerDay : 0
            copy.histories.append(history)
        }
        for index in 0..<(try reader.count()) {
            let slot = try OpenSlot(from: &reader, histories: copy.histories)
            guard copy.places.updateValue(index, forKey: slot.slot) == nil else {
                throw .corrupted(message: "the snapshot has a slot twice")
            }
            copy.earliestEnd = min(copy.earliestEnd, slot.slot.end)
            copy.open.append(slot)
        }
        var active: [Situations.Situation] = []
        for _ in 0..<(try reader.count()) { active.append(try Situations.Situation(from: &reader)) }
        var memberships: [CellKey: String] = [:]
        for _ in 0..<(try reader.count()) {
            let key = try reader.key()
            memberships[key] = try reader.string()
        }
        copy.situations.restore(active, memberships: memberships)
        for _ in 0..<(try reader.count()) {
            let key = try reader.key()
            let announcement = try Announcement(from: &reader, key: key)
            copy.announcements[Announcement.Key(key: key, start: announcement.slot.start)] = announcement
        }
        var silent: [String: String] = [:]
        for _ in 0..<(try reader.count()) {
            let source = try reader.string()
            silent[source] = try reader.string()
        }
        copy.watch.restore(silent)
        if reader.version >= 3 { copy.conditions.restore(try ConditionWatch.read(from: &reader)) }
        copy.further = further?.fresh()
        let run = reader.version >= 2 ? try reader.run() : []
        if !run.isEmpty, copy.further != nil {
            var inner = try StateReader(run, magic: "QFUR", newest: 1)
            try copy.further?.read(from: &inner)
            try inner.finish()
        }
        try reader.finish()
        self = copy
    }

    private init(settings: CorrelationSettings, clock: LocalClock) {
        baseline = Baseline(settings: settings)
        weights = WeekWeight(halfLife: settings.halfLife)
        self.clock = clock
    }
}
