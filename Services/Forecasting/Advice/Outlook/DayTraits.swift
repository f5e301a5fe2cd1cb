public import Domain

/// What a day is like that bears on how many incidents it brings.
public struct DayTraits: Hashable, Sendable {
    /// A trait that a day has or has not.
    public enum Trait: String, CaseIterable, Sendable, Hashable {
        case publicHoliday = "public-holiday"
        case schoolHoliday = "school-holiday"
        /// The day before a public holiday.
        case eve
        /// Five millimetres of rain or more.
        case rain
        /// 30 degrees or more.
        case heat

        /// What a person reads.
        public var words: Words {
            switch self {
            case .publicHoliday: Words("public holiday", "jour férié")
            case .schoolHoliday: Words("school holidays", "vacances scolaires")
            case .eve: Words("eve of a public holiday", "veille de jour férié")
            case .rain: Words("rain", "pluie")
            case .heat: Words("heat", "chaleur")
            }
        }
    }

    /// The day.
    public var day: CivilDay
    /// What it has.
    public var present: Set<Trait>
    /// What is not known of it, such as the weather in three weeks.
    public var unknown: Set<Trait>

    /// A day by the calendar, with its weather where that is known.
    ///
    /// - Parameters:
    ///   - rain: millimetres of the day, measured or forecast.
    ///   - warmest: degrees Celsius.
    public init(day: CivilDay, holidays: FrenchHolidays?, rain: Double? = nil, warmest: Double? = nil) {
        self.day = day
        present = []
        unknown = []
        if let holidays {
            if holidays.isPublic(day) { present.insert(.publicHoliday) }
            if holidays.isSchool(day) { present.insert(.schoolHoliday) }
            if holidays.isEve(day) { present.insert(.eve) }
        } else {
            unknown.formUnion([.publicHoliday, .schoolHoliday, .eve])
        }
        for (value, trait, from) in [(rain, Trait.rain, 5.0), (warmest, .heat, 30)] {
            guard let value else {
                unknown.insert(trait)
                continue
            }
            if value >= from { present.insert(trait) }
        }
    }
}
