import Domain

// What is told of a rule that is true: once, again after its cool-down, and that it is over.
extension RuleEngine {
    mutating func tell(_ rule: Int, at anchor: RuleAnchor, zone: Int, _ matches: inout [RuleMatch]) {
        let body = program.bodies[rule]
        if let index = episodes[rule].lastIndex(where: { $0.concerns(anchor, zone: zone, radius: body.radius) }) {
            let episode = episodes[rule][index]
            let apart = anchor.time &- episode.told
            guard apart >= body.coolDown || -apart >= max(body.coolDown, body.hold) else {
                if anchor.time > episode.last, !episode.over {
                    episodes[rule][index].last = anchor.time
                    episodes[rule][index].until = max(episode.until, until(rule, at: anchor, zone: zone))
                }
                return
            }
            if !episode.over, anchor.time >= episode.last, anchor.time <= episode.until {
                episodes[rule][index].told = anchor.time
                episodes[rule][index].last = anchor.time
                episodes[rule][index].until = until(rule, at: anchor, zone: zone)
                let match = match(rule, at: anchor, zone: zone, phase: .again, situation: episode.situation)
                episodes[rule][index].observed = match.observed
                matches.append(match)
                return
            }
        }
        guard episodes[rule].count < RuleEngine.placeLimit else {
            dropped += 1
            return
        }
        var fingerprint = Fingerprint()
        fingerprint.combine("rule")
        fingerprint.combine(program.rules[rule].name)
        for field in [anchor.time, Int64(zone), Int64(bitPattern: anchor.east.bitPattern), Int64(bitPattern: anchor.north.bitPattern)] {
            fingerprint.combine(field)
        }
        let match = match(rule, at: anchor, zone: zone, phase: .matched, situation: fingerprint.hexadecimal)
        episodes[rule].append(
            RuleEpisode(
                situation: match.situation, east: anchor.east, north: anchor.north, cell: anchor.cell, zone: zone, zones: anchor.zones,
                start: match.start, told: anchor.time, last: anchor.time, until: until(rule, at: anchor, zone: zone),
                observed: match.observed))
        earliestEnding = min(earliestEnding, episodes[rule][episodes[rule].count - 1].until)
        matches.append(match)
    }

    /// Until when a match stands if nothing more happens: a silence for as long as it is remembered, the rest until its events have left.
    private func until(_ rule: Int, at anchor: RuleAnchor, zone: Int) -> Int64 {
        let body = program.bodies[rule]
        guard body.silence, let leaf = body.absences.first, let silence = silence(of: program.leaves[leaf], leaf, at: anchor, zone: zone)
        else { return anchor.time &+ body.hold }
        return anchor.time &- silence &+ program.leaves[leaf].window &+ program.leaves[leaf].heardWithin
    }

    /// Matches whose events have all left the windows by an instant; what has also cooled down is forgotten.
    mutating func endings(at time: Int64) -> [RuleMatch] {
        guard time > earliestEnding else { return [] }
        earliestEnding = .max
        var matches: [RuleMatch] = []
        for rule in episodes.indices where !episodes[rule].isEmpty {
            let body = program.bodies[rule]
            for index in episodes[rule].indices where !episodes[rule][index].over {
                guard episodes[rule][index].until < time else { continue }
                episodes[rule][index].over = true
                matches.append(ending(rule, episodes[rule][index], at: episodes[rule][index].until))
            }
            episodes[rule].removeAll { $0.over && $0.told &+ max(body.coolDown, body.hold) < time }
            for episode in episodes[rule] {
                earliestEnding = min(
                    earliestEnding, episode.over ? episode.told &+ max(body.coolDown, body.hold) : episode.until)
            }
        }
        return matches.sorted { ($0.time, $0.rule, $0.situation) < ($1.time, $1.rule, $1.situation) }
    }

    /// After a correction: what no longer holds is over.
    mutating func reconsider(route: Int) -> [RuleMatch] {
        var rules = Set((program.routes[route].wide + program.routes[route].mixed).map { Int($0.rule) })
        for near in program.routes[route].near { rules.formUnion(near.triggers.map { Int($0.rule) }) }
        var matches: [RuleMatch] = []
        for rule in rules.sorted() {
            for index in episodes[rule].indices where !episodes[rule][index].over {
                let episode = episodes[rule][index]
                let anchor = RuleAnchor(
                    east: episode.east, north: episode.north, time: episode.last, cell: episode.cell, zones: episode.zones)
                turn()
                if truth(of: program.bodies[rule], at: anchor, zone: episode.zone, decided: false) == .yes { continue }
                episodes[rule][index].over = true
                matches.append(ending(rule, episode, at: max(episode.last, watermark)))
            }
        }
        return matches
    }

    private func ending(_ rule: Int, _ episode: RuleEpisode, at time: Int64) -> RuleMatch {
        let measured = program.bodies[rule].measured
        return RuleMatch(
            rule: rule, name: program.rules[rule].name, phase: .over, start: episode.start, time: time, east: episode.east,
            north: episode.north, zone: episode.zone >= 0 ? program.zones[episode.zone].name : nil, observed: 0,
            threshold: program.leaves[measured].need, silent: false, sources: [], categories: [],
            cells: episode.cell.map { [$0] } ?? [], situation: episode.situation)
    }

    private mutating func match(_ rule: Int, at anchor: RuleAnchor, zone: Int, phase: RuleMatch.Phase, situation: String) -> RuleMatch {
        let body = program.bodies[rule]
        var (sources, categories) = (UInt16(0), UInt64(0))
        var cells: Set<Cell> = anchor.cell.map { [$0] } ?? []
        var start = anchor.time
        var silent = false
        for case .leaf(let index) in body.nodes {
            let leaf = program.leaves[index]
            if leaf.measure == .absence {
                guard let silence = silence(of: leaf, index, at: anchor, zone: zone), silence >= leaf.window else { continue }
                silent = true
                sources |= leaf.filters[0].sources == .max ? heardFrom[index] : leaf.filters[0].sources
                if leaf.filters[0].categories != .max { categories |= leaf.filters[0].categories }
                start = min(start, anchor.time &- silence)
            } else if case .level(let level) = leaf.place {
                var left = leaf.filters.reduce(0) { $0 | $1.categories } & (levels[level].categories | spanCategories)
                while left != 0 {
                    let place = gather(level, UInt8(left.trailingZeroBitCount), at: anchor)
                    left &= left - 1
                    for item in surroundings[place].near where item.squared <= leaf.squaredRadius + 1e-3 {
                        let counts = item.entry.start >= anchor.time &- leaf.window && leaf.filters.contains { $0.admits(item.entry) }
                        guard counts else { continue }
                        sources |= 1 << UInt16(item.entry.source)
                        categories |= 1 << UInt64(item.entry.category)
                        start = min(start, item.entry.start)
                        if let cell = item.entry.cell { cells.insert(cell) }
                    }
                }
            } else {
                let window = windows[windowBase[index] + (leaf.place == .zone ? max(zone, 0) : 0)]
                for item in window.live where item.start >= anchor.time &- leaf.window && item.start <= anchor.time {
                    sources |= item.sources
                    start = min(start, item.start)
                }
                for filter in leaf.filters where filter.categories != .max { categories |= filter.categories }
            }
        }
        let measured = body.measured
        let observed =
            program.leaves[measured].measure == .absence
            ? Double(silence(of: program.leaves[measured], measured, at: anchor, zone: zone) ?? 0)
            : amount(of: measured, at: anchor, zone: zone)
        return RuleMatch(
            rule: rule, name: program.rules[rule].name, phase: phase, start: start, time: anchor.time, east: anchor.east,
            north: anchor.north, zone: zone >= 0 ? program.zones[zone].name : nil, observed: observed,
            threshold: program.leaves[measured].need, silent: silent,
            sources: SourceKind.allCases.filter { sources >> UInt16($0.rawValue) & 1 == 1 },
            categories: program.categories.enumerated().filter { categories >> UInt64($0.offset) & 1 == 1 }.map(\.element),
            cells: Array(cells.sorted().prefix(100)), situation: situation)
    }
}
