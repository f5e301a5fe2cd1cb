import Domain

/// What was counted in one slot that is not part of any forecast yet.
struct OpenCounts: Sendable {
    /// One cell, category and kind of source.
    struct Entry: Sendable {
        /// Column and row.
        let high: UInt64
        /// Level, kind of source, category.
        let low: UInt64
        var count: Int
    }

    let slot: TimeSlot
    private var table = PackedTable()
    private(set) var entries: [Entry] = []

    init(slot: TimeSlot) { self.slot = slot }

    mutating func add(_ incident: Incident) {
        let (high, low) = OpenCounts.pack(incident)
        if let index = find(high, low) {
            entries[index].count += 1
        } else {
            insert(Entry(high: high, low: low, count: 1))
        }
    }

    /// False where nothing of the kind was counted.
    mutating func remove(_ incident: Incident) -> Bool {
        let (high, low) = OpenCounts.pack(incident)
        guard let index = find(high, low), entries[index].count > 0 else { return false }
        entries[index].count -= 1
        return true
    }

    mutating func insert(_ entry: Entry) {
        table.insert(entry.high, entry.low, index: entries.count)
        entries.append(entry)
    }

    func holds(_ entry: Entry) -> Bool { find(entry.high, entry.low) != nil }

    private func find(_ high: UInt64, _ low: UInt64) -> Int? {
        table.find(high, low) { entries[$0].high == high && entries[$0].low == low }
    }

    /// In an order that arrival cannot change.
    func settled() -> [Entry] { entries.filter { $0.count > 0 }.sorted { ($0.low, $0.high) < ($1.low, $1.high) } }

    private static func pack(_ incident: Incident) -> (UInt64, UInt64) {
        let cell = incident.cell
        let high = UInt64(UInt32(bitPattern: cell.column)) << 32 | UInt64(UInt32(bitPattern: cell.row))
        let low = UInt64(incident.category.rawValue) << 32 | UInt64(incident.kind.rawValue) << 8 | UInt64(cell.level)
        return (high, low)
    }
}

extension OpenCounts.Entry {
    var cell: Cell {
        Cell(
            level: UInt8(truncatingIfNeeded: low), column: Int32(truncatingIfNeeded: Int64(bitPattern: high) >> 32),
            row: Int32(truncatingIfNeeded: Int64(bitPattern: high)))
    }
    var kind: SourceKind? { SourceKind(rawValue: UInt8(truncatingIfNeeded: low >> 8)) }
    var category: Category? { Category(rawValue: UInt16(truncatingIfNeeded: low >> 32)) }
}
