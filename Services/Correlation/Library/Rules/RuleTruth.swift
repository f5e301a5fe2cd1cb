import Domain

/// Kleene's three values: `all` is the least, `any` the greatest, `not` turns it round.
enum RuleTruth: Int8, Comparable, Sendable {
    case no, unknown, yes

    static func < (left: RuleTruth, right: RuleTruth) -> Bool { left.rawValue < right.rawValue }
    static prefix func ! (truth: RuleTruth) -> RuleTruth { truth == .yes ? .no : truth == .no ? .yes : .unknown }
}

// What is the case at an anchor.
extension RuleEngine {
    /// The truth of a rule at an anchor, in a zone where it speaks of zones. `decided`: the watermark has passed, so absences are known.
    mutating func truth(of body: RuleProgram.Body, at anchor: RuleAnchor, zone: Int, decided: Bool) -> RuleTruth {
        truth(of: body, node: 0, at: anchor, zone: zone, decided: decided)
    }

    private mutating func truth(
        of body: RuleProgram.Body, node: Int, at anchor: RuleAnchor, zone: Int, decided: Bool
    ) -> RuleTruth {
        switch body.nodes[node] {
        case .leaf(let leaf): return truth(ofLeaf: leaf, at: anchor, zone: zone, decided: decided)
        case .not(let part): return !truth(of: body, node: part, at: anchor, zone: zone, decided: decided)
        case .all(let parts):
            var result = RuleTruth.yes
            for part in parts where result != .no {
                result = min(result, truth(of: body, node: part, at: anchor, zone: zone, decided: decided))
            }
            return result
        case .any(let parts):
            var result = RuleTruth.no
            for part in parts where result != .yes {
                result = max(result, truth(of: body, node: part, at: anchor, zone: zone, decided: decided))
            }
            return result
        }
    }

    mutating func truth(ofLeaf index: Int, at anchor: RuleAnchor, zone: Int, decided: Bool) -> RuleTruth {
        if program.leaves[index].measure == .absence {
            let leaf = program.leaves[index]
            guard decided else { return .unknown }
            guard let silence = silence(of: leaf, index, at: anchor, zone: zone) else { return .no }
            return silence >= leaf.window && silence < leaf.window &+ leaf.heardWithin ? .yes : .no
        }
        if amount(of: index, at: anchor, zone: zone) >= program.tallies[index].need { return .yes }
        // A source that is silent might have said more.
        return idle & heardFrom[index] != 0 ? .unknown : .no
    }

    /// Seconds since something was last heard; nil where nothing ever was, or where something was heard after the anchor.
    func silence(of leaf: RuleProgram.Leaf, _ index: Int, at anchor: RuleAnchor, zone: Int) -> Int64? {
        let last = hearings[index].last(at: anchor, zone: zone)
        guard let last, last <= anchor.time else { return nil }
        return anchor.time &- last
    }

    /// What a leaf counted: events, a sum of values, or steps of a sequence.
    mutating func amount(of index: Int, at anchor: RuleAnchor, zone: Int) -> Double {
        let tally = program.tallies[index]
        guard tally.level < 0 else { return amount(tally, index, at: anchor) }
        guard tally.wide || zone >= 0 else { return 0 }
        return amount(of: program.leaves[index], windowOf: index, slot: tally.wide ? 0 : zone, at: anchor.time)
            + planned(program.leaves[index], at: anchor, zone: tally.wide ? nil : zone)
    }

    private func amount(of leaf: RuleProgram.Leaf, windowOf index: Int, slot: Int, at time: Int64) -> Double {
        let window = windows[windowBase[index] + slot]
        guard leaf.measure == .sequence else {
            return window.sum(at: time, window: leaf.window, whole: program.rings[index] == index)
        }
        // From the last step back, the latest event that suits each.
        var step = leaf.filters.count - 1
        for item in window.live.reversed() where item.start <= time {
            if item.start < time &- leaf.window { break }
            var left = item.amount
            while step >= 0, left > 0, item.steps >> UInt32(step) & 1 == 1 {
                step -= 1
                left -= 1
            }
            if step < 0 { break }
        }
        return Double(leaf.filters.count - 1 - step)
    }

    /// Plans that speak of the anchor's instant, for windows of zones and of the territory.
    private func planned(_ leaf: RuleProgram.Leaf, at anchor: RuleAnchor, zone: Int?) -> Double {
        guard !spans.isEmpty, leaf.filters.count == 1 else { return 0 }
        return spans.reduce(0) { sum, span in
            guard span.covers(anchor.time, window: leaf.window), leaf.filters[0].admits(span.entry) else { return sum }
            if let zone, span.zones >> UInt64(zone) & 1 == 0 { return sum }
            return sum + (leaf.measure == .sum ? span.entry.value : Double(span.entry.count))
        }
    }

    /// What a leaf counts around an anchor.
    @inline(__always)
    private mutating func amount(_ tally: RuleProgram.Tally, _ index: Int, at anchor: RuleAnchor) -> Double {
        guard !tally.sequence else { return steps(of: index, tally, at: anchor) }
        let earliest = anchor.time &- tally.window
        var left = tally.filter.categories & (levels[tally.level].categories | spanCategories)
        var sum = 0.0
        while left != 0 {
            let place = gather(tally.level, UInt8(left.trailingZeroBitCount), at: anchor)
            left &= left - 1
            sum += surroundings[place].amount(tally.filter, squaredRadius: tally.reach, from: earliest, summing: tally.summing)
        }
        return sum
    }

    /// How many steps of a sequence end at an anchor: from the last one back, the latest event that suits each and was not taken yet.
    private mutating func steps(of index: Int, _ tally: RuleProgram.Tally, at anchor: RuleAnchor) -> Double {
        let filters = program.leaves[index].filters
        var until = anchor.time
        var taken: [(place: Int, item: Int)] = []
        for step in filters.indices.reversed() {
            var best: (place: Int, item: Int)?
            var latest = anchor.time &- tally.window &- 1
            var left = filters[step].categories & (levels[tally.level].categories | spanCategories)
            while left != 0 {
                let place = gather(tally.level, UInt8(left.trailingZeroBitCount), at: anchor)
                left &= left - 1
                for (item, near) in surroundings[place].near.enumerated() {
                    guard near.squared <= tally.reach, near.entry.start <= until, near.entry.start > latest else { continue }
                    guard filters[step].admits(near.entry) else { continue }
                    let used = taken.reduce(0) { $1.place == place && $1.item == item ? $0 + 1 : $0 }
                    if used < near.entry.count { (best, latest) = ((place, item), near.entry.start) }
                }
            }
            guard let best else { return Double(filters.count - 1 - step) }
            taken.append(best)
            until = latest
        }
        return Double(filters.count)
    }

    /// Whether there may be enough around an anchor for a leaf: not worth gathering where there cannot.
    @inline(__always)
    mutating func mayHold(_ index: Int, at anchor: RuleAnchor) -> Bool {
        let tally = program.tallies[index]
        guard tally.level >= 0, !tally.summing, spans.isEmpty else { return true }
        turn(tally.level, to: anchor)
        var left = tally.filter.categories & levels[tally.level].categories
        var sum: Int32 = 0
        while left != 0 {
            sum &+= levels[tally.level].bound(UInt8(left.trailingZeroBitCount))
            left &= left - 1
        }
        // A sequence needs at least its first step.
        return Double(sum) >= (tally.sequence ? 1 : tally.need)
    }

    /// Turns a level to an anchor, unless it is turned to it already.
    @inline(__always)
    private mutating func turn(_ level: Int, to anchor: RuleAnchor) {
        guard turned[level] != turnNumber else { return }
        turned[level] = turnNumber
        levels[level].turn(to: anchor)
    }

    /// Fills the surroundings of a level and category, unless they are those of this anchor already; where they are.
    @inline(__always)
    mutating func gather(_ level: Int, _ category: UInt8, at anchor: RuleAnchor) -> Int {
        let place = level * RuleProgram.categoryLimit + Int(category)
        if gathered[place] != turnNumber { fill(place, level, category, at: anchor) }
        return place
    }

    private mutating func fill(_ place: Int, _ level: Int, _ category: UInt8, at anchor: RuleAnchor) {
        gathered[place] = turnNumber
        turn(level, to: anchor)
        surroundings[place].clear()
        levels[level].gather(anchor, category: category, into: &surroundings[place])
        guard !spans.isEmpty else { return }
        for span in spans where span.entry.category == category && span.covers(anchor.time, window: levels[level].horizon) {
            var entry = span.entry
            entry.start = min(anchor.time, span.end)
            guard span.entry.east.isFinite else {
                surroundings[place].add(entry, squared: 0)
                continue
            }
            let (east, north) = (entry.east - anchor.east, entry.north - anchor.north)
            let squared = east * east + north * north
            let radius = program.levels[level].radius
            if anchor.isPlaced, squared <= radius * radius + 1e-3 { surroundings[place].add(entry, squared: squared) }
        }
    }

    /// Categories of plans that are kept, a bit each.
    @inline(__always)
    var spanCategories: UInt64 { spans.isEmpty ? 0 : spans.reduce(0) { $0 | 1 << UInt64($1.entry.category) } }

    /// Another anchor: what was gathered is gathered anew.
    mutating func turn() { turnNumber &+= 1 }
}
