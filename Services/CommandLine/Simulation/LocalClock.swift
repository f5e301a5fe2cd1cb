import Domain

/// Wall clock of Marseille: UTC+1, and UTC+2 between the last Sundays of March and October at 01:00 UTC (directive 2000/84/EC).
///
/// Written out so that a seed gives the same city whatever time zone data the machine has.
enum LocalClock {
    static let daySeconds: Int64 = 86_400

    /// Seconds by which the wall clock is ahead of UTC.
    static func offset(at seconds: Int64) -> Int64 {
        let year = civil(day: seconds.floorDivided(by: daySeconds)).year
        let summer = lastSunday(year: year, month: 3) * daySeconds + 3_600
        let winter = lastSunday(year: year, month: 10) * daySeconds + 3_600
        return seconds >= summer && seconds < winter ? 7_200 : 3_600
    }

    /// Day since 1970-01-01 and hour (with its fraction) that the wall clock shows.
    static func local(at seconds: Int64) -> (day: Int64, hour: Double) {
        let shifted = seconds + offset(at: seconds)
        let day = shifted.floorDivided(by: daySeconds)
        return (day, Double(shifted - day * daySeconds) / 3_600)
    }

    /// The instant, seconds since 1970, at which the wall clock shows an hour of a day; in the gap of spring, an hour later.
    static func seconds(day: Int64, hour: Double) -> Int64 {
        let wall = day * daySeconds + Int64(hour * 3_600)
        return wall - offset(at: wall - 3_600)
    }

    /// 0 for Monday ... 6 for Sunday: 1970-01-01 was a Thursday.
    static func weekday(day: Int64) -> Int { Int((day + 3).floorRemainder(by: 7)) }

    /// Weeks since the Monday before 1970-01-01.
    static func week(day: Int64) -> Int64 { (day + 3).floorDivided(by: 7) }

    /// The Monday of a week.
    static func monday(week: Int64) -> Int64 { week * 7 - 3 }

    /// Day of the year, 0 ... 365.
    static func dayOfYear(day: Int64) -> Int { Int(day - Self.day(year: civil(day: day).year, month: 1, dayOfMonth: 1)) }

    /// The date of a day.
    static func civil(day: Int64) -> (year: Int64, month: Int64, dayOfMonth: Int64) {
        let date = CivilDay(number: Int(day)).date
        return (Int64(date.year), Int64(date.month), Int64(date.day))
    }

    /// The day of a date.
    static func day(year: Int64, month: Int64, dayOfMonth: Int64) -> Int64 {
        Int64(CivilDay(year: Int(year), month: Int(month), day: Int(dayOfMonth)).number)
    }

    private static func lastSunday(year: Int64, month: Int64) -> Int64 {
        let last = day(year: year, month: month, dayOfMonth: 31)
        return last - Int64((weekday(day: last) + 1) % 7)
    }
}
