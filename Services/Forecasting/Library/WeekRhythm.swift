import Domain

/// When in the day and in the week a category happens, on the local clock.
///
/// Expected share of an hour = f(hour of day) x g(day of week), each estimated with a prior of some average incidents. Incidents of which only
/// the day is known (slots longer than an hour) shape g alone.
struct WeekRhythm: Sendable {
    /// Incidents by hour of day and by day of week, inflated by the long `DayWeight`.
    var hours = [Double](repeating: 0, count: 24)
    var days = [Double](repeating: 0, count: 7)
    /// Quarter hours watched, by day of week, inflated likewise.
    var watched = [Double](repeating: 0, count: 7)

    mutating func add(_ amount: Double, hour: Int?, day: Int) {
        if let hour { hours[hour] = max(0, hours[hour] + amount) }
        days[day] = max(0, days[day] + amount)
    }

    mutating func watch(_ amount: Double, day: Int) { watched[day] += amount }

    /// Average quarter hours that a window is worth. `deflate` undoes the inflation.
    func quarters(from start: Int64, to end: Int64, deflate: Double, prior: Double, clock: inout LocalClock) -> Double {
        let hourMean = hours.reduce(0, +) * deflate / 24
        let rate = days.reduce(0, +) / max(watched.reduce(0, +), 1e-300)
        var hourly = [Double](repeating: 1, count: 24)
        for hour in 0..<24 { hourly[hour] = (hours[hour] * deflate + prior) / (hourMean + prior) }
        var daily = [Double](repeating: 1, count: 7)
        for day in 0..<7 { daily[day] = (days[day] * deflate + prior) / (watched[day] * rate * deflate + prior) }
        // Whole weeks are worth their length; the rest is walked through.
        let week: Int64 = 604_800
        let wholeWeeks = (end - start) / week
        var total = Double(wholeWeeks) * 672
        var instant = start + wholeWeeks * week
        while instant < end {
            let step = min(900 - instant.floorRemainder(by: 900), end - instant)
            total += hourly[clock.hourOfDay(instant)] * daily[clock.dayOfWeek(instant)] * Double(step) / 900
            instant += step
        }
        return total
    }
}
