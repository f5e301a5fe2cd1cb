import Domain

/// Counts or values an hour, or a day, over one span.
struct AssociationSeries: Sendable {
    let name: String
    let isReading: Bool
    /// Only the day of it is known.
    let dayOnly: Bool
    let hourly: [Double]
    let daily: [Double]

    /// Nearly all at midnight or at noon: sources that know the day only write it so.
    static func knowsDayOnly(_ seconds: [Int64]) -> Bool {
        guard !seconds.isEmpty else { return false }
        let midnights = seconds.count { $0.floorRemainder(by: 86_400) == 0 }
        let noons = seconds.count { $0.floorRemainder(by: 86_400) == 43_200 }
        return max(midnights, noons) * 100 >= seconds.count * 95
    }

    /// Counts of events from the first day of a span, so many days.
    init(_ events: AssociationData.Events, firstDay: Int64, days: Int) {
        name = events.name
        isReading = false
        dayOnly = AssociationSeries.knowsDayOnly(events.seconds)
        var hourly = [Double](repeating: 0, count: days * 24)
        var daily = [Double](repeating: 0, count: days)
        for second in events.seconds {
            let hour = Int(second.floorDivided(by: 3_600) &- firstDay &* 24)
            guard hour >= 0, hour < hourly.count else { continue }
            hourly[hour] += 1
            daily[hour / 24] += 1
        }
        self.hourly = hourly
        self.daily = daily
    }

    /// Means of values. What is measured in less than half of the hours (days) between its first and last value is taken for an event: 0
    /// where nothing is written. Otherwise nothing is known there.
    init(_ readings: AssociationData.Readings, firstDay: Int64, days: Int) {
        name = readings.name
        isReading = true
        dayOnly = AssociationSeries.knowsDayOnly(readings.seconds)
        let hours = readings.seconds.map { Int($0.floorDivided(by: 3_600) &- firstDay &* 24) }
        hourly = AssociationSeries.means(hours, readings.values, count: days * 24)
        daily = AssociationSeries.means(hours.map { Int(Int64($0).floorDivided(by: 24)) }, readings.values, count: days)
    }

    private static func means(_ places: [Int], _ values: [Double], count: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        var numbers = [Double](repeating: 0, count: count)
        for (place, value) in zip(places, values) where place >= 0 && place < count {
            sums[place] += value
            numbers[place] += 1
        }
        let known = numbers.count { $0 > 0 }
        guard let first = numbers.firstIndex(where: { $0 > 0 }), let last = numbers.lastIndex(where: { $0 > 0 }) else {
            return Array(repeating: .nan, count: count)
        }
        if known * 2 < last - first + 1 { return zip(sums, numbers).map { $1 > 0 ? $0 / $1 : 0 } }
        return zip(sums, numbers).map { $1 > 0 ? $0 / $1 : .nan }
    }

    /// One more incident; of a reading one standard deviation, or from the one to the other of two values. Nil where it never changes.
    func step(daily isDaily: Bool) -> (step: Double, usual: Double)? {
        let values = (isDaily ? daily : hourly).filter(\.isFinite)
        guard values.count > 1 else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        guard variance > 1e-12 * max(1, mean * mean), let least = values.min(), let most = values.max() else { return nil }
        guard isReading else { return (1, mean) }
        let two = values.allSatisfy { $0 == least || $0 == most }
        return (two ? most - least : variance.squareRoot(), mean)
    }
}
