import Domain

/// From instants to slots: no exact time leaves.
enum TimeGeneralisation {
    /// Milliseconds since 1970 of the last instant before the year 10000, and as far into the past: what lies beyond is no time.
    static let bound: Int64 = 253_402_300_799_999

    /// Seconds of the slot of something of which only the day is known.
    static let day: Int64 = 86_400

    /// Whether an instant can be calculated with.
    static func isUsable(_ instant: Instant) -> Bool { instant.milliseconds >= -bound && instant.milliseconds <= bound }

    /// The slot of something that happened, or lasts.
    ///
    /// An instant takes the aligned slot that contains it. An interval takes all the slots it touches, as one: its first and last hour are
    /// known no better. Where only the day is known the slot is the day at the place, midnight to midnight by the wall clock.
    /// Nil where the day's offset is missing or the interval does not fit.
    static func slot(_ start: Instant, _ end: Instant?, offsetMinutes: Int32?, certainty: TimeCertainty, length: UInt32) -> TimeSlot? {
        let length = max(length, 1)
        if certainty == .dayOnly, Int64(length) <= day {
            guard let offsetMinutes, abs(Int64(offsetMinutes)) <= 1_440 else { return nil }
            let first = localMidnight(start, offsetMinutes)
            guard let end, end > start else { return TimeSlot(start: first, length: UInt32(day)) }
            let last = localMidnight(end.advanced(byMilliseconds: -1), offsetMinutes)
            return UInt32(exactly: last - first + day).map { TimeSlot(start: first, length: $0) }
        }
        let first = TimeSlot(containing: start, length: length)
        guard let end, end > start else { return first }
        let last = TimeSlot(containing: end.advanced(byMilliseconds: -1), length: length)
        return UInt32(exactly: last.end - first.start).map { TimeSlot(start: first.start, length: $0) }
    }

    private static func localMidnight(_ instant: Instant, _ offsetMinutes: Int32) -> Int64 {
        let offset = Int64(offsetMinutes) * 60
        let local = instant.seconds + offset
        let remainder = local % day
        return local - (remainder < 0 ? remainder + day : remainder) - offset
    }
}
