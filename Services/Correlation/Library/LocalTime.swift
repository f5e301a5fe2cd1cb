import Domain

/// A wall-clock time in the proleptic Gregorian calendar, for people to read.
struct LocalTime {
    private let civil: CivilDay
    let hour: Int64
    let minute: Int64

    /// The wall clock at an instant (seconds since 1970).
    init(_ instant: Int64, on clock: inout LocalClock) {
        let local = clock.local(instant)
        civil = CivilDay(wallSeconds: local)
        let second = local.floorRemainder(by: 86_400)
        hour = second / 3_600
        minute = second / 60 % 60
    }

    /// `2010-03-14`
    var iso: String { civil.text }
    /// `14/03/2010`
    var french: String {
        let (year, month, day) = civil.date
        return "\(two(Int64(day)))/\(two(Int64(month)))/\(year)"
    }
    /// `22:15`
    var clock: String { "\(two(hour)):\(two(minute))" }

    private func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
