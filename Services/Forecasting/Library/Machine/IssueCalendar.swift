import Domain

/// When forecasts are issued and how far they reach.
///
/// - Interval 0: at the end of every slot, in UTC.
/// - Less than a day: every so many seconds from local midnight, which always is one (a day of 23 or 25 hours has its last interval cut).
/// - Longer: at the local midnight of every day, or every so many days.
struct IssueCalendar: Sendable, Equatable {
    /// Seconds.
    var slotLength: Int64 = Int64(TimeSlot.defaultLength)
    var interval: Int64 = 0
    var window: Int64 = 86_400

    /// The last time of issue at or before an instant.
    func last(atOrBefore instant: Int64, on clock: inout LocalClock) -> Int64 {
        if interval == 0 { return instant.floorDivided(by: slotLength) &* slotLength }
        if interval < 86_400 {
            let midnight = clock.midnight(atOrBefore: instant)
            return midnight &+ (instant &- midnight) / interval &* interval
        }
        let days = interval / 86_400
        let day = clock.local(instant).floorDivided(by: 86_400)
        return clock.midnight(ofDay: day.floorDivided(by: days) &* days)
    }

    /// The first time of issue after an instant.
    func next(after instant: Int64, on clock: inout LocalClock) -> Int64 {
        let last = last(atOrBefore: instant, on: &clock)
        if interval == 0 { return last &+ slotLength }
        if interval < 86_400 {
            let day = clock.local(instant).floorDivided(by: 86_400)
            return min(last &+ interval, clock.midnight(ofDay: day + 1))
        }
        let days = interval / 86_400
        let day = clock.local(instant).floorDivided(by: 86_400)
        return clock.midnight(ofDay: (day.floorDivided(by: days) + 1) &* days)
    }

    /// The end of the window that begins at a time of issue. A window of whole days that begins at local midnight ends at one.
    func windowEnd(from start: Int64, on clock: inout LocalClock) -> Int64 {
        if window % 86_400 == 0, clock.local(start).floorRemainder(by: 86_400) == 0 {
            return clock.midnight(ofDay: clock.local(start).floorDivided(by: 86_400) + window / 86_400)
        }
        return start &+ window
    }
}

extension LocalClock {
    /// The local midnight with which the day of an instant began.
    mutating func midnight(atOrBefore instant: Int64) -> Int64 { midnight(ofDay: local(instant).floorDivided(by: 86_400)) }

    /// The instant at which a local day (days since 1970) begins; where its midnight does not exist, the first instant after it.
    mutating func midnight(ofDay day: Int64) -> Int64 {
        let wall = day &* 86_400
        // The offset before and after a change of the clock can differ: take the earliest instant that already shows the day.
        var best = Int64.max
        for guess in [wall &- (local(wall &- 86_400) &- (wall &- 86_400)), wall &- (local(wall &+ 86_400) &- (wall &+ 86_400))]
        where local(guess) >= wall {
            best = min(best, guess)
        }
        return best == .max ? wall : best
    }
}
