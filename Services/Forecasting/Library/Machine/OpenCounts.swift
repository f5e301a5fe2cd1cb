import Domain

/// What was counted in one slot that is not part of any forecast yet.
struct OpenCounts: Sendable {
    /// One cell, category and kind of source.
    struct Entry: Sendable {
        /// Column and row.
        let high: UInt64
        /// Level, kind of source, whether it was discovered, category.
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

    /// False where nothing of the kind was counted, unless it may go below nothing: what it takes back became history before.
    mutating func remove(_ incident: Incident, belowNothing: Bool = false) -> Bool {
        let (high, low) = OpenCounts.pack(incident)
        if let index = find(high, low), belowNothing || entries[index].count > 0 {
            entries[index].count -= 1
            return true
        }
        if belowNothing { insert(Entry(high: high, low: low, count: -1)) }
        return belowNothing
    }

    /// Adds an entry of another slot.
    mutating func add(_ entry: Entry) {
        if let index = find(entry.high, entry.low) { entries[index].count += entry.count } else { insert(entry) }
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
    func settled() -> [Entry] { entries.filter { $0.count != 0 }.sorted { ($0.low, $0.high) < ($1.low, $1.high) } }

    private static func pack(_ incident: Incident) -> (UInt64, UInt64) {
        let cell = incident.cell
        let high = UInt64(UInt32(bitPattern: cell.column)) << 32 | UInt64(UInt32(bitPattern: cell.row))
        let discovered: UInt64 = incident.origin == .discovered ? 1 : 0
        let low =
            UInt64(incident.category.rawValue) << 32 | discovered << 16 | UInt64(incident.kind.rawValue) << 8 | UInt64(cell.level)
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
    var isDiscovered: Bool { low >> 16 & 1 == 1 }
    var category: Category? { Category(rawValue: UInt16(truncatingIfNeeded: low >> 32)) }
}
