import Foundation

/// When a kind of incident happens: by quarter of an hour of the day and by day of the week, mean 1 over a week.
///
/// A night belongs to the evening it began in: until 05:00 the day before decides, so that Saturday's night is a long one.
struct Rhythm {
    /// A busy time of the day.
    struct Peak {
        /// Wall clock.
        let hour: Double
        /// Hours, one standard deviation.
        let width: Double
        let height: Double
    }

    private let quarters: [Double]
    private let days: [Double]

    /// A rhythm of a floor and some peaks; `weekend` multiplies Friday (half of it), Saturday and Sunday.
    init(floor: Double = 0.2, peaks: [Peak], friday: Double = 1, saturday: Double = 1, sunday: Double = 1) {
        let raw = (0..<96).map { quarter in
            peaks.reduce(floor) { sum, peak in
                let hour = (Double(quarter) + 0.5) / 4
                let away = min(abs(hour - peak.hour), 24 - abs(hour - peak.hour))
                return sum + peak.height * exp(-away * away / (2 * peak.width * peak.width))
            }
        }
        let mean = raw.reduce(0, +) / 96
        quarters = raw.map { $0 / mean }
        let week = [1, 1, 1, 1, friday, saturday, sunday]
        let weekMean = week.reduce(0, +) / 7
        days = week.map { $0 / weekMean }
    }

    /// How busy a local time is; 1 on average.
    func intensity(day: Int64, hour: Double) -> Double {
        let quarter = min(max(Int(hour * 4), 0), 95)
        let weekday = LocalClock.weekday(day: hour < 5 ? day - 1 : day)
        return quarters[quarter] * days[weekday]
    }

    static let night = Rhythm(
        floor: 0.1, peaks: [Peak(hour: 23.5, width: 2.3, height: 1.6), Peak(hour: 2, width: 1.5, height: 0.8)],
        friday: 1.5, saturday: 1.9, sunday: 1.0)
    static let evening = Rhythm(floor: 0.2, peaks: [Peak(hour: 19.5, width: 3.0, height: 1.2)], friday: 1.2, saturday: 1.3, sunday: 1.0)
    static let working = Rhythm(
        floor: 0.1, peaks: [Peak(hour: 10, width: 2.0, height: 1.2), Peak(hour: 16, width: 2.5, height: 1.2)], saturday: 0.9, sunday: 0.4)
    static let commuting = Rhythm(
        floor: 0.15, peaks: [Peak(hour: 8.3, width: 1.1, height: 1.4), Peak(hour: 17.8, width: 1.6, height: 1.5)], saturday: 0.7,
        sunday: 0.5)
    static let daylong = Rhythm(floor: 0.4, peaks: [Peak(hour: 14, width: 4.5, height: 1.0)])
    static let market = Rhythm(floor: 0.02, peaks: [Peak(hour: 11, width: 2.2, height: 1.5)], friday: 1.1, saturday: 1.5, sunday: 0.9)
    static let seaside = Rhythm(floor: 0.02, peaks: [Peak(hour: 16, width: 2.5, height: 1.5)], saturday: 1.6, sunday: 1.8)
    static let burglar = Rhythm(
        floor: 0.25, peaks: [Peak(hour: 15, width: 2.5, height: 0.8), Peak(hour: 3, width: 1.8, height: 0.5)], friday: 1.1, saturday: 1.2)
}
