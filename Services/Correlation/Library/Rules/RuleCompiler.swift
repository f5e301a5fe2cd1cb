import Domain

/// Makes rules ready, one after the other.
struct RuleCompiler {
    let dense: [UInt16: UInt8]
    let zones: [String]
    private(set) var leaves: [RuleProgram.Leaf] = []
    private(set) var levels: [RuleProgram.Level] = []
    private var known: [RuleProgram.Leaf: Int] = [:]
    private var levelOfClass: [Int: Int] = [:]
    private var nodes: [RuleProgram.Node] = []

    init(dense: [UInt16: UInt8], zones: [String]) {
        self.dense = dense
        self.zones = zones
    }

    /// A rule that says nothing positive never matches on arrival.
    mutating func compile(_ rule: Rule) -> RuleProgram.Body {
        nodes = []
        _ = node(rule.condition)
        var positive: [Int] = []
        var windows: [Int64] = []
        collect(rule.condition, negated: false) { leaf, negated in
            if !negated, leaves[leaf].measure != .absence { positive.append(leaf) }
            if leaves[leaf].measure != .absence { windows.append(leaves[leaf].window) }
        }
        var absences: [Int] = []
        var timed = false
        var perZone = false
        var radius = 0.0
        for case .leaf(let leaf) in nodes {
            if leaves[leaf].measure == .absence {
                absences.append(leaf)
                timed = true
            }
            if leaves[leaf].place == .zone { perZone = true }
            radius = max(radius, leaves[leaf].squaredRadius.squareRoot())
        }
        for case .not in nodes { timed = true }
        if positive.contains(where: { isPlan(leaves[$0]) }) { timed = true }
        let window = windows.max() ?? 0
        let lasting = absences.map { leaves[$0].window }.max() ?? 0
        let mask = zones.enumerated().reduce(UInt64(0)) { rule.zones.contains($1.element) ? $0 | 1 << UInt64($1.offset) : $0 }
        let silence = positive.isEmpty && nodes.count == 1 && !absences.isEmpty
        // What is looked at once a minute stands for as long as it is renewed.
        return RuleProgram.Body(
            nodes: nodes, zones: mask, hours: rule.hours, coolDown: rule.coolDown ?? max(window, lasting),
            hold: timed ? 120 : window, window: window, radius: radius, timed: timed, perZone: perZone,
            measured: positive.first ?? absences.first ?? 0,
            absences: positive.isEmpty ? absences : [], silence: silence)
    }

    /// Plans lie ahead: rules about them wait for their time.
    private func isPlan(_ leaf: RuleProgram.Leaf) -> Bool {
        [Category.plannedEvent, .vigilance].contains { category in
            dense[category.rawValue].map { bit in
                leaf.filters.contains { $0.categories >> UInt64(bit) & 1 == 1 && $0.categories != .max }
            } ?? false
        }
    }

    private func collect(_ condition: RuleCondition, negated: Bool, _ visit: (Int, Bool) -> Void) {
        switch condition {
        case .all(let parts), .any(let parts): parts.forEach { collect($0, negated: negated, visit) }
        case .not(let part): collect(part, negated: !negated, visit)
        default: if let made = made(condition), let index = known[made] { visit(index, negated) }
        }
    }

    private mutating func node(_ condition: RuleCondition) -> Int {
        let place = nodes.count
        nodes.append(.all([]))
        switch condition {
        case .all(let parts): nodes[place] = .all(parts.map { node($0) })
        case .any(let parts): nodes[place] = .any(parts.map { node($0) })
        case .not(let part): nodes[place] = .not(node(part))
        default: nodes[place] = .leaf(leaf(condition))
        }
        return place
    }

    private mutating func leaf(_ condition: RuleCondition) -> Int {
        switch condition {
        case .count(_, _, let window, let reach), .sum(_, _, let window, let reach), .sequence(_, let window, let reach):
            open(reach, window)
        case .absence(_, let lasting, let heard, let reach): open(reach, lasting &+ heard)
        default: break
        }
        guard let leaf = made(condition) else { return 0 }
        if let index = known[leaf] { return index }
        known[leaf] = leaves.count
        leaves.append(leaf)
        return leaves.count - 1
    }

    /// Levels by doubling radius, from 125 m.
    private func step(_ radius: Double) -> Int {
        var step = 0
        var reach = 125.0
        while reach < radius, step < 15 {
            reach *= 2
            step += 1
        }
        return step
    }

    private mutating func open(_ reach: RuleReach, _ window: Int64) {
        guard case .radius(let radius) = reach else { return }
        let step = step(radius)
        if levelOfClass[step] == nil {
            levelOfClass[step] = levels.count
            levels.append(RuleProgram.Level())
        }
        guard let level = levelOfClass[step] else { return }
        levels[level].radius = max(levels[level].radius, radius)
        levels[level].horizon = max(levels[level].horizon, window)
    }

    private func made(_ condition: RuleCondition) -> RuleProgram.Leaf? {
        switch condition {
        case .count(let filter, let least, let window, let reach):
            return leaf(.count, [filter], need: Double(least), window, 0, reach)
        case .sum(let filter, let least, let window, let reach): return leaf(.sum, [filter], need: least, window, 0, reach)
        case .absence(let filter, let lasting, let heard, let reach):
            return leaf(.absence, [filter], need: Double(lasting), lasting, heard, reach)
        case .sequence(let steps, let window, let reach):
            return leaf(.sequence, steps, need: Double(steps.count), window, 0, reach)
        default: return nil
        }
    }

    private func leaf(
        _ measure: RuleProgram.Measure, _ filters: [RuleFilter], need: Double, _ window: Int64, _ heard: Int64, _ reach: RuleReach
    ) -> RuleProgram.Leaf {
        let place: RuleProgram.Place
        var squared = 0.0
        switch reach {
        case .zone: place = .zone
        case .territory: place = .territory
        case .radius(let radius):
            place = .level(levelOfClass[step(radius)] ?? 0)
            squared = radius * radius
        }
        return RuleProgram.Leaf(
            measure: measure, filters: filters.map { bits($0) }, need: need, window: window, heardWithin: heard, place: place,
            squaredRadius: squared)
    }

    private func bits(_ filter: RuleFilter) -> RuleProgram.Filter {
        let categories = filter.categories.map {
            $0.reduce(UInt64(0)) { bits, category in bits | (dense[category].map { 1 << UInt64($0) } ?? 0) }
        }
        let sources = filter.sources.map { $0.reduce(UInt16(0)) { $0 | 1 << UInt16($1.rawValue) } }
        let origins = filter.origins.map { $0.reduce(UInt8(0)) { $0 | 1 << $1.rawValue } }
        return RuleProgram.Filter(
            categories: categories ?? .max, sources: sources ?? .max, severity: filter.minimumSeverity.rawValue,
            origins: origins ?? .max, valueAtLeast: filter.valueAtLeast, valueAtMost: filter.valueAtMost, hours: filter.hours)
    }
}
