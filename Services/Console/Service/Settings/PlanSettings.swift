import Console
import Domain
import Runtime

/// What the city plans: team-hours by day of the week, school holidays, thresholds.
struct PlanSettings: Sendable {
    /// Seven from Monday; nil where nobody said.
    let teamHours: [Double]?
    let holidays: FrenchHolidays?
    let indicators: [Indicator]

    var plans: PlanBook.Plans { PlanBook.Plans(teamHours: teamHours, holidays: holidays) }

    init(_ settings: ResolvedSettings) throws {
        let words = settings.list("means.team-hours")
        let numbers = words.compactMap(Double.init)
        guard numbers.count == words.count, [0, 1, 7].contains(numbers.count), numbers.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw SettingsError("\(settings.place("means.team-hours")) must be one number of hours, or seven from Monday.")
        }
        teamHours = numbers.isEmpty ? nil : numbers.count == 7 ? numbers : Array(repeating: numbers[0], count: 7)
        let zones: [String: FrenchHolidays.SchoolZone] = ["a": .a, "b": .b, "c": .c]
        holidays = zones[settings.text("school-zone") ?? "b"].map { FrenchHolidays(zone: $0) }
        indicators = try settings.list("indicators").map { text in
            guard let indicator = Indicator(text) else {
                throw SettingsError(
                    "\(settings.place("indicators")): \"\(text)\" is not THEME:DAYS:watch=RATIO:act=RATIO, such as quiet:7:watch=1.25:act=1.5."
                )
            }
            return indicator
        }
    }
}
