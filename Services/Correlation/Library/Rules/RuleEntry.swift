import Domain

/// An event as it is kept: what was counted at one position in one slot, of one category, source, severity and origin.
struct RuleEntry: Sendable {
    var start: Int64
    let east: Double
    let north: Double
    var value: Double
    var count: Int32
    let category: UInt8
    let source: UInt8
    let severity: UInt8
    let origin: UInt8
    /// Minute of the local week.
    let minute: UInt16
    let cell: Cell?

    /// Counted together.
    @inline(__always)
    func isLike(_ other: RuleEntry) -> Bool {
        start == other.start && category == other.category && source == other.source && severity == other.severity
            && origin == other.origin && value == other.value && east.bitPattern == other.east.bitPattern
            && north.bitPattern == other.north.bitPattern && cell == other.cell
    }
}

/// A place and an instant at which a rule is looked at.
struct RuleAnchor: Sendable {
    let east: Double
    let north: Double
    let time: Int64
    let cell: Cell?
    /// Zones that it lies in, a bit each.
    let zones: UInt64

    var isPlaced: Bool { east.isFinite }
}
