public import Domain

/// A cell and a category: what a count is of.
public struct PlaceCategory: Hashable, Sendable {
    /// Where.
    public var cell: Cell
    /// What.
    public var category: Domain.Category

    /// A cell and a category.
    public init(_ cell: Cell, _ category: Domain.Category) {
        self.cell = cell
        self.category = category
    }
}

/// Incidents by hour, cell and category.
///
/// Two tables: of incidents whose hour is known, and of those that are known to the day or to several hours only, which count in days and
/// places and never in hours.
public struct HourlyCounts: Sendable {
    /// Hour number (seconds since 1970 / 3600) to counts.
    private var timed: [Int64: [PlaceCategory: Int32]] = [:]
    private var coarse: [Int64: [PlaceCategory: Int32]] = [:]

    /// Nothing counted.
    public init() {}

    /// Counts an incident, or takes it back with -1; a count never falls below zero.
    public mutating func add(_ incident: Incident, _ amount: Int32 = 1) {
        let key = PlaceCategory(incident.cell, incident.category)
        let hour = incident.slot.start.floorDivided(by: 3_600)
        if incident.slot.length <= 3_600, incident.timeCertainty != .dayOnly {
            HourlyCounts.add(key, hour, amount, to: &timed)
        } else {
            HourlyCounts.add(key, hour, amount, to: &coarse)
        }
    }

    private static func add(_ key: PlaceCategory, _ hour: Int64, _ amount: Int32, to table: inout [Int64: [PlaceCategory: Int32]]) {
        let sum = table[hour, default: [:]][key, default: 0] &+ amount
        table[hour, default: [:]][key] = sum > 0 ? sum : nil
        if table[hour]?.isEmpty == true { table[hour] = nil }
    }

    /// Forgets hours before one.
    public mutating func drop(before hour: Int64) {
        timed = timed.filter { $0.key >= hour }
        coarse = coarse.filter { $0.key >= hour }
    }

    /// The first hour counted; nil where there is none.
    public var earliest: Int64? { [timed.keys.min(), coarse.keys.min()].compactMap { $0 }.min() }
    /// The last hour counted; nil where there is none.
    public var latest: Int64? { [timed.keys.max(), coarse.keys.max()].compactMap { $0 }.max() }

    /// Visits the counts of each hour of a range that has any; `isTimed` false for those without an hour.
    public func visit(_ hours: Range<Int64>, _ body: (_ hour: Int64, _ key: PlaceCategory, _ count: Int32, _ isTimed: Bool) -> Void) {
        HourlyCounts.visit(timed, hours) { body($0, $1, $2, true) }
        HourlyCounts.visit(coarse, hours) { body($0, $1, $2, false) }
    }

    private static func visit(
        _ table: [Int64: [PlaceCategory: Int32]], _ hours: Range<Int64>, _ body: (Int64, PlaceCategory, Int32) -> Void
    ) {
        // A sparse year is walked by its entries, a dense week by its hours.
        if hours.count > table.count {
            for (hour, counts) in table where hours.contains(hour) {
                for (key, count) in counts { body(hour, key, count) }
            }
        } else {
            for hour in hours {
                guard let counts = table[hour] else { continue }
                for (key, count) in counts { body(hour, key, count) }
            }
        }
    }
}
