import Domain
import Glibc

/// A made-up city for benchmarks and tests: incidents drawn from a model with the parts that the forecast looks for.
///
/// Each cell has a lasting rate (log-normal over a smooth field), categories of their own share of it, weekdays and hours a rhythm, and
/// every
/// incident breeds others nearby within days (near repeats). Everything follows from the seed.
public struct SyntheticCity: Sendable {
    /// Cells on each side of the square city.
    public var side: Int
    /// Days of history.
    public var days: Int
    /// Incidents a day, on average.
    public var perDay: Double
    /// Categories, the first the most frequent.
    public var categories: Int
    /// Incidents that one breeds, on average.
    public var offspring: Double
    /// Standard deviation of the logarithm of the cells' lasting rates; 0 is a city that is the same everywhere.
    public var contrast: Double
    /// First day, counted from 1 January 1970.
    public var firstDay = 14_610

    /// A city.
    public init(side: Int, days: Int, perDay: Double, categories: Int = 5, offspring: Double = 0.1, contrast: Double = 1.5) {
        self.side = side
        self.days = days
        self.perDay = perDay
        self.categories = categories
        self.offspring = offspring
        self.contrast = contrast
    }

    /// Its incidents, by day.
    public func events(seed: UInt64) -> BacktestEvents {
        var random = SplitMix64(seed: seed)
        // Cumulative rates, to draw a cell by bisection.
        var cumulative: [Double] = []
        cumulative.reserveCapacity(side * side)
        var sum = 0.0
        for row in 0..<side {
            for column in 0..<side {
                let wave = sin(Double(row) * 0.09) + cos(Double(column) * 0.07)
                sum += exp(contrast * (0.35 * wave + random.normal()))
                cumulative.append(sum)
            }
        }
        var events = BacktestEvents(
            wallSeconds: [], columns: [], rows: [], categories: [], categoryNames: (0..<categories).map { "kind \($0 + 1)" })
        let expected = Int(perDay * Double(days) * 1.05)
        events.wallSeconds.reserveCapacity(expected)
        events.columns.reserveCapacity(expected)
        events.rows.reserveCapacity(expected)
        events.categories.reserveCapacity(expected)
        var bred = [[(column: Int32, row: Int32, category: UInt16)]](repeating: [], count: days + 32)
        for day in 0..<days {
            let weekday = DayType.weekday(of: firstDay + day)
            let rate = perDay * (1 - offspring) * (weekday == 4 ? 1.1 : weekday == 6 ? 0.8 : 1.02)
            var today = bred[day]
            bred[day] = []
            for _ in 0..<random.poisson(rate) {
                let cell = place(random.unit() * sum, in: cumulative)
                let category = UInt16(min(Double(categories - 1), -log(1 - random.unit()) * Double(categories) / 3))
                today.append((Int32(cell % side), Int32(cell / side), category))
            }
            for incident in today {
                let hour = Int(24 * (random.unit() + random.unit()) / 2)
                events.wallSeconds.append(Int64(firstDay + day) * 86_400 + Int64(hour) * 3_600)
                events.columns.append(incident.column)
                events.rows.append(incident.row)
                events.categories.append(incident.category)
                guard random.unit() < offspring else { continue }
                let later = day + 1 + Int(min(30, -log(1 - random.unit()) * 4))
                bred[later].append((nearby(incident.column, &random), nearby(incident.row, &random), incident.category))
            }
        }
        return events
    }

    private func nearby(_ place: Int32, _ random: inout SplitMix64) -> Int32 {
        min(max(place + Int32(random.normal().rounded()), 0), Int32(side - 1))
    }

    private func place(_ value: Double, in cumulative: [Double]) -> Int {
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SplitMix64 {
    /// A standard normal (Box & Muller 1958).
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// A Poisson: by multiplication where the mean is small, else the rounded normal.
    mutating func poisson(_ mean: Double) -> Int {
        guard mean < 50 else { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
        let limit = exp(-mean)
        var count = 0
        var product = unit()
        while product > limit {
            count += 1
            product *= unit()
        }
        return count
    }
}
