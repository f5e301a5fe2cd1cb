/// A day of the proleptic Gregorian calendar, without a zone: days since 1970-01-01.
public struct CivilDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int

    /// A day by its number.
    @inlinable
    public init(number: Int) { self.number = number }

    /// The day that holds a wall-clock time: seconds since 1970-01-01T00:00 on the same clock, as if it were UTC.
    @inlinable
    public init(wallSeconds: Int64) { self.init(number: Int(wallSeconds.floorDivided(by: 86_400))) }

    /// A day by its date (Hinnant, "chrono-compatible low-level date algorithms", days_from_civil). A day of the month that is too great
    /// runs on into the next.
    @inlinable
    public init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month and day of the month (Hinnant, civil_from_days).
    @inlinable
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let isNextYear = month >= 10
        return (yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3, day)
    }

    /// `2010-07-03` (ISO 8601).
    public var text: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let (year, month, day) = date
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// 0 for Monday ... 6 for Sunday.
    @inlinable
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// The first Saturday from this day on, itself included.
    public var saturday: CivilDay { advanced(by: (5 - weekday + 7) % 7) }

    /// So many days later.
    public func advanced(by days: Int) -> CivilDay { CivilDay(number: number + days) }

    /// The earlier one is less.
    public static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }

    /// Easter Sunday of a year of the Gregorian calendar (Meeus, "Astronomical Algorithms", ch. 8, after Butcher 1876).
    public static func easter(of year: Int) -> CivilDay {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let (leapCenturies, centuryRest) = (century / 4, century % 4)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - leapCenturies - correction + 15) % 30
        let weekday = (32 + 2 * centuryRest + 2 * (rest / 4) - epact - rest % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let days = epact + weekday - 7 * shift + 114
        return CivilDay(year: year, month: days / 31, day: days % 31 + 1)
    }
}
