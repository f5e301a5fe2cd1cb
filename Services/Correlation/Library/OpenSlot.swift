import Domain

/// A slot that the watermark has not passed, with what it counted so far.
struct OpenSlot: Sendable {
    /// The running count of one cell and category.
    struct Entry: Sendable {
        let key: CellKey
        /// Place in the machine's histories.
        var history: Int32
        var count: UInt32 = 0
        /// The count at which to look again; `.max` never.
        var next: UInt32
        /// Counts by kind of source; holds at 65,535.
        var kinds = SIMD16<UInt16>()
    }

    let slot: TimeSlot
    /// The bucket of the week that it belongs to.
    let bucket: Int
    /// The weight of its week.
    let weight: Double
    private var table = PackedTable()
    var entries: [Entry] = []

    init(slot: TimeSlot, bucket: Int, weight: Double) {
        self.slot = slot
        self.bucket = bucket
        self.weight = weight
    }

    func find(_ key: CellKey) -> Int? { table.find(key.high, key.low) { entries[$0].key == key } }

    mutating func insert(_ entry: Entry) -> Int {
        table.insert(entry.key.high, entry.key.low, index: entries.count)
        entries.append(entry)
        return entries.count - 1
    }
}

extension OpenSlot.Entry {
    mutating func count(_ kind: SourceKind) {
        count &+= 1
        let lane = Int(kind.rawValue)
        if kinds[lane] < .max { kinds[lane] += 1 }
    }

    mutating func discount(_ kind: SourceKind) {
        count -= 1
        let lane = Int(kind.rawValue)
        if kinds[lane] > 0, kinds[lane] < .max { kinds[lane] -= 1 }
    }

    var sources: [SourceKind] { SourceKind.allCases.filter { kinds[Int($0.rawValue)] > 0 } }
}
