import Domain

/// Entries in square buckets as wide as the largest radius of a level: what is near a place lies in nine of them.
///
/// A bucket has a list a category, in order of time, so a look back ends at the first entry that is too old. What is older than the level's
/// horizon is let go as lists are touched, and all over once a horizon: memory is bounded by positions x slots of the horizon x kinds of event.
struct RuleLevel: Sendable {
    private struct List: Sendable {
        var entries: [RuleEntry] = []
        var head = 0
    }

    private let width: Double
    private let squaredRadius: Double
    private let categoryCount: Int
    let horizon: Int64
    private var table = PackedTable(capacity: 256)
    private var buckets: [UInt64] = []
    /// By bucket and category, `categoryCount` a bucket: the minute of the latest entry rounded up, events from the head on, and where the
    /// list is (-1: nowhere yet). Apart, so that the first two are looked through many at a time.
    private var latest: [Int32] = []
    private var events: [Int32] = []
    private var places: [Int32] = []
    private var lists: [List] = []
    /// Buckets around the anchor that is looked from, and what they hold of each category, far ones included.
    private var around: [Int32] = []
    private var counts: [Int32]
    /// Categories that were ever kept, a bit each.
    private(set) var categories: UInt64 = 0
    private(set) var count = 0
    /// When it was last swept.
    var swept: Int64 = .min

    /// Where what speaks of the whole territory is kept.
    private static let everywhere = UInt64.max

    init(_ level: RuleProgram.Level, categories: Int) {
        width = max(level.radius, 1)
        // A hair's breadth for the rounding of the centres of cells.
        squaredRadius = level.radius * level.radius + 1e-3
        horizon = level.horizon
        categoryCount = categories
        counts = Array(repeating: 0, count: categories)
    }

    /// Category bits of this level are 0 ..< `categoryCount` - 1, and the last bit of all.
    private func slot(_ bucket: Int, _ category: UInt8) -> Int { bucket * categoryCount + min(Int(category), categoryCount - 1) }

    private func coordinate(_ metres: Double) -> Int32 { Int32(max(-1e9, min(1e9, (metres / width).rounded(.down)))) }

    private func place(_ column: Int32, _ row: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: column)) << 32 | UInt64(UInt32(bitPattern: row))
    }

    private func place(_ entry: RuleEntry) -> UInt64 {
        entry.east.isFinite ? place(coordinate(entry.east), coordinate(entry.north)) : RuleLevel.everywhere
    }

    private func bucket(_ place: UInt64) -> Int? { table.find(place, 0) { buckets[$0] == place } }

    private mutating func makeBucket(_ place: UInt64) -> Int {
        table.insert(place, 0, index: buckets.count)
        buckets.append(place)
        latest += repeatElement(.min, count: categoryCount)
        events += repeatElement(0, count: categoryCount)
        places += repeatElement(-1, count: categoryCount)
        return buckets.count - 1
    }

    /// Keeps an entry; false where there is no room for another one.
    mutating func insert(_ entry: RuleEntry, limit: Int) -> Bool {
        let place = place(entry)
        let bucket = bucket(place) ?? makeBucket(place)
        let slot = slot(bucket, entry.category)
        if places[slot] < 0 {
            places[slot] = Int32(lists.count)
            lists.append(List())
            categories |= 1 << UInt64(entry.category)
        }
        latest[slot] = max(latest[slot], RuleLevel.minute(entry.start &+ 59))
        return RuleLevel.insert(entry, into: &lists[Int(places[slot])], &events[slot], horizon: horizon, &count, limit)
    }

    private static func insert(
        _ entry: RuleEntry, into list: inout List, _ events: inout Int32, horizon: Int64, _ count: inout Int, _ limit: Int
    ) -> Bool {
        var place = list.entries.count
        while place > list.head, list.entries[place - 1].start >= entry.start {
            if list.entries[place - 1].isLike(entry) {
                list.entries[place - 1].count &+= entry.count
                events &+= entry.count
                return true
            }
            place -= 1
        }
        guard count < limit else { return false }
        count += 1
        events &+= entry.count
        list.entries.insert(entry, at: list.entries[place...].firstIndex { $0.start > entry.start } ?? list.entries.count)
        trim(&list, &events, before: (list.entries.last?.start ?? entry.start) &- horizon, &count)
        return true
    }

    private static func trim(_ list: inout List, _ events: inout Int32, before time: Int64, _ count: inout Int) {
        while list.head < list.entries.count, list.entries[list.head].start < time {
            events &-= list.entries[list.head].count
            list.head += 1
            count -= 1
        }
        if list.head > 16, list.head * 2 > list.entries.count {
            list.entries.removeFirst(list.head)
            list.head = 0
        }
    }

    /// Takes one of an entry back; false where there is none.
    mutating func remove(_ entry: RuleEntry) -> Bool {
        guard let bucket = bucket(place(entry)) else { return false }
        let slot = slot(bucket, entry.category)
        let index = Int(places[slot])
        guard index >= 0, let place = lists[index].entries[lists[index].head...].firstIndex(where: { $0.isLike(entry) }) else {
            return false
        }
        lists[index].entries[place].count -= 1
        events[slot] -= 1
        if lists[index].entries[place].count == 0 {
            lists[index].entries.remove(at: place)
            count -= 1
        }
        return true
    }

    /// Turns to an anchor: finds the buckets around it, and what they hold of each category within the horizon and a little more.
    mutating func turn(to anchor: RuleAnchor) {
        around.removeAll(keepingCapacity: true)
        if let bucket = bucket(RuleLevel.everywhere) { around.append(Int32(bucket)) }
        if anchor.isPlaced {
            let (column, row) = (coordinate(anchor.east), coordinate(anchor.north))
            for rowStep in Int32(-1)...1 {
                for columnStep in Int32(-1)...1 {
                    if let bucket = bucket(place(column &+ columnStep, row &+ rowStep)) { around.append(Int32(bucket)) }
                }
            }
        }
        let earliest = RuleLevel.minute(anchor.time &- horizon)
        let width = categoryCount
        counts.withUnsafeMutableBufferPointer { counts in
            latest.withUnsafeBufferPointer { latest in
                events.withUnsafeBufferPointer { events in
                    for category in 0..<width { counts[category] = 0 }
                    for bucket in around {
                        let base = Int(bucket) * width
                        for category in 0..<width {
                            counts[category] &+= latest[base + category] >= earliest ? events[base + category] : 0
                        }
                    }
                }
            }
        }
    }

    /// Minutes since 1970, within what 32 bits hold.
    private static func minute(_ second: Int64) -> Int32 { Int32(clamping: second.floorDivided(by: 60)) }

    /// At most so many events of a category lie around the anchor turned to.
    @inline(__always)
    func bound(_ category: UInt8) -> Int32 { counts[min(Int(category), categoryCount - 1)] }

    /// What lies within the largest radius and the horizon of the anchor turned to, of one category.
    mutating func gather(_ anchor: RuleAnchor, category: UInt8, into surroundings: inout RuleSurroundings) {
        guard bound(category) > 0 else { return }
        let earliest = anchor.time &- horizon
        for bucket in around {
            let slot = slot(Int(bucket), category)
            let list = Int(places[slot])
            guard list >= 0, events[slot] > 0, latest[slot] >= RuleLevel.minute(earliest) else { continue }
            let far = buckets[Int(bucket)] != RuleLevel.everywhere
            let head = lists[list].head
            lists[list].entries.withUnsafeBufferPointer { entries in
                var place = entries.count
                while place > head {
                    place -= 1
                    let start = entries[place].start
                    if start < earliest { return }
                    if start > anchor.time { continue }
                    var squared = 0.0
                    if far {
                        let (east, north) = (entries[place].east - anchor.east, entries[place].north - anchor.north)
                        squared = east * east + north * north
                        if !(squared <= squaredRadius) { continue }
                    }
                    surroundings.add(entries[place], squared: squared)
                }
            }
        }
    }

    /// Later entries near an anchor: what arrives late may complete rules at their place and instant.
    mutating func later(than anchor: RuleAnchor, limit: Int) -> [RuleEntry] {
        guard anchor.isPlaced else { return [] }
        turn(to: anchor)
        var found: [RuleEntry] = []
        for bucket in around where buckets[Int(bucket)] != RuleLevel.everywhere {
            for index in places[Int(bucket) * categoryCount..<(Int(bucket) + 1) * categoryCount] where index >= 0 {
                let list = lists[Int(index)]
                for entry in list.entries[list.head...].reversed() {
                    if entry.start <= anchor.time || found.count >= limit { break }
                    let (east, north) = (entry.east - anchor.east, entry.north - anchor.north)
                    if entry.start &- anchor.time <= horizon, east * east + north * north <= squaredRadius { found.append(entry) }
                }
            }
        }
        return found
    }

    /// Once a horizon: lets go of what is older, and of lists and buckets with nothing in them.
    mutating func sweep(at time: Int64) {
        guard swept == .min || time &- swept >= max(horizon, 3_600) else { return }
        swept = time
        let entries = all(from: time &- horizon)
        table = PackedTable(capacity: 256)
        (buckets, latest, events, places, lists, around, count) = ([], [], [], [], [], [], 0)
        for entry in entries { _ = insert(entry, limit: .max) }
    }

    /// Everything kept from an instant on, in an order that does not depend on when buckets were made.
    func all(from time: Int64 = .min) -> [RuleEntry] {
        var entries: [RuleEntry] = []
        for bucket in buckets.indices.sorted(by: { buckets[$0] < buckets[$1] }) {
            for index in places[bucket * categoryCount..<(bucket + 1) * categoryCount] where index >= 0 {
                let list = lists[Int(index)]
                entries += list.entries[list.head...].filter { $0.start >= time }
            }
        }
        return entries
    }
}
