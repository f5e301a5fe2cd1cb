import Domain

/// Wall clock of Marseille: UTC+1, and UTC+2 between the last Sundays of March and October at 01:00 UTC (directive 2000/84/EC).
///
/// Written out so that a seed gives the same city whatever time zone data the machine has.
enum LocalClock {
    static let daySeconds: Int64 = 86_400

    /// Seconds by which the wall clock is ahead of UTC.
    static func offset(at seconds: Int64) -> Int64 {
        let year = civil(day: floorDivide(seconds, daySeconds)).year
        let summer = lastSunday(year: year, month: 3) * daySeconds + 3_600
        let winter = lastSunday(year: year, month: 10) * daySeconds + 3_600
        return seconds >= summer && seconds < winter ? 7_200 : 3_600
    }

    /// Day since 1970-01-01 and hour (with its fraction) that the wall clock shows.
    static func local(at seconds: Int64) -> (day: Int64, hour: Double) {
        let shifted = seconds + offset(at: seconds)
        let day = floorDivide(shifted, daySeconds)
        return (day, Double(shifted - day * daySeconds) / 3_600)
    }

    /// The instant, seconds since 1970, at which the wall clock shows an hour of a day; in the gap of spring, an hour later.
    static func seconds(day: Int64, hour: Double) -> Int64 {
        let wall = day * daySeconds + Int64(hour * 3_600)
        return wall - offset(at: wall - 3_600)
    }

    /// 0 for Monday ... 6 for Sunday: 1970-01-01 was a Thursday.
    static func weekday(day: Int64) -> Int { Int(floorModulo(day + 3, 7)) }

    /// Weeks since the Monday before 1970-01-01.
    static func week(day: Int64) -> Int64 { floorDivide(day + 3, 7) }

    /// The Monday of a week.
    static func monday(week: Int64) -> Int64 { week * 7 - 3 }

    /// Day of the year, 0 ... 365.
    static func dayOfYear(day: Int64) -> Int { Int(day - Self.day(year: civil(day: day).year, month: 1, dayOfMonth: 1)) }

    /// Hinnant's `civil_from_days`.
    static func civil(day: Int64) -> (year: Int64, month: Int64, dayOfMonth: Int64) {
        let z = day + 719_468
        let era = floorDivide(z, 146_097)
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// Hinnant's `days_from_civil`.
    static func day(year: Int64, month: Int64, dayOfMonth: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = floorDivide(y, 400)
        let yoe = y - era * 400
        let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
        return era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    private static func lastSunday(year: Int64, month: Int64) -> Int64 {
        let last = day(year: year, month: month, dayOfMonth: 31)
        return last - Int64((weekday(day: last) + 1) % 7)
    }

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }

    static func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 { value - floorDivide(value, divisor) * divisor }
}
