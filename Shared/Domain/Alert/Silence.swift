/// A stretch of event time in which what it names rings nobody. What is named must all hold; nothing named: everything.
public struct Silence: Hashable, Sendable {
    /// Unique a territory.
    public var identifier: String
    /// Of the policy; empty: all.
    public var rules: Set<String>
    /// Empty: all.
    public var categories: Set<Category>
    /// With `zones` the area; both empty: everywhere.
    public var cells: [Cell]
    /// Codes of the territory's zones.
    public var zones: Set<String>
    /// Seconds since 1970, event time.
    public var from: Int64
    /// Seconds since 1970, exclusive.
    public var until: Int64
    /// A word of a fixed list: `maintenance`, `exercise`. No person's name.
    public var reason: String

    /// A silence with all it names.
    public init(
        identifier: String, rules: Set<String> = [], categories: Set<Category> = [], cells: [Cell] = [], zones: Set<String> = [],
        from: Int64, until: Int64, reason: String = ""
    ) {
        self.identifier = identifier
        self.rules = rules
        self.categories = categories
        self.cells = cells
        self.zones = zones
        self.from = from
        self.until = until
        self.reason = reason
    }

    /// Whether it holds at a time.
    public func holds(at time: Int64) -> Bool { from <= time && time < until }

    /// Whether it names an alert of a rule. One that concerns the whole territory is silenced by no area of it.
    public func names(rule: String, category: Category, cells alertCells: [Cell], zones alertZones: [String]) -> Bool {
        guard rules.isEmpty || rules.contains(rule), categories.isEmpty || categories.contains(category) else { return false }
        if cells.isEmpty && zones.isEmpty { return true }
        if alertCells.isEmpty && alertZones.isEmpty { return false }
        // All of it must lie in the silenced area: an alert that reaches beyond still rings.
        let areZonesInside = !alertZones.isEmpty && alertZones.allSatisfy(zones.contains)
        return areZonesInside || (!alertCells.isEmpty && alertCells.allSatisfy { cell in cells.contains { $0.contains(cell) } })
    }
}
