import Domain

/// A quarter of an hour of the city, with all that decides what happens in it.
struct Slot {
    static let length: Int64 = 900

    /// Seconds since 1970, a multiple of the length.
    let start: Int64
    let day: Int64
    let hour: Double
    let week: Week
    let weather: Weather

    init(start: Int64, week: Week, seed: UInt64) {
        self.start = start
        (day, hour) = LocalClock.local(at: start)
        self.week = week
        weather = Weather(seconds: start, week: week, seed: seed)
    }

    var number: Int64 { start / Slot.length }
    var middle: Int64 { start + Slot.length / 2 }
    /// Whether the wall clock's hour begins with it.
    var beginsHour: Bool { start % 3_600 == 0 }
}
