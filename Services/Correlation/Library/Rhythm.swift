import Domain

/// Which slots are "the same" from week to week: same hour of the local week, or same day of it where a slot is longer than an hour.
struct Rhythm: Sendable, Equatable {
    /// Seconds of one bucket.
    let unit: Int64
    /// Buckets a week: 168 or 7.
    let buckets: Int
    /// Parts that an hour has: sources that know the hour only put all in its first.
    let parts: Int

    init(length: UInt32) {
        (unit, buckets) = length <= 3_600 ? (3_600, 168) : (86_400, 7)
        parts = (60...3_600).contains(length) && 3_600 % length == 0 ? Int(3_600 / length) : 1
    }

    /// Which part of the hour a slot is.
    func part(of slot: TimeSlot) -> Int { parts == 1 ? 0 : Int(slot.start.floorRemainder(by: 3_600)) * parts / 3_600 }

    /// A slot longer than an hour belongs to the local day in which its middle lies.
    func bucket(of slot: TimeSlot, on clock: inout LocalClock) -> Int {
        bucket(at: unit == 3_600 ? slot.start : slot.start &+ Int64(slot.length / 2), on: &clock)
    }

    /// The bucket of an instant.
    func bucket(at instant: Int64, on clock: inout LocalClock) -> Int {
        let day = clock.dayOfWeek(instant)
        return unit == 3_600 ? day * 24 + clock.hourOfDay(instant) : day
    }
}
