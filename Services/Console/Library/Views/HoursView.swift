public import Domain

/// What the time slider runs over: totals by hour.
public struct HoursView: Sendable {
    private let picture: Picture

    /// Hours of one answer: 92 days.
    public static let maximum: Int64 = 2_208

    /// A view of a picture.
    public init(_ picture: Picture) { self.picture = picture }

    /// Totals from one instant to another; the last three days where nothing is said.
    public func json(from: Int64?, to: Int64?, category: Domain.Category?) -> JSON {
        guard let now = picture.now else { return ["start": .null, "step": 3600, "count": [], "alerts": []] }
        let last = ((to ?? now) - 1).floorDivided(by: 3_600) + 1
        let first = max(last - Self.maximum, min(last - 1, (from ?? (to ?? now) - 72 * 3_600).floorDivided(by: 3_600)))
        let hours = first..<last
        var alerts = [Int64](repeating: 0, count: hours.count)
        for thread in picture.alerts.all {
            let hour = thread.messages[0].sent.floorDivided(by: 3_600)
            if hours.contains(hour) { alerts[Int(hour - first)] += 1 }
        }
        return [
            "start": .integer(first * 3_600), "step": 3600,
            "count": .sparse(Series(picture).hours(hours) { category == nil || $0.category == category }),
            "alerts": .integers(alerts),
        ]
    }
}

/// Counts over time, with what is not known left out.
struct Series {
    private let picture: Picture

    init(_ picture: Picture) { self.picture = picture }

    /// By hour, of what is known to the hour; nil where nobody was heard and nothing came.
    func hours(_ hours: Range<Int64>, _ isWanted: (PlaceCategory) -> Bool) -> [Int64?] {
        var sums = [Int64](repeating: 0, count: hours.count)
        var any = [Bool](repeating: false, count: hours.count)
        picture.counts.visit(hours) { hour, key, count, isTimed in
            let place = Int(hour - hours.lowerBound)
            any[place] = true
            if isTimed, isWanted(key) { sums[place] += Int64(count) }
        }
        let spans = picture.coverage.spans()
        return hours.enumerated().map { place, hour in
            any[place] || spans.covers(hour * 3_600..<(hour + 1) * 3_600) ? sums[place] : nil
        }
    }

    /// By stretch of whole hours, incidents without an hour among them; nil where a stretch was not covered and nothing came in it.
    func sums(_ stretches: [Range<Int64>], _ isWanted: (PlaceCategory) -> Bool) -> [Int64?] {
        guard let first = stretches.first, let last = stretches.last else { return [] }
        var sums = [Int64](repeating: 0, count: stretches.count)
        var any = [Bool](repeating: false, count: stretches.count)
        let starts = stretches.map { $0.lowerBound.floorDivided(by: 3_600) }
        picture.counts.visit(starts[0]..<(last.upperBound - 1).floorDivided(by: 3_600) + 1) { hour, key, count, _ in
            let place = Series.place(of: hour, in: starts)
            any[place] = true
            if isWanted(key) { sums[place] += Int64(count) }
        }
        _ = first
        let spans = picture.coverage.spans()
        return stretches.enumerated().map { place, stretch in any[place] || spans.covers(stretch) ? sums[place] : nil }
    }

    private static func place(of hour: Int64, in starts: [Int64]) -> Int {
        var (low, high) = (0, starts.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= hour { low = middle } else { high = middle }
        }
        return low
    }
}
