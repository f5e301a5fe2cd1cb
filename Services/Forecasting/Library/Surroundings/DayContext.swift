import Domain
import Glibc

/// What is known of a day that may raise or lower incidents, as numbers: 0 is usual, and so is what nobody tells.
struct DayContext: Sendable, Equatable {
    /// Names of the numbers, in their order. The last two belong to the surroundings of planned events alone.
    enum Feature: Int, CaseIterable, Sendable {
        case publicHoliday, eve, schoolHoliday, yearSine, yearCosine
        case rain, temperature, wind, presence, transit, emergencyVisits, vigilance
        case attendance
        case close, near

        /// What it is called among a forecast's factors; nil for what belongs to places.
        var factor: ForecastFactor.Kind? {
            switch self {
            case .publicHoliday, .eve: .publicHoliday
            case .schoolHoliday: .schoolHoliday
            case .yearSine, .yearCosine: .season
            case .rain: .rain
            case .temperature: .temperature
            case .wind: .wind
            case .presence: .presence
            case .transit: .transit
            case .emergencyVisits: .emergencyVisits
            case .vigilance: .vigilance
            case .attendance: .plannedEvents
            case .close, .near: nil
            }
        }
    }

    /// By `Feature`.
    var values = [Float](repeating: 0, count: Feature.allCases.count)
    /// Measures that others days had and this one has not.
    var missing: [Measure] = []

    subscript(_ feature: Feature) -> Float {
        get { values[feature.rawValue] }
        set { values[feature.rawValue] = newValue }
    }

    /// The context of a local day, as it was known at an instant of the local day `today`.
    init(
        day: Int, from start: Int64, to end: Int64, asOf instant: Int64, today: Int, surroundings: Surroundings, holidays: FrenchHolidays?
    ) {
        let civil = CivilDay(number: day)
        if let holidays {
            self[.publicHoliday] = holidays.isPublic(civil) ? 1 : 0
            self[.eve] = holidays.isEve(civil) ? 1 : 0
            self[.schoolHoliday] = holidays.isSchool(civil) ? 1 : 0
        }
        let year = 2 * Double.pi * Double(day) / 365.2425
        self[.yearSine] = Float(0.5 * sin(year))
        self[.yearCosine] = Float(0.5 * cos(year))
        for measure in Measure.allCases where surroundings.knows(measure) {
            if let deviation = surroundings.deviation(measure, of: day, asOf: instant, today: today) {
                values[Feature.rain.rawValue + measure.rawValue] = Float(deviation)
            } else {
                missing.append(measure)
            }
        }
        let persons = surroundings.gatherings(from: start, to: end, asOf: instant)
            // One whose place is known is felt around it, not everywhere.
            .filter { $0.cell == nil && $0.start < end && $0.end > start }
            .reduce(0) { $0 + ($1.attendance.mean ?? 0) }
        self[.attendance] = Float(DayContext.weight(ofPersons: persons))
    }

    /// How much so many persons weigh: 1,000 weigh 0.7, 50,000 weigh 3.9.
    static func weight(ofPersons persons: Double) -> Double { log1p(max(0, persons) / 1_000) }
}
