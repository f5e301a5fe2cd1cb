public import Domain

/// The forecasts of the windows ahead and of those that wait to be compared with what came. Bounded.
public struct ForecastShelf: Sendable {
    struct Key: Hashable, Sendable {
        var category: Domain.Category
        var start: Int64
        var end: Int64
    }

    /// The last issue of each window.
    private var latest: [Key: PackedForecast] = [:]
    /// The last issue before the window began, where a later one came: what is fair to compare.
    private var fair: [Key: PackedForecast] = [:]
    private var last: PackedForecast?
    /// When the newest was issued; nil where there is none.
    public private(set) var issued: Int64?

    private static let maximum = 4_000

    /// No forecast.
    public init() {}

    /// Takes a forecast.
    public mutating func add(_ forecast: Forecast) {
        let key = Key(category: forecast.category, start: forecast.windowStart, end: forecast.windowEnd)
        let packed = PackedForecast(forecast, sharing: last)
        last = packed
        if let held = latest[key] {
            guard held.head.issuedAt <= forecast.issuedAt else { return }
            if held.head.issuedAt <= key.start, forecast.issuedAt > key.start, fair[key] == nil { fair[key] = held }
        }
        latest[key] = packed
        issued = max(issued ?? .min, forecast.issuedAt)
        if latest.count > ForecastShelf.maximum, let oldest = latest.keys.map(\.end).min() { drop(endingBefore: oldest + 1) }
    }

    /// Forgets windows that ended before an instant.
    public mutating func drop(endingBefore instant: Int64) {
        latest = latest.filter { $0.key.end >= instant }
        fair = fair.filter { $0.key.end >= instant }
    }

    /// By identifier.
    public func forecast(_ identifier: String) -> PackedForecast? {
        let parts = identifier.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int64($0) }
        guard parts.count == 3, let number = UInt16(exactly: parts[0]), let category = Domain.Category(rawValue: number) else { return nil }
        return latest[Key(category: category, start: parts[1], end: parts[2])]
    }

    /// Windows of which the end lies after an instant, without those that a later issue of the category speaks of too (by half and more);
    /// in order of window, then category.
    public func ahead(of instant: Int64) -> [PackedForecast] {
        var chosen: [Domain.Category: [PackedForecast]] = [:]
        let open = latest.values.filter { $0.head.windowEnd > instant }
        for forecast in open.sorted(by: { ($1.head.issuedAt, $0.head.windowStart) < ($0.head.issuedAt, $1.head.windowStart) }) {
            // Of a window that is under way the rest counts.
            let window = max(instant, forecast.head.windowStart)..<forecast.head.windowEnd
            let isSaid = chosen[forecast.head.category, default: []].contains { other in
                let shared = window.clamped(to: other.head.windowStart..<other.head.windowEnd)
                return shared.count * 2 > window.count
            }
            if !isSaid { chosen[forecast.head.category, default: []].append(forecast) }
        }
        return chosen.values.flatMap { $0 }.sorted {
            ($0.head.windowStart, $0.head.windowEnd, $0.head.category) < ($1.head.windowStart, $1.head.windowEnd, $1.head.category)
        }
    }

    /// The issue of a window that begins at an instant as it stood at another: the last one by then, else the first that is held.
    public func issue(_ category: Domain.Category, start: Int64, by instant: Int64) -> PackedForecast? {
        let issues = [latest, fair].flatMap { table in
            table.filter { $0.key.category == category && $0.key.start == start }.map(\.value)
        }
        return issues.filter { $0.head.issuedAt <= instant }.max { $0.head.issuedAt < $1.head.issuedAt }
            ?? issues.min { $0.head.issuedAt < $1.head.issuedAt }
    }

    /// All of one window.
    public func window(from start: Int64, to end: Int64) -> [PackedForecast] {
        latest.values.filter { $0.head.windowStart == start && $0.head.windowEnd == end }.sorted { $0.head.category < $1.head.category }
    }

    /// Windows that ended between two instants, each as it was issued before it began; in order of end.
    public func closed(after earlier: Int64, through instant: Int64) -> [PackedForecast] {
        latest.filter { $0.key.end > earlier && $0.key.end <= instant }
            .compactMap { key, forecast in forecast.head.issuedAt <= key.start ? forecast : fair[key] }
            .sorted { ($0.head.windowEnd, $0.head.category) < ($1.head.windowEnd, $1.head.category) }
    }
}
