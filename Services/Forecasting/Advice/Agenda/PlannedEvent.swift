public import Domain

/// An event of the agenda: when, where, how many are awaited, and what was planned for it.
public struct PlannedEvent: Hashable, Sendable {
    /// The agenda's own name of it.
    public var identifier: String
    /// How people are told which one is meant; nil where the identifier is as good.
    public var title: Words?
    /// What kind of event.
    public var kind: EventKind
    /// Seconds since 1970, half-open with `end`.
    public var start: Int64
    /// Seconds since 1970, exclusive.
    public var end: Int64
    /// Where, of any levels, without overlaps; empty for the whole territory.
    public var cells: [Cell]
    /// People awaited; nil where nobody said.
    public var attendance: Double?
    /// Teams planned; nil where nobody said.
    public var teams: Int?
    /// Barriers planned; nil where nobody said.
    public var barriers: Int?
    /// What was declared; nil where the agenda does not tell of measures at all.
    public var measures: Set<Measure>?

    /// An event; what is not known is left nil.
    public init(
        identifier: String, kind: EventKind, start: Int64, end: Int64, cells: [Cell], attendance: Double? = nil, teams: Int? = nil,
        barriers: Int? = nil, measures: Set<Measure>? = nil
    ) {
        self.identifier = identifier
        self.kind = kind
        self.start = start
        self.end = max(start &+ 1, end)
        self.cells = cells
        self.attendance = attendance
        self.teams = teams
        self.barriers = barriers
        self.measures = measures
    }

    /// An event as it leaves anonymization, where neither kind nor measures are known; nil for another reading.
    public init?(_ reading: Reading, identifier: String) {
        guard reading.category == .plannedEvent else { return nil }
        self.init(
            identifier: identifier, kind: .other, start: reading.slot.start, end: reading.slot.end, cells: reading.cell.map { [$0] } ?? [],
            attendance: reading.value)
    }

    /// What sentences call it.
    var name: Words { title ?? Words(identifier, identifier) }

    /// Hours that it lasts.
    public var hours: Double { Double(end - start) / 3_600 }

    /// Whether it is under way at some moment of a stretch, `margin` seconds before and after included.
    func overlaps(from start: Int64, to end: Int64, margin: Int64 = 0) -> Bool {
        self.start - margin < end && start < self.end + margin
    }
}
