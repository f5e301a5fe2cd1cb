import Domain

/// A slot that still counts.
struct StreamSlot: Sendable {
    /// The count of one series.
    struct Entry: Sendable {
        let series: Int32
        var count: UInt32 = 0
        /// The count at which it is looked at next.
        var next: UInt32
    }

    let cadence: StreamCadence
    /// Slots of its length since 1970.
    let number: Int64
    var entries: [Entry] = []
    /// Entries by series.
    var places = PackedTable(capacity: 64)

    init(cadence: StreamCadence, number: Int64) {
        self.cadence = cadence
        self.number = number
    }

    var start: Int64 { number &* cadence.length }
    var end: Int64 { start &+ cadence.length }

    func find(_ series: Int32) -> Int? {
        places.find(UInt64(UInt32(bitPattern: series)), 0) { entries[$0].series == series }
    }

    mutating func add(_ series: Int32, next: UInt32) -> Int {
        entries.append(Entry(series: series, next: next))
        places.insert(UInt64(UInt32(bitPattern: series)), 0, index: entries.count - 1)
        return entries.count - 1
    }
}
