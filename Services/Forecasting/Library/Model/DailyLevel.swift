import Glibc

/// How many incidents a day will have: an exponentially weighted mean of the last weeks, times the day of the week.
///
/// Where incidents are rare the mean looks back further, so that it always rests on a hundred or so. A mean of the past lags behind
/// growth: what was
/// expected is compared with what came, and the ratio of the last weeks corrects the next days.
public struct DailyLevel: Sendable, Equatable {
    /// Incidents that the mean rests on, at least.
    static let incidents = 120.0
    /// Half-lives between which it is chosen, days.
    static let halfLives = 14.0...120.0
    /// Half-life of the factors of the week, days.
    static let weekHalfLife = 180.0
    /// Weeks of a flat week that are mixed into the factors.
    static let priorWeeks = 4.0

    /// Incidents that hold the correction at 1.
    static let correctionPrior = 60.0
    /// Half-life of the correction, days.
    static let correctionHalfLife = 28.0
    /// How far it may go.
    static let corrections = 0.8...1.25

    private(set) var sum = 0.0
    private(set) var mass = 0.0
    private(set) var slowSum = 0.0
    private(set) var slowMass = 0.0
    private(set) var expectedLately = 0.0
    private(set) var observedLately = 0.0
    private(set) var ratios = [Double](repeating: DailyLevel.priorWeeks, count: 7)
    private(set) var weights = [Double](repeating: DailyLevel.priorWeeks, count: 7)

    /// Knows nothing.
    public init() {}

    /// A level from `values`; nil unless there are twenty finite numbers.
    init?(values: [Double]) {
        guard values.count == 20, values.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
        (sum, mass, slowSum, slowMass) = (values[0], values[1], values[2], values[3])
        (expectedLately, observedLately) = (values[4], values[5])
        ratios = Array(values[6..<13])
        weights = Array(values[13..<20])
    }

    /// What it knows, for a snapshot.
    var values: [Double] { [sum, mass, slowSum, slowMass, expectedLately, observedLately] + ratios + weights }

    /// Expected incidents of a day; days count from 1 January 1970.
    public func expected(day: Int) -> Double { base * factor(day: day) * correction }

    /// Observed over expected of the last weeks, shrunk towards 1: what the forecast is multiplied by.
    public var correction: Double {
        let ratio = (observedLately + DailyLevel.correctionPrior) / (expectedLately + DailyLevel.correctionPrior)
        return min(max(ratio, DailyLevel.corrections.lowerBound), DailyLevel.corrections.upperBound)
    }

    /// Learns how many a day had.
    ///
    /// - Parameter exposure: what the day was expected to be above or below an ordinary one of its kind, for weather and the like.
    public mutating func learn(day: Int, count: Double, exposure: Double = 1) {
        let factor = factor(day: day) * exposure
        let weekday = DayType.weekday(of: day)
        if mass > 0, base > 0 {
            let decay = exp2(-1 / DailyLevel.weekHalfLife)
            for place in 0..<7 {
                ratios[place] *= decay
                weights[place] *= decay
            }
            // A day of a rare category says little about its weekday.
            let trust = min(1, base / 4)
            ratios[weekday] += trust * min(count / (base * exposure), 5)
            weights[weekday] += trust
        }
        if mass > 7 {
            let decay = exp2(-1 / DailyLevel.correctionHalfLife)
            expectedLately = expectedLately * decay + base * factor
            observedLately = observedLately * decay + count
        }
        let slow = exp2(-1 / DailyLevel.halfLives.upperBound)
        slowSum = slowSum * slow + count
        slowMass = slowMass * slow + 1
        let wanted = DailyLevel.incidents / max(slowSum / slowMass, 1e-9)
        let decay = exp2(-1 / min(max(wanted, DailyLevel.halfLives.lowerBound), DailyLevel.halfLives.upperBound))
        sum = sum * decay + count
        mass = mass * decay + factor
    }

    /// A day some days ago turns out to have had more, or less, than was learnt.
    mutating func amend(age: Int, by count: Double) {
        guard mass > 0 else { return }
        let wanted = DailyLevel.incidents / max(slowSum / max(slowMass, 1e-9), 1e-9)
        let halfLife = min(max(wanted, DailyLevel.halfLives.lowerBound), DailyLevel.halfLives.upperBound)
        sum = max(0, sum + count * exp2(-Double(age) / halfLife))
        slowSum = max(0, slowSum + count * exp2(-Double(age) / DailyLevel.halfLives.upperBound))
        if mass > 7 { observedLately = max(0, observedLately + count * exp2(-Double(age) / DailyLevel.correctionHalfLife)) }
    }

    /// Days that it has learnt from, old ones weighing less.
    var days: Double { slowMass }

    private var base: Double { mass > 0 ? sum / mass : 0 }

    /// How a day of the week compares with the mean one.
    func factor(day: Int) -> Double {
        var mean = 0.0
        for place in 0..<7 { mean += ratios[place] / max(weights[place], 1e-9) }
        let weekday = DayType.weekday(of: day)
        guard mean > 0 else { return 1 }
        return ratios[weekday] / max(weights[weekday], 1e-9) * 7 / mean
    }
}
