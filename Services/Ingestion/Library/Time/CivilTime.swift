import Domain

/// A date and a wall clock, without a zone, in the proleptic Gregorian calendar.
struct CivilTime: Hashable, Sendable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0

    /// Whether the date exists and the clock reads 00:00:00 ... 24:00:00. 24:00 is the next day's 00:00, as French forms write it;
    /// a leap second (60) counts as the second before it.
    var exists: Bool {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= CivilTime.days(inMonth: month, of: year) else {
            return false
        }
        if hour == 24 { return minute == 0 && second == 0 && millisecond == 0 }
        return (0..<24).contains(hour) && (0..<60).contains(minute) && (0...60).contains(second) && (0..<1000).contains(millisecond)
    }

    /// Seconds since 1970-01-01T00:00:00 on the same wall clock.
    var localSeconds: Int64 {
        CivilTime.days(year: year, month: month, day: day) * 86_400 + Int64(hour * 3_600 + minute * 60 + min(second, 59))
    }

    /// Days from 1970-01-01 of a date.
    static func days(year: Int, month: Int, day: Int) -> Int64 { Int64(CivilDay(year: year, month: month, day: day).number) }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
