import Domain
import Glibc

/// At which hours of the local day a category happens, for each kind of day: smooth, and leaning on all days where one kind shows little.
///
/// Incidents of which only the day is known say nothing here, which is the same as spreading each over the hours by the profile itself.
struct HourProfile: Sendable, Equatable {
    /// Days after which an incident counts half.
    static let halfLife = 180.0
    /// Incidents of the mean day that a kind of day is credited with.
    static let kindPrior = 30.0
    /// Incidents of a flat day that the mean day is credited with.
    static let flatPrior = 24.0

    /// Incidents by kind of day, then hour.
    private(set) var counts = [Double](repeating: 0, count: 96)

    init() {}

    init?(values: [Double]) {
        guard values.count == 96, values.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
        counts = values
    }

    /// Adds so many (less than 0 takes away) of an hour, some days ago.
    mutating func add(_ amount: Double, hour: Int, on type: DayType, age: Int) {
        let place = type.rawValue * 24 + hour
        counts[place] = max(0, counts[place] + amount * exp2(-Double(age) / HourProfile.halfLife))
    }

    /// A day passes.
    mutating func pass() {
        let decay = exp2(-1 / HourProfile.halfLife)
        for place in counts.indices { counts[place] *= decay }
    }

    /// Share of each hour of a kind of day; they sum to 1.
    func shares(on type: DayType) -> [Double] {
        var all = [Double](repeating: HourProfile.flatPrior / 24, count: 24)
        for place in counts.indices { all[place % 24] += counts[place] }
        let sum = all.reduce(0, +)
        let own = counts[(type.rawValue * 24)..<(type.rawValue * 24 + 24)]
        let whole = own.reduce(0, +) + HourProfile.kindPrior
        let rough = zip(own, all).map { ($0 + HourProfile.kindPrior * $1 / sum) / whole }
        return (0..<24).map { hour -> Double in
            let sides = rough[(hour + 23) % 24] + rough[(hour + 1) % 24]
            return 0.25 * sides + 0.5 * rough[hour]
        }
    }
}

extension [Double] {
    /// What the hours of a day hold between two seconds of it, each hour evenly.
    func held(from start: Int64, to end: Int64) -> Double {
        var sum = 0.0
        for (hour, share) in enumerated() {
            let from = Int64(hour) * 3_600
            let overlap: Int64 = Swift.min(end, from + 3_600) - Swift.max(start, from)
            if overlap > 0 { sum += share * Double(overlap) / 3_600 }
        }
        return sum
    }
}
