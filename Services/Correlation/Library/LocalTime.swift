import Domain

/// A wall-clock time in the proleptic Gregorian calendar, for people to read.
struct LocalTime {
    let year: Int64
    let month: Int64
    let day: Int64
    let hour: Int64
    let minute: Int64

    /// The wall clock at an instant (seconds since 1970). Hinnant's days-to-civil: eras of 400 years that begin on 1 March.
    init(_ instant: Int64, on clock: inout LocalClock) {
        let local = clock.local(instant)
        let days = local.floorDivided(by: 86_400) &+ 719_468
        let era = days.floorDivided(by: 146_097)
        let dayOfEra = days &- era &* 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let second = local.floorRemainder(by: 86_400)
        hour = second / 3_600
        minute = second / 60 % 60
    }

    /// `2010-03-14`
    var iso: String { "\(year)-\(two(month))-\(two(day))" }
    /// `14/03/2010`
    var french: String { "\(two(day))/\(two(month))/\(year)" }
    /// `22:15`
    var clock: String { "\(two(hour)):\(two(minute))" }

    private func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
