import Domain

/// How a stream's time is cut: by the hour, or by the day where the source knows no better.
enum StreamCadence: UInt8, Sendable, CaseIterable {
    case hour
    case day

    init(slotLength: UInt32) { self = slotLength <= 3_600 ? .hour : .day }

    /// Seconds of a slot, aligned in UTC.
    var length: Int64 { self == .hour ? 3_600 : 86_400 }

    /// How often a series is tested.
    var slotsPerDay: Int { self == .hour ? 24 : 1 }

    /// Points of a week.
    var buckets: Int { self == .hour ? 168 : 7 }

    /// Which point of the local week a slot is: a change of clocks leaves out an hour of it, or doubles one, and shifts none.
    func bucket(of slot: Int64, on clock: inout LocalClock) -> Int {
        let middle = slot &* length &+ length / 2
        let day = clock.dayOfWeek(middle)
        return self == .hour ? day * 24 + clock.hourOfDay(middle) : day
    }
}
