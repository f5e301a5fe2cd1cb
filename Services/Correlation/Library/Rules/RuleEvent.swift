import Domain

/// An incident or a reading as rules see it: a point in the plane and in time.
public struct RuleEvent: Sendable, Hashable {
    /// `Category.rawValue`, or a file's own number from 1,000 on.
    public var category: UInt16
    /// What kind of source reported it.
    public var source: SourceKind
    /// How grave it is.
    public var severity: Severity
    /// How the fact became known.
    public var origin: Origin
    /// Metres; not a number where it speaks of the whole territory.
    public var east: Double
    /// Metres; not a number where it speaks of the whole territory.
    public var north: Double
    /// Its cell, where it has one.
    public var cell: Cell?
    /// Seconds since 1970: the start of its slot.
    public var start: Int64
    /// For a plan, the second at which it is over; otherwise `start`.
    public var end: Int64
    /// Of a reading; 1 for an incident.
    public var value: Double

    /// An event with all it says.
    public init(
        category: UInt16, source: SourceKind, severity: Severity = .unknown, origin: Origin = .unspecified, east: Double = .nan,
        north: Double = .nan, cell: Cell? = nil, start: Int64, end: Int64? = nil, value: Double = 1
    ) {
        self.category = category
        self.source = source
        self.severity = severity
        self.origin = origin
        self.east = east
        self.north = north
        self.cell = cell
        self.start = start
        self.end = max(start, end ?? start)
        self.value = value
    }

    /// An incident at the centre of its cell.
    public init(_ incident: Incident, grid: Grid) {
        let centre = grid.centre(of: incident.cell)
        self.init(
            category: incident.category.rawValue, source: incident.kind, severity: incident.severity, origin: incident.origin,
            east: centre.easting, north: centre.northing, cell: incident.cell, start: incident.slot.start)
    }

    /// A reading; a censored one counts as the middle of its bounds, a missing one is none.
    public init?(_ reading: Reading, grid: Grid) {
        let middle = reading.lower.flatMap { lower in reading.upper.map { (lower + $0) / 2 } }
        guard let value = reading.value ?? middle, value.isFinite else { return nil }
        let centre = reading.cell.map { grid.centre(of: $0) }
        self.init(
            category: reading.category.rawValue, source: reading.kind, east: centre?.easting ?? .nan, north: centre?.northing ?? .nan,
            cell: reading.cell, start: reading.slot.start, end: reading.saidSlot == nil ? nil : reading.slot.end, value: value)
    }

    /// It has a place.
    var isPlaced: Bool { east.isFinite && north.isFinite }
    /// It speaks of a stretch of time that may lie ahead.
    var isPlan: Bool { end > start }
}
