import Domain

// Which rules an event completes.
extension RuleEngine {
    /// Looks at the rules that an event of a route may complete, at its place and instant.
    mutating func look(at anchor: RuleAnchor, minute: UInt16, route: Int) -> [RuleMatch] {
        var matches: [RuleMatch] = []
        turn()
        let category = UInt8(route / RuleProgram.sourceLimit)
        for (level, triggers) in program.routes[route].near {
            let total = surroundings[gather(level, category, at: anchor)].total
            for trigger in triggers {
                if trigger.need > total { break }
                attempt(trigger, at: anchor, minute: minute, &matches)
            }
        }
        for trigger in program.routes[route].mixed { attempt(trigger, at: anchor, minute: minute, &matches) }
        for trigger in program.routes[route].wide { attempt(trigger, at: anchor, minute: minute, &matches) }
        return matches
    }

    @inline(__always)
    private mutating func attempt(_ trigger: RuleProgram.Trigger, at anchor: RuleAnchor, minute: UInt16, _ matches: inout [RuleMatch]) {
        let rule = Int(trigger.rule)
        let gate = program.gates[rule]
        if gate.zones != 0, gate.zones & anchor.zones == 0 { return }
        if let hours = gate.hours, !hours.contains(minute) { return }
        if gate.perZone {
            var left = gate.zones == 0 ? anchor.zones : gate.zones & anchor.zones
            while left != 0 {
                let zone = left.trailingZeroBitCount
                left &= left - 1
                if holds(rule, gate, at: anchor, zone: zone) { tell(rule, at: anchor, zone: zone, &matches) }
            }
        } else if holds(rule, gate, at: anchor, zone: -1) {
            tell(rule, at: anchor, zone: -1, &matches)
        }
    }

    @inline(__always)
    private mutating func holds(_ rule: Int, _ gate: RuleProgram.Gate, at anchor: RuleAnchor, zone: Int) -> Bool {
        if gate.required.first >= 0, !mayHold(gate.required.first, at: anchor) { return false }
        if gate.required.second >= 0, !mayHold(gate.required.second, at: anchor) { return false }
        if gate.only >= 0 { return amount(of: gate.only, at: anchor, zone: zone) >= program.tallies[gate.only].need }
        return truth(of: program.bodies[rule], at: anchor, zone: zone, decided: false) == .yes
    }

    /// An event came late: the later ones around it may see it now.
    mutating func lookLater(than anchor: RuleAnchor, route: Int) -> [RuleMatch] {
        var later: [RuleEntry] = []
        for level in levels.indices where program.routes[route].levels >> UInt16(level) & 1 == 1 {
            for entry in levels[level].later(than: anchor, limit: 64) where !later.contains(where: { $0.isLike(entry) }) {
                later.append(entry)
            }
        }
        var matches: [RuleMatch] = []
        for entry in later.sorted(by: { ($0.start, $0.east, $0.north) < ($1.start, $1.east, $1.north) }) {
            let its = RuleAnchor(
                east: entry.east, north: entry.north, time: entry.start, cell: entry.cell,
                zones: zones(east: entry.east, north: entry.north))
            matches += look(
                at: its, minute: entry.minute, route: RuleProgram.route(category: entry.category, source: entry.source))
        }
        for leaf in program.routes[route].windows {
            let triggers = program.routes[route].wide.filter { program.rings[Int($0.leaf)] == Int(leaf) }
            guard !triggers.isEmpty else { continue }
            let instants = Set(laterInstants(in: Int(leaf), than: anchor.time, zones: anchor.zones).prefix(64)).sorted()
            for time in instants {
                let its = RuleAnchor(east: anchor.east, north: anchor.north, time: time, cell: anchor.cell, zones: anchor.zones)
                turn()
                let minute = (clock.local(time).floorDivided(by: 60) &+ 3 * 1_440).floorRemainder(by: 10_080)
                for trigger in triggers { attempt(trigger, at: its, minute: UInt16(minute), &matches) }
            }
        }
        return matches
    }

    private func laterInstants(in leaf: Int, than time: Int64, zones: UInt64) -> [Int64] {
        var instants: [Int64] = []
        var left = program.leaves[leaf].place == .territory ? 1 : zones
        while left != 0 {
            instants += windows[windowBase[leaf] + left.trailingZeroBitCount].live.lazy.map(\.start).filter { $0 > time }
            left &= left - 1
        }
        return instants
    }
}
