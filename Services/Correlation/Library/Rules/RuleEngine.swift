import Domain

/// Runs rules over events: a pure value that takes events as they arrive and the watermark as it moves, and returns what matched.
///
/// Rules about what happened act on arrival; rules that time can make true (`absence`, `not`, plans) on the watermark, at whole minutes of
/// event time, whatever steps the watermark takes. An event that arrives late is also looked at from the later events around it.
///
/// Memory: an entry (72 bytes) a position, slot and kind of event within the longest window of each level of radius that looks at it; a ring
/// of the slots of its window for each condition about a zone or the territory; at most `entryLimit` entries a level, what comes beyond it is
/// counted in `dropped`.
public struct RuleEngine: Sendable {
    let program: RuleProgram
    var clock: LocalClock
    var levels: [RuleLevel]
    var surroundings: [RuleSurroundings]
    /// The turn in which the surroundings of a level and category were gathered.
    var gathered: [UInt64]
    /// The turn in which a level turned to its anchor.
    var turned: [UInt64]
    var turnNumber: UInt64 = 1
    var windows: [RuleWindow] = []
    let windowBase: [Int]
    var hearings: [RuleHearing]
    /// Kinds of source that each leaf was ever fed from, a bit each.
    var heardFrom: [UInt16]
    var spans: [RuleSpan] = []
    var episodes: [[RuleEpisode]]
    var anchors: [[RulePendingAnchor]]
    /// Kinds of source that are silent, a bit each.
    var idle: UInt16 = 0
    var newest: Int64 = .min
    /// No match ends before.
    var earliestEnding: Int64 = .max
    /// Through which instant the watermark has passed.
    var watermark: Int64 = .min
    var zoneMemory: [UInt64] = []
    var zoneTable = PackedTable(capacity: 64)
    var zonePlaces: [(UInt64, UInt64)] = []
    /// Events that found no room.
    public internal(set) var dropped = 0

    /// Most entries that one level keeps.
    public static let entryLimit = 1_000_000
    /// Most plans kept.
    static let spanLimit = 10_000
    /// Most places at which one rule waits for its time, and most matches of one rule that stand.
    static let placeLimit = 10_000

    /// An engine for rules on a grid; `zone` is the IANA name of the territory's time zone.
    public init(_ rules: RuleSet, grid: Grid?, zone: String = "UTC", offset: @escaping ZoneOffset) {
        program = RuleProgram(rules, grid: grid)
        clock = LocalClock(zone: zone, offset: offset)
        levels = program.levels.map { [program] in RuleLevel($0, categories: program.categories.count + 1) }
        turned = Array(repeating: 0, count: levels.count)
        surroundings = Array(repeating: RuleSurroundings(), count: levels.count * RuleProgram.categoryLimit)
        gathered = Array(repeating: 0, count: levels.count * RuleProgram.categoryLimit)
        var base: [Int] = []
        for (index, leaf) in program.leaves.enumerated() {
            base.append(windows.count)
            guard leaf.measure != .absence, program.rings[index] == index else { continue }
            switch leaf.place {
            case .level: break
            case .territory: windows.append(RuleWindow())
            case .zone: windows += Array(repeating: RuleWindow(), count: max(program.zones.count, 1))
            }
        }
        windowBase = program.rings.map { base[$0] }
        hearings = program.leaves.map(RuleHearing.init)
        // A source that is named is expected; where none is, those that were ever heard.
        heardFrom = program.leaves.map { $0.filters.reduce(0) { $1.sources == .max ? $0 : $0 | $1.sources } }
        episodes = Array(repeating: [], count: program.rules.count)
        anchors = Array(repeating: [], count: program.rules.count)
    }

    /// Another time zone from here on.
    public mutating func setZone(_ zone: String) { clock.zone = zone }

    /// The rules, in the order of the set.
    public var rules: [Rule] { program.rules }

    /// Nothing in it looks at anything.
    public var isEmpty: Bool { program.rules.isEmpty }

    /// Takes an event; the rules that it completes.
    public mutating func absorb(_ event: RuleEvent) -> [RuleMatch] {
        let bit = program.bit(of: event.category)
        let route = RuleProgram.route(category: bit, source: event.source.rawValue)
        guard !program.routes[route].isEmpty else { return [] }
        let entry = entry(of: event, bit: bit)
        let zones = zones(east: event.east, north: event.north)
        note(entry, route: route, zones: zones)
        if event.isPlan {
            keep(RuleSpan(entry: entry, end: event.end, zones: zones), route: route)
            return []
        }
        let anchor = RuleAnchor(east: event.east, north: event.north, time: event.start, cell: event.cell, zones: zones)
        for level in levels.indices where program.routes[route].levels >> UInt16(level) & 1 == 1 {
            if !levels[level].insert(entry, limit: RuleEngine.entryLimit) { dropped += 1 }
        }
        for leaf in program.routes[route].windows { count(entry, in: Int(leaf), zones: zones, sign: 1) }
        for rule in program.routes[route].anchors { wait(Int(rule), at: anchor, until: event.start) }
        var matches = look(at: anchor, minute: entry.minute, route: route)
        if event.start < newest { matches += lookLater(than: anchor, route: route) }
        newest = max(newest, event.start)
        return matches
    }

    /// Takes an event back; the matches that rested on it and no longer hold are over.
    public mutating func retract(_ event: RuleEvent) -> [RuleMatch] {
        let bit = program.bit(of: event.category)
        let route = RuleProgram.route(category: bit, source: event.source.rawValue)
        guard !program.routes[route].isEmpty else { return [] }
        let entry = entry(of: event, bit: bit)
        let zones = zones(east: event.east, north: event.north)
        if event.isPlan {
            if let place = spans.lastIndex(where: { $0.entry.isLike(entry) && $0.end == event.end }) { spans.remove(at: place) }
        } else {
            for level in levels.indices where program.routes[route].levels >> UInt16(level) & 1 == 1 { _ = levels[level].remove(entry) }
            for leaf in program.routes[route].windows { count(entry, in: Int(leaf), zones: zones, sign: -1) }
        }
        return reconsider(route: route)
    }

    /// Moves the watermark: absences are decided, what is no longer so is over. `idle` are the kinds of source with one that is silent.
    public mutating func advance(to time: Int64, idle kinds: Set<SourceKind> = []) -> [RuleMatch] {
        idle = kinds.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
        guard time > watermark else { return [] }
        var matches = tick(through: time)
        watermark = time
        matches += endings(at: time)
        for level in levels.indices { levels[level].sweep(at: time) }
        if !spans.isEmpty { spans.removeAll { $0.end < time &- program.longest } }
        for leaf in program.leaves.indices where program.leaves[leaf].measure == .absence {
            hearings[leaf].forget(at: time)
        }
        return matches
    }
}

/// A place at which a rule waits for its time.
struct RulePendingAnchor: Sendable {
    var place: RuleAnchor
    var until: Int64
}

extension RuleProgram {
    /// The longest look back of any condition.
    var longest: Int64 { leaves.reduce(0) { max($0, $1.window &+ $1.heardWithin) } }
}
