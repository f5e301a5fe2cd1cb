import Domain

/// Where and when something was last heard that an absence listens to.
///
/// Positions nearer than a quarter of the radius are one; so are those of one zone, and all of the territory, for absences about these. A
/// voice is looked at when it can have been silent for long enough, not before.
struct RuleHearing: Sendable {
    /// One position, or one zone.
    struct Voice: Sendable {
        var east: Double
        var north: Double
        var cell: Cell?
        let zones: UInt64
        var last: Int64
        /// When it is to be looked at next; `.max` never.
        var check: Int64
    }

    private let width: Double
    private let place: RuleProgram.Place
    private let squaredRadius: Double
    private let lasting: Int64
    private let remembered: Int64
    private(set) var voices: [Voice] = []
    private var keys: [(UInt64, UInt64)] = []
    private var table = PackedTable(capacity: 16)
    /// No voice is to be looked at before.
    private(set) var nextCheck: Int64 = .max
    var forgotten: Int64 = .min

    /// Most voices that are listened to; beyond it new ones are not.
    static let limit = 65_536

    init(_ leaf: RuleProgram.Leaf) {
        place = leaf.place
        squaredRadius = leaf.squaredRadius + 1e-3
        width = max(leaf.squaredRadius.squareRoot() / 4, 1)
        lasting = leaf.window
        remembered = leaf.window &+ leaf.heardWithin
    }

    private func coordinate(_ metres: Double) -> Int64 { Int64(max(-1e15, min(1e15, (metres / width).rounded(.down)))) }

    private func key(_ east: Double, _ north: Double, _ zones: UInt64) -> (UInt64, UInt64) {
        switch place {
        case .territory: return (0, 0)
        case .zone: return (zones, 0)
        case .level:
            guard east.isFinite else { return (.max, .max) }
            return (UInt64(bitPattern: coordinate(east)), UInt64(bitPattern: coordinate(north)))
        }
    }

    private func find(_ key: (UInt64, UInt64)) -> Int? { table.find(key.0, key.1) { keys[$0] == key } }

    /// Takes what was heard; true where that may end a silence.
    mutating func hear(_ entry: RuleEntry, zones: UInt64) {
        let key = key(entry.east, entry.north, zones)
        guard let index = find(key) else {
            guard voices.count < RuleHearing.limit else { return }
            add(
                Voice(
                    east: entry.east, north: entry.north, cell: entry.cell, zones: zones, last: entry.start, check: entry.start &+ lasting))
            return
        }
        guard entry.start >= voices[index].last else { return }
        voices[index].last = entry.start
        (voices[index].east, voices[index].north, voices[index].cell) = (entry.east, entry.north, entry.cell)
        schedule(index, at: entry.start &+ lasting)
    }

    mutating func add(_ voice: Voice) {
        let key = key(voice.east, voice.north, voice.zones)
        table.insert(key.0, key.1, index: voices.count)
        keys.append(key)
        voices.append(voice)
        nextCheck = min(nextCheck, voice.check)
    }

    mutating func schedule(_ index: Int, at time: Int64) {
        voices[index].check = time
        nextCheck = min(nextCheck, time)
    }

    /// Voices to be looked at by an instant; each is looked at no more until it is scheduled again.
    mutating func due(by time: Int64) -> [Int] {
        guard nextCheck <= time else { return [] }
        var due: [Int] = []
        nextCheck = .max
        for index in voices.indices {
            if voices[index].check <= time {
                voices[index].check = .max
                due.append(index)
            } else {
                nextCheck = min(nextCheck, voices[index].check)
            }
        }
        return due
    }

    /// Once an hour: forgets voices that were not heard for so long that they are not missed.
    mutating func forget(at time: Int64) {
        guard forgotten == .min || time &- forgotten >= 3_600 else { return }
        forgotten = time
        guard voices.contains(where: { $0.last < time &- remembered }) else { return }
        let kept = voices.filter { $0.last >= time &- remembered }
        (voices, keys, table, nextCheck) = ([], [], PackedTable(capacity: 16), .max)
        for voice in kept { add(voice) }
    }

    /// When something was last heard around an anchor, in its zone, or anywhere.
    func last(at anchor: RuleAnchor, zone: Int) -> Int64? {
        switch place {
        case .territory: return voices.first?.last
        case .zone:
            guard zone >= 0 else { return nil }
            return voices.reduce(nil) { $1.zones >> UInt64(zone) & 1 == 0 ? $0 : max($0 ?? .min, $1.last) }
        case .level:
            // What speaks of the whole territory is heard everywhere.
            var last = find((.max, .max)).map { voices[$0].last }
            guard anchor.isPlaced else { return last }
            let steps: Int64 = squaredRadius < 1 ? 0 : 5
            let (column, row) = (coordinate(anchor.east), coordinate(anchor.north))
            for rowStep in -steps...steps {
                for columnStep in -steps...steps {
                    let key = (UInt64(bitPattern: column &+ columnStep), UInt64(bitPattern: row &+ rowStep))
                    guard let index = find(key) else { continue }
                    let (east, north) = (voices[index].east - anchor.east, voices[index].north - anchor.north)
                    if east * east + north * north <= squaredRadius { last = max(last ?? .min, voices[index].last) }
                }
            }
            return last
        }
    }
}
