import Glibc
import Domain

/// How many incidents a day brings: a level, a factor a weekday, a factor a trait.
///
/// A log-linear Poisson model fitted by iterative scaling (Darroch and Ratcliff, "Generalized iterative scaling for log-linear models", 1972,
/// one factor at a time), each factor drawn towards 1 by a Gamma prior worth `prior` incidents-days of the mean: what was seldom seen changes
/// little. The level is that of the last 8 weeks, the spread is negative binomial by moments.
public struct DayLoadModel: Sendable, Hashable {
    /// A day that was counted.
    public struct Counted: Sendable, Hashable {
        /// What it was like.
        public var traits: DayTraits
        /// Incidents.
        public var count: Double

        /// A day and its incidents.
        public init(traits: DayTraits, count: Double) {
            self.traits = traits
            self.count = count
        }
    }

    /// A factor and how far it is known.
    public struct Factor: Sendable, Hashable {
        /// 1: changes nothing.
        public var value: Double
        /// Standard error of its logarithm.
        public var error: Double
    }

    /// Incidents a day at the present level, before all factors.
    public let level: Double
    /// Monday ... Sunday.
    public let weekdays: [Factor]
    /// One a trait.
    public let traits: [DayTraits.Trait: Factor]
    /// Negative binomial size; 0 for Poisson.
    public let size: Double
    /// Days that it learnt from.
    public let days: Int

    /// Days' worth of the mean that each factor is credited with at 1.
    private static let prior = 3.0
    /// Days of the present level.
    private static let recent = 56

    /// Fits the model; nil with less than two weeks of days. Days may lack, and come in any order.
    public init?(_ counted: [Counted]) {
        let counted = counted.sorted { $0.traits.day < $1.traits.day }.filter { $0.count.isFinite && $0.count >= 0 }
        guard counted.count >= 14, let last = counted.last?.traits.day else { return nil }
        // The level moves: each day is measured against the mean of the 8 weeks about it, so that growth is not taken for a season.
        let mean = counted.reduce(0) { $0 + $1.count } / Double(counted.count)
        let local = Self.localMeans(counted, floor: max(mean * 0.05, 1e-3))
        var weekdays = [Double](repeating: 1, count: 7)
        var traits = Dictionary(uniqueKeysWithValues: DayTraits.Trait.allCases.map { ($0, 1.0) })
        func expected(_ place: Int) -> Double {
            let day = counted[place].traits
            return day.present.reduce(local[place] * weekdays[day.day.weekday]) { $0 * (traits[$1] ?? 1) }
        }
        for _ in 0..<30 {
            for weekday in 0..<7 {
                weekdays[weekday] *= Self.ratio(counted, mean, expected, at: weekdays[weekday]) { $0.day.weekday == weekday }
            }
            for trait in DayTraits.Trait.allCases {
                let now = traits[trait] ?? 1
                traits[trait] = now * Self.ratio(counted, mean, expected, at: now) { $0.present.contains(trait) }
            }
        }
        let fitted = counted.indices.map(expected)
        var excess = 0.0
        var squares = 0.0
        for (day, mean) in zip(counted, fitted) {
            excess += (day.count - mean) * (day.count - mean) - mean
            squares += mean * mean
        }
        size = excess > 0 && squares > 0 ? squares / excess : 0
        let spread = 1 + (excess > 0 ? excess / max(1e-9, fitted.reduce(0, +)) : 0)
        func factor(_ value: Double, _ belongs: (DayTraits) -> Bool) -> Factor {
            let incidents = zip(counted, fitted).reduce(0.0) { $0 + (belongs($1.0.traits) ? $1.1 : 0) } + Self.prior * mean
            return Factor(value: value, error: incidents > 0 ? (spread / incidents).squareRoot() : 1)
        }
        self.weekdays = (0..<7).map { weekday in factor(weekdays[weekday]) { $0.day.weekday == weekday } }
        self.traits = traits.mapValues { $0 }.reduce(into: [:]) { all, one in
            all[one.key] = factor(one.value) { $0.present.contains(one.key) }
        }
        // Today's level: what the last 8 weeks were, over what their factors make of them.
        let lately = counted.indices.filter { last.number - counted[$0].traits.day.number < Self.recent }
        let plain = lately.reduce(0.0) { $0 + fitted[$1] / local[$1] }
        level = plain > 0 ? lately.reduce(0.0) { $0 + counted[$1].count } / plain : mean
        days = counted.count
    }

    /// What a day is expected to bring; traits that are not known widen it.
    public func load(of day: DayTraits) -> Load {
        var mean = level * weekdays[day.day.weekday].value
        var relative = weekdays[day.day.weekday].error * weekdays[day.day.weekday].error
        for trait in DayTraits.Trait.allCases {
            guard let factor = traits[trait] else { continue }
            if day.present.contains(trait) {
                mean *= factor.value
                relative += factor.error * factor.error
            } else if day.unknown.contains(trait) {
                let change = factor.value - 1
                relative += change * change * 0.25
            }
        }
        return Load(mean: mean, size: size).times(1, variance: relative)
    }

    /// One step of scaling: observed over expected of the days that have a trait, both credited with the prior.
    private static func ratio(
        _ counted: [Counted], _ mean: Double, _ expected: (Int) -> Double, at value: Double, _ belongs: (DayTraits) -> Bool
    ) -> Double {
        var (seen, awaited) = (prior * mean, prior * mean * value)
        for place in counted.indices where belongs(counted[place].traits) {
            seen += counted[place].count
            awaited += expected(place)
        }
        return awaited > 0 ? seen / awaited : 1
    }

    /// The mean of the days within 4 weeks of each.
    private static func localMeans(_ counted: [Counted], floor: Double) -> [Double] {
        var means: [Double] = []
        var (from, until, sum) = (0, 0, 0.0)
        for day in counted {
            while until < counted.count, counted[until].traits.day.number <= day.traits.day.number + recent / 2 {
                sum += counted[until].count
                until += 1
            }
            while counted[from].traits.day.number < day.traits.day.number - recent / 2 {
                sum -= counted[from].count
                from += 1
            }
            means.append(max(floor, sum / Double(until - from)))
        }
        return means
    }
}
