import Domain

/// A time in the form of RFC 3339, in UTC, such as `2025-11-24T23:40:05.123Z`.
struct UTCTime {
    let milliseconds: Int64

    var text: String {
        let days = milliseconds.floorDivided(by: 86_400_000)
        let rest = milliseconds - days * 86_400_000
        let day = CivilDay(number: Int(days))
        let hour = rest / 3_600_000
        let minute = rest / 60_000 % 60
        let second = rest / 1000 % 60
        let clock = "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2)).\((rest % 1000).padded(3))"
        return "\(day.text)T\(clock)Z"
    }
}

extension Int64 {
    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
