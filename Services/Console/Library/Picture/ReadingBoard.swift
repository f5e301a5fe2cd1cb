public import Domain

/// The readings of the last weeks: measures by hour, and what is planned.
public struct ReadingBoard: Sendable {
    /// What a reading is of.
    struct Key: Hashable, Sendable {
        var category: Domain.Category
        var kind: SourceKind
        var cell: Cell?
    }

    private var hours: [Int64: [Key: Reading]] = [:]
    private var count = 0
    /// Planned events, by what they say: when, where, how many.
    public private(set) var plans: [Reading] = []
    /// Other plans (weather forecasts), by the time they speak of.
    private var outlooks: [Int64: [Key: Reading]] = [:]

    /// Measures kept; the oldest hours go first.
    private static let maximum = 300_000
    private static let maximumPlans = 20_000

    /// Nothing read.
    public init() {}

    /// Takes a reading; of one place, category and slot the last one counts.
    public mutating func add(_ reading: Reading) {
        let hour = reading.slot.start.floorDivided(by: 3_600)
        let key = Key(category: reading.category, kind: reading.kind, cell: reading.cell)
        if reading.category == .plannedEvent {
            if plans.count < ReadingBoard.maximumPlans { plans.append(reading) }
        } else if reading.saidSlot != nil {
            if let held = outlooks[hour]?[key], held.saidSlot ?? 0 > reading.saidSlot ?? 0 { return }
            outlooks[hour, default: [:]][key] = reading
        } else {
            if let held = hours[hour]?[key], held.slot.start > reading.slot.start { return }
            if hours[hour, default: [:]].updateValue(reading, forKey: key) == nil { count += 1 }
            if count > ReadingBoard.maximum, let oldest = hours.keys.min() { drop(before: oldest + 1) }
        }
    }

    /// Takes a reading back.
    public mutating func remove(_ reading: Reading) {
        let hour = reading.slot.start.floorDivided(by: 3_600)
        let key = Key(category: reading.category, kind: reading.kind, cell: reading.cell)
        if reading.category == .plannedEvent {
            if let place = plans.firstIndex(of: reading) { plans.remove(at: place) }
        } else if reading.saidSlot != nil {
            if outlooks[hour]?[key] == reading { outlooks[hour]?[key] = nil }
        } else if hours[hour]?[key] == reading {
            hours[hour]?[key] = nil
            count -= 1
        }
    }

    /// Forgets hours before one.
    public mutating func drop(before hour: Int64) {
        hours = hours.filter { $0.key >= hour }
        outlooks = outlooks.filter { $0.key >= hour }
        count = hours.values.reduce(0) { $0 + $1.count }
        plans.removeAll { $0.slot.end.floorDivided(by: 3_600) < hour }
    }

    /// The latest measure of each place, category and kind that began before an instant and at most `within` hours earlier, and the plan
    /// that speaks of that very hour where nothing was measured; in order of category, then place.
    public func latest(at instant: Int64, within: Int64 = 6) -> [(reading: Reading, isPlanned: Bool)] {
        let last = (instant - 1).floorDivided(by: 3_600)
        var found: [Key: (Reading, Bool)] = [:]
        for hour in stride(from: last, to: last - max(1, within), by: -1) {
            for (key, reading) in hours[hour] ?? [:] where found[key] == nil && reading.slot.start < instant {
                found[key] = (reading, false)
            }
        }
        for (key, reading) in outlooks[last] ?? [:] where found[key] == nil { found[key] = (reading, true) }
        return found.sorted { left, right in
            (left.key.category, left.key.kind, left.key.cell ?? Cell(level: 0, column: .min, row: .min))
                < (right.key.category, right.key.kind, right.key.cell ?? Cell(level: 0, column: .min, row: .min))
        }.map { ($0.value.0, $0.value.1) }
    }

    /// The mean of a category's measures over all places, by hour; hours without any are left out. Of hours to come what was foreseen of them.
    public func means(of category: Domain.Category, _ stretch: Range<Int64>) -> [Double] {
        let (first, last) = (stretch.lowerBound.floorDivided(by: 3_600), (stretch.upperBound - 1).floorDivided(by: 3_600))
        guard last >= first, last - first < 24 * 120 else { return [] }
        return (first...last).compactMap { hour in
            func values(_ table: [Key: Reading]?) -> [Double] {
                (table ?? [:]).compactMap { key, reading in key.category == category && reading.quality != .bad ? reading.value : nil }
            }
            let measured = values(hours[hour])
            let all = measured.isEmpty ? values(outlooks[hour]) : measured
            return all.isEmpty ? nil : all.sorted().reduce(0, +) / Double(all.count)
        }
    }

    /// What is planned or foreseen of a stretch, by category, events aside.
    public func outlook(_ stretch: Range<Int64>) -> [Reading] {
        let (first, last) = (stretch.lowerBound.floorDivided(by: 3_600), (stretch.upperBound - 1).floorDivided(by: 3_600))
        guard last >= first, last - first < 24 * 120 else { return [] }
        return (first...last).flatMap { Array((outlooks[$0] ?? [:]).values) }
    }
}
