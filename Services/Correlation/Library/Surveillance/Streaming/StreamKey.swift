import Domain

/// What one series counts: a cell, a category, a kind of source.
public struct StreamKey: Hashable, Sendable, Comparable {
    /// Where.
    public let cell: Cell
    /// What.
    public let category: Category
    /// Who reports it.
    public let source: SourceKind
    let cadence: StreamCadence

    /// The series of incidents of a source in a cell; those in slots longer than an hour are counted by the day.
    public init(cell: Cell, category: Category, source: SourceKind, slotLength: UInt32 = TimeSlot.defaultLength) {
        self.cell = cell
        self.category = category
        self.source = source
        cadence = StreamCadence(slotLength: slotLength)
    }

    init(_ incident: Incident) {
        self.init(cell: incident.cell, category: incident.category, source: incident.kind, slotLength: incident.slot.length)
    }

    /// Column and row.
    var high: UInt64 { UInt64(UInt32(bitPattern: cell.column)) << 32 | UInt64(UInt32(bitPattern: cell.row)) }

    /// Everything but the place: what cells are compared within.
    var low: UInt64 {
        UInt64(cadence.rawValue) << 32 | UInt64(cell.level) << 24 | UInt64(source.rawValue) << 16 | UInt64(category.rawValue)
    }

    init?(high: UInt64, low: UInt64) {
        guard let cadence = StreamCadence(rawValue: UInt8(truncatingIfNeeded: low >> 32)), low >> 40 == 0,
            let source = SourceKind(rawValue: UInt8(truncatingIfNeeded: low >> 16)),
            let category = Category(rawValue: UInt16(truncatingIfNeeded: low))
        else { return nil }
        cell = Cell(
            level: UInt8(truncatingIfNeeded: low >> 24), column: Int32(truncatingIfNeeded: Int64(bitPattern: high) >> 32),
            row: Int32(truncatingIfNeeded: Int64(bitPattern: high)))
        self.category = category
        self.source = source
        self.cadence = cadence
    }

    /// By source, category and level, then place.
    public static func < (left: StreamKey, right: StreamKey) -> Bool { (left.low, left.high) < (right.low, right.high) }
}
