import Domain

// How an event is kept, in each place that may count it.
extension RuleEngine {
    mutating func entry(of event: RuleEvent, bit: UInt8) -> RuleEntry {
        let local = clock.local(event.start)
        // 1970-01-01 was a Thursday; the week begins on Monday.
        let minute = (local.floorDivided(by: 60) &+ 3 * 1_440).floorRemainder(by: 10_080)
        return RuleEntry(
            start: event.start, east: event.east, north: event.north, value: event.value, count: 1, category: bit,
            source: event.source.rawValue, severity: event.severity.rawValue, origin: event.origin.rawValue, minute: UInt16(minute),
            cell: event.cell)
    }

    /// Zones that contain a position, a bit each; the last positions are remembered.
    mutating func zones(east: Double, north: Double) -> UInt64 {
        guard !program.zones.isEmpty, east.isFinite else { return 0 }
        let (high, low) = (east.bitPattern, north.bitPattern)
        if let known = zoneTable.find(high, low, { zonePlaces[$0] == (high, low) }) { return zoneMemory[known] }
        var zones: UInt64 = 0
        for (index, zone) in program.zones.enumerated() where zone.contains(east: east, north: north) { zones |= 1 << UInt64(index) }
        if zonePlaces.count >= 65_536 {
            zonePlaces = []
            zoneMemory = []
            zoneTable = PackedTable(capacity: 64)
        }
        zoneTable.insert(high, low, index: zonePlaces.count)
        zonePlaces.append((high, low))
        zoneMemory.append(zones)
        return zones
    }

    /// What absences hear, and which sources feed which conditions.
    mutating func note(_ entry: RuleEntry, route: Int, zones: UInt64) {
        let source = UInt16(1) << UInt16(entry.source)
        for leaf in program.routes[route].absences where program.leaves[Int(leaf)].filters[0].admits(entry) {
            hearings[Int(leaf)].hear(entry, zones: zones)
            endSilences(of: Int(leaf), by: entry, zones: zones)
        }
        for leaf in program.routes[route].timedLeaves { heardFrom[Int(leaf)] |= source }
    }

    /// Standing matches of rules about nothing but this silence are over where it ends.
    private mutating func endSilences(of leaf: Int, by entry: RuleEntry, zones: UInt64) {
        for rule in program.silences[leaf] {
            for index in episodes[rule].indices where !episodes[rule][index].over && episodes[rule][index].until > entry.start {
                let episode = episodes[rule][index]
                if episode.zone >= 0, zones >> UInt64(episode.zone) & 1 == 0 { continue }
                if case .level = program.leaves[leaf].place, entry.east.isFinite, episode.east.isFinite {
                    let (east, north) = (entry.east - episode.east, entry.north - episode.north)
                    if east * east + north * north > program.leaves[leaf].squaredRadius + 1e-3 { continue }
                }
                guard entry.start >= episode.last else { continue }
                episodes[rule][index].until = entry.start
                earliestEnding = min(earliestEnding, entry.start)
            }
        }
    }

    /// Adds an entry to the windows of a leaf, or takes it away.
    mutating func count(_ entry: RuleEntry, in leaf: Int, zones: UInt64, sign: Double) {
        let tally = program.tallies[leaf]
        if !tally.wide, zones == 0 { return }
        var steps: UInt32 = 0
        if tally.sequence {
            let filters = program.leaves[leaf].filters
            for step in filters.indices where filters[step].admits(entry) { steps |= 1 << UInt32(step) }
        } else if tally.filter.admits(entry) {
            steps = 1
        }
        guard steps != 0 else { return }
        let amount = tally.summing ? entry.value : 1
        var left = tally.wide ? 1 : zones
        while left != 0 {
            let window = windowBase[leaf] + left.trailingZeroBitCount
            left &= left - 1
            if sign > 0 {
                windows[window].add(
                    start: entry.start, amount: amount, steps: steps, source: entry.source, window: tally.window)
            } else {
                windows[window].remove(start: entry.start, amount: amount, steps: steps)
            }
        }
    }

    /// A plan waits where it is, and so do the rules about it.
    mutating func keep(_ span: RuleSpan, route: Int) {
        guard spans.count < RuleEngine.spanLimit else {
            dropped += 1
            return
        }
        spans.append(span)
        let anchor = RuleAnchor(
            east: span.entry.east, north: span.entry.north, time: span.entry.start, cell: span.entry.cell, zones: span.zones)
        for rule in program.routes[route].anchors { wait(Int(rule), at: anchor, until: span.end) }
    }

    /// A rule waits for its time at a place, until its windows have passed.
    mutating func wait(_ rule: Int, at anchor: RuleAnchor, until: Int64) {
        let body = program.bodies[rule]
        guard body.zones == 0 || body.zones & anchor.zones != 0 else { return }
        let until = until &+ body.window
        guard until > watermark else { return }
        let known = anchors[rule].firstIndex {
            $0.place.east.bitPattern == anchor.east.bitPattern && $0.place.north.bitPattern == anchor.north.bitPattern
        }
        if let known {
            anchors[rule][known].until = max(anchors[rule][known].until, until)
        } else if anchors[rule].count < RuleEngine.placeLimit {
            anchors[rule].append(RulePendingAnchor(place: anchor, until: until))
        } else {
            dropped += 1
        }
    }
}
