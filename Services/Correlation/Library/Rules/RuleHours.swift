import Domain

/// Hours of the local day and days of the local week.
///
/// From `after` (included) to `before` (excluded); where `after` is the later of the two, over midnight, and the hours past midnight belong
/// to the day on which they began: Saturday 22:00 to 06:00 ends on Sunday morning.
public struct RuleHours: Sendable, Hashable {
    /// Minutes of the day, 0 ..< 1,440.
    public let after: UInt16
    /// Minutes of the day, 1 ... 1,440.
    public let before: UInt16
    /// Bit 0 for Monday ... bit 6 for Sunday.
    public let days: UInt8

    /// Minutes a day.
    static let day: UInt16 = 1_440

    /// Hours and days; `before` 0 counts as midnight at the end of the day.
    public init(after: UInt16 = 0, before: UInt16 = 1_440, days: UInt8 = 0x7F) {
        self.after = min(after, RuleHours.day - 1)
        self.before = before == 0 ? RuleHours.day : min(before, RuleHours.day)
        self.days = days & 0x7F
    }

    /// Whether a minute of the local week, 0 for Monday 00:00, is one of them.
    func contains(_ minuteOfWeek: UInt16) -> Bool {
        let minute = minuteOfWeek % RuleHours.day
        var day = minuteOfWeek / RuleHours.day
        if after < before {
            guard minute >= after, minute < before else { return false }
        } else if minute < before {
            day = day == 0 ? 6 : day - 1
        } else if minute < after {
            return false
        }
        return days >> UInt8(day) & 1 == 1
    }
}
