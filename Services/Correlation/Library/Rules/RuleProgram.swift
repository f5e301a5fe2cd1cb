import Domain

/// Rules made ready to run: filters as bits, equal conditions once, an index from category and source to the rules they may complete.
struct RuleProgram: Sendable {
    /// A `RuleFilter` as bits.
    struct Filter: Sendable, Hashable {
        let categories: UInt64
        let sources: UInt16
        let severity: UInt8
        let origins: UInt8
        let valueAtLeast: Double
        let valueAtMost: Double
        let hours: RuleHours?

        @inline(__always)
        func admits(_ entry: RuleEntry) -> Bool {
            categories >> UInt64(entry.category) & 1 == 1 && sources >> UInt16(entry.source) & 1 == 1 && entry.severity >= severity
                && origins >> entry.origin & 1 == 1 && entry.value >= valueAtLeast && entry.value <= valueAtMost
                && (hours == nil || hours?.contains(entry.minute) == true)
        }
    }

    /// Where a leaf keeps what it counts.
    enum Place: Sendable, Hashable {
        /// In the buckets of a level.
        case level(Int)
        /// In a window of its own a zone.
        case zone
        /// In a window of its own.
        case territory
    }

    enum Measure: Sendable, Hashable {
        case count, sum, absence, sequence
    }

    /// A condition without others inside it.
    struct Leaf: Sendable, Hashable {
        let measure: Measure
        /// One, or the steps of a sequence.
        let filters: [Filter]
        let need: Double
        /// Seconds; of an absence, how long it lasts.
        let window: Int64
        let heardWithin: Int64
        let place: Place
        let squaredRadius: Double

        /// Some filter may let an event of this category and source through.
        func mayAdmit(category: UInt8, source: UInt8, lastOnly: Bool) -> Bool {
            filters.suffix(lastOnly ? 1 : filters.count).contains {
                $0.categories >> UInt64(category) & 1 == 1 && $0.sources >> UInt16(source) & 1 == 1
            }
        }
    }

    /// One step of a rule's condition; children come after their parent.
    enum Node: Sendable {
        case leaf(Int)
        case all([Int])
        case any([Int])
        case not(Int)
    }

    /// A rule made ready.
    struct Body: Sendable {
        let nodes: [Node]
        let zones: UInt64
        let hours: RuleHours?
        let coolDown: Int64
        /// Seconds after it was last true for which a match stands.
        let hold: Int64
        /// The longest window of its positive conditions.
        let window: Int64
        /// Metres within which a match is the same match.
        let radius: Double
        /// Time alone can make it true: it holds an absence, a `not` or a plan.
        let timed: Bool
        /// It speaks of zones, each for itself.
        let perZone: Bool
        /// The first positive leaf, which says how many.
        let measured: Int
        /// Only absences: where they were heard are the places to look at.
        let absences: [Int]
        /// Its only condition is an absence: it stands until something is heard.
        let silence: Bool
    }

    /// What the hot path needs to know of a leaf, without arrays.
    struct Tally: Sendable {
        let filter: Filter
        let need: Double
        let window: Int64
        let reach: Double
        /// -1 for zones and the territory.
        let level: Int
        let summing: Bool
        let sequence: Bool
        let wide: Bool
    }

    /// What the hot path needs to know of a rule, without arrays.
    struct Gate: Sendable {
        let zones: UInt64
        let hours: RuleHours?
        let perZone: Bool
        /// Its only condition, a count or a sum, is this leaf; -1 otherwise.
        let only: Int
        /// Two of the leaves without which it cannot be true, asked first whether there may be enough around; -1 for none.
        let required: (first: Int, second: Int)
    }

    /// A rule that an event may complete.
    struct Trigger: Sendable {
        let rule: Int32
        let leaf: Int32
        /// Nothing less in the surroundings can complete it.
        let need: Int32
        /// The leaf is of this one category: only that counts.
        let single: Bool
    }

    /// What an event of one category and source may do.
    struct Route: Sendable {
        /// Levels in which it is kept, a bit each.
        var levels: UInt16 = 0
        /// Rules it may complete that are of its category alone, a list a level, each by rising need.
        var near: [(level: Int, triggers: [Trigger])] = []
        /// Other rules about surroundings that it may complete.
        var mixed: [Trigger] = []
        /// Windows of zones and of the territory that may count it.
        var windows: [Int32] = []
        /// Rules that such windows may complete.
        var wide: [Trigger] = []
        /// Absences that listen to it.
        var absences: [Int32] = []
        /// Conditions of rules that time may complete.
        var timedLeaves: [Int32] = []
        /// Rules that time may complete where it lies.
        var anchors: [Int32] = []
        var isEmpty: Bool { levels == 0 && windows.isEmpty && absences.isEmpty && anchors.isEmpty }
    }

    /// A level: leaves of about one radius.
    struct Level: Sendable {
        var radius = 0.0
        var horizon: Int64 = 0
    }

    static let categoryLimit = 64
    static let sourceLimit = 16

    let rules: [Rule]
    let zones: [PlacedZone]
    private(set) var bodies: [Body] = []
    private(set) var leaves: [Leaf] = []
    private(set) var tallies: [Tally] = []
    /// By leaf, the one with the longest window that counts the same: its ring serves them all.
    private(set) var rings: [Int] = []
    private(set) var gates: [Gate] = []
    private(set) var levels: [Level] = []
    private(set) var routes: [Route] = []
    private(set) var timed: [Int] = []
    /// By leaf, the rules about nothing but its silence.
    private(set) var silences: [[Int]] = []
    /// By leaf, the rules about nothing but absences, this one among them.
    private(set) var missing: [[Int]] = []
    /// From a category's number to its bit.
    let dense: [UInt16: UInt8]
    /// The number of each bit.
    let categories: [UInt16]

    init(_ set: RuleSet, grid: Grid?) {
        rules = set.rules
        zones = set.zones.map { PlacedZone($0, grid: grid) }
        var named: Set<UInt16> = []
        for rule in set.rules { rule.condition.visitFilters { named.formUnion($0.categories ?? []) } }
        // The last bit is for all that no rule names.
        categories = Array(named.sorted().prefix(RuleProgram.categoryLimit - 1))
        dense = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, UInt8($0)) })
        var compiler = RuleCompiler(dense: dense, zones: set.zones.map(\.name))
        for rule in set.rules { bodies.append(compiler.compile(rule)) }
        leaves = compiler.leaves
        levels = compiler.levels
        timed = bodies.indices.filter { bodies[$0].timed }
        tallies = leaves.map(Tally.init)
        rings = RuleProgram.rings(of: leaves)
        missing = leaves.indices.map { leaf in bodies.indices.filter { bodies[$0].absences.contains(leaf) } }
        silences = missing.map { rules in rules.filter { bodies[$0].silence } }
        let routing = RuleRouting(bodies: bodies, leaves: leaves, rings: rings)
        gates = bodies.map { [leaves] in Gate($0, leaves: leaves, required: routing.required($0).sorted()) }
        routes = routing.routes()
    }

    private static func rings(of leaves: [Leaf]) -> [Int] {
        var longest: [Leaf: Int] = [:]
        let kinds = leaves.map { leaf in
            Leaf(
                measure: leaf.measure, filters: leaf.filters, need: 0, window: 0, heardWithin: 0, place: leaf.place,
                squaredRadius: leaf.squaredRadius)
        }
        for index in leaves.indices where leaves[index].window > longest[kinds[index]].map({ leaves[$0].window }) ?? -1 {
            longest[kinds[index]] = index
        }
        return kinds.indices.map { longest[kinds[$0]] ?? $0 }
    }

    func bit(of category: UInt16) -> UInt8 { dense[category] ?? UInt8(RuleProgram.categoryLimit - 1) }

    @inline(__always)
    static func route(category: UInt8, source: UInt8) -> Int { Int(category) * sourceLimit + Int(source & 15) }
}

extension RuleCondition {
    /// Every filter in it.
    func visitFilters(_ visit: (RuleFilter) -> Void) {
        switch self {
        case .count(let filter, _, _, _), .sum(let filter, _, _, _), .absence(let filter, _, _, _): visit(filter)
        case .sequence(let steps, _, _): steps.forEach(visit)
        case .all(let parts), .any(let parts): parts.forEach { $0.visitFilters(visit) }
        case .not(let part): part.visitFilters(visit)
        }
    }
}

extension RuleProgram.Tally {
    init(_ leaf: RuleProgram.Leaf) {
        filter = leaf.filters[0]
        need = leaf.need
        window = leaf.window
        // A hair's breadth for the rounding of the centres of cells.
        reach = leaf.squaredRadius + 1e-3
        if case .level(let level) = leaf.place { self.level = level } else { level = -1 }
        summing = leaf.measure == .sum
        sequence = leaf.measure == .sequence
        wide = leaf.place == .territory
    }
}

extension RuleProgram.Gate {
    init(_ body: RuleProgram.Body, leaves: [RuleProgram.Leaf], required: [Int]) {
        zones = body.zones
        hours = body.hours
        perZone = body.perZone
        only = body.nodes.count == 1 && [.count, .sum].contains(leaves[body.measured].measure) ? body.measured : -1
        let asked = required.filter { leaves[$0].measure == .count || leaves[$0].measure == .sequence }
        self.required = (asked.first ?? -1, asked.dropFirst().first ?? -1)
    }
}
