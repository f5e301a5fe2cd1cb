import Domain

/// A day as people say it in a sentence: `Thu 26 Nov` and `jeu. 26 nov.`.
enum DayWords {
    static func english(_ day: CivilDay) -> String { "\(englishDays[day.weekday]) \(day.date.day) \(englishMonths[day.date.month - 1])" }
    static func french(_ day: CivilDay) -> String { "\(frenchDays[day.weekday]) \(day.date.day) \(frenchMonths[day.date.month - 1])" }

    private static let englishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let frenchDays = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
    private static let englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let frenchMonths = [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ]
}
