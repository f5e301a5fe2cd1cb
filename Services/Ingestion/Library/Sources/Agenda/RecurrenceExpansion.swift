import Domain

/// The wall clocks at which a rule makes something come again (RFC 5545, 3.3.10), period after period, in order.
///
/// Works on seconds of a wall clock: zones are the caller's. The rule's parts limit or expand as the table of 3.3.10 says; dateutil's
/// `rrule` is the judge (Tests/Interop/judges/recurrence.py).
struct RecurrenceExpansion: Sendable {
    /// Periods looked at; a rule that matches nothing within them is given up.
    static let maximumPeriods = 200_000

    private let rule: RecurrenceRule
    private let start: Int64
    private let first: (year: Int, month: Int, day: Int)
    private let months: Set<Int>
    private let monthDays: Set<Int>
    private let plainWeekdays: Set<Int>
    private let ordinals: [RecurrenceRule.Weekday]
    private let times: [Int64]

    init(_ rule: RecurrenceRule, start: Int64) {
        self.rule = rule
        self.start = start
        let day = RecurrenceExpansion.floor(start, 86_400)
        first = CivilDay(number: Int(day)).date
        let isFree = rule.weeks.isEmpty && rule.yearDays.isEmpty && rule.monthDays.isEmpty && rule.weekdays.isEmpty
        var months = Set(rule.months)
        var monthDays = Set(rule.monthDays)
        var plain = Set(rule.weekdays.filter { $0.ordinal == 0 || !RecurrenceExpansion.hasOrdinals(rule) }.map(\.day))
        if isFree {
            // What the rule leaves open, the first time says.
            switch rule.frequency {
            case .yearly:
                if months.isEmpty { months = [first.month] }
                monthDays = [first.day]
            case .monthly: monthDays = [first.day]
            case .weekly: plain = [RecurrenceExpansion.weekday(day)]
            case .daily, .hourly, .minutely: break
            }
        }
        self.months = months
        self.monthDays = monthDays
        plainWeekdays = plain
        ordinals = RecurrenceExpansion.hasOrdinals(rule) ? rule.weekdays.filter { $0.ordinal != 0 } : []
        let clock = start - day * 86_400
        let hours = rule.hours.isEmpty ? [Int(clock / 3_600)] : rule.hours.sorted()
        let minutes = rule.minutes.isEmpty ? [Int(clock / 60 % 60)] : rule.minutes.sorted()
        let seconds = rule.seconds.isEmpty ? [Int(clock % 60)] : rule.seconds.sorted()
        switch rule.frequency {
        case .minutely: times = seconds.map(Int64.init)
        case .hourly: times = minutes.flatMap { minute in seconds.map { Int64(minute * 60 + $0) } }
        default:
            times = hours.flatMap { hour in minutes.flatMap { minute in seconds.map { Int64(hour * 3_600 + minute * 60 + $0) } } }
        }
    }

    /// Ordinals mean something in months and years alone (3.3.10).
    private static func hasOrdinals(_ rule: RecurrenceRule) -> Bool { rule.frequency == .monthly || rule.frequency == .yearly }

    /// The wall clocks within `range`, at most `most`, and whether that was all of them.
    func occurrences(in range: Range<Int64>, until: Int64?, most: Int) -> (times: [Int64], isWhole: Bool) {
        var found: [Int64] = []
        var counted = 0
        // What is counted must be counted from the beginning; else the first periods are skipped.
        var period = rule.count == nil ? skipped(to: range.lowerBound) : 0
        for _ in 0..<RecurrenceExpansion.maximumPeriods {
            let (set, begins) = set(period)
            if begins >= range.upperBound || begins > (until ?? .max) { return (found, true) }
            for time in set where time >= start {
                if let until, time > until { return (found, true) }
                counted += 1
                if let count = rule.count, counted > count { return (found, true) }
                if time >= range.upperBound { return (found, true) }
                if time >= range.lowerBound {
                    if found.count == most { return (found, false) }
                    found.append(time)
                }
            }
            period += 1
        }
        return (found, false)
    }

    private func skipped(to time: Int64) -> Int64 {
        guard time > start else { return 0 }
        let unit: Int64 =
            switch rule.frequency {
            case .minutely: 60
            case .hourly: 3_600
            case .daily: 86_400
            case .weekly: 604_800
            case .monthly: 31 * 86_400
            case .yearly: 366 * 86_400
            }
        return max((time - start) / (unit * Int64(rule.interval)) - 1, 0)
    }

    /// The times of a period, sorted, and when the period begins.
    private func set(_ period: Int64) -> (times: [Int64], begins: Int64) {
        let step = period * Int64(rule.interval)
        let startDay = RecurrenceExpansion.floor(start, 86_400)
        let days: Range<Int64>
        switch rule.frequency {
        case .minutely, .hourly: return clockSet(step)
        case .daily: days = (startDay + step)..<(startDay + step + 1)
        case .weekly:
            let week = startDay - Int64((RecurrenceExpansion.weekday(startDay) - rule.weekStart + 7) % 7) + step * 7
            days = week..<(week + 7)
        case .monthly:
            let month = Int64(first.year * 12 + first.month - 1) + step
            days = RecurrenceExpansion.month(month)..<RecurrenceExpansion.month(month + 1)
        case .yearly:
            let year = first.year + Int(step)
            // The weeks of a year may begin before it and end after it.
            days = CivilTime.days(year: year, month: 1, day: 1)..<CivilTime.days(year: year + 1, month: 1, day: 1)
        }
        var times: [Int64] = []
        for day in days where matches(day, days) { for time in self.times { times.append(day * 86_400 + time) } }
        return (positioned(times), days.lowerBound * 86_400)
    }

    private func clockSet(_ step: Int64) -> (times: [Int64], begins: Int64) {
        let unit: Int64 = rule.frequency == .hourly ? 3_600 : 60
        let begins = (RecurrenceExpansion.floor(start, unit) + step) * unit
        let day = RecurrenceExpansion.floor(begins, 86_400)
        let clock = Int(begins - day * 86_400)
        guard matches(day, day..<(day + 1)), rule.hours.isEmpty || rule.hours.contains(clock / 3_600),
            rule.frequency == .hourly || rule.minutes.isEmpty || rule.minutes.contains(clock / 60 % 60)
        else { return ([], begins) }
        return (positioned(times.map { begins + $0 }), begins)
    }

    private func positioned(_ times: [Int64]) -> [Int64] {
        guard !rule.positions.isEmpty else { return times }
        let chosen = rule.positions.compactMap { position in
            let index = position > 0 ? position - 1 : times.count + position
            return times.indices.contains(index) ? times[index] : nil
        }
        return Set(chosen).sorted()
    }

    private func matches(_ number: Int64, _ period: Range<Int64>) -> Bool {
        let date = CivilDay(number: Int(number)).date
        if !months.isEmpty, !months.contains(date.month) { return false }
        let weekday = RecurrenceExpansion.weekday(number)
        if !plainWeekdays.isEmpty || !ordinals.isEmpty {
            guard plainWeekdays.contains(weekday) || isOrdinal(number, weekday, date, period) else { return false }
        }
        if !monthDays.isEmpty {
            let month = Int64(date.year * 12 + date.month - 1)
            let length = Int(RecurrenceExpansion.month(month + 1) - RecurrenceExpansion.month(month))
            guard monthDays.contains(date.day) || monthDays.contains(date.day - length - 1) else { return false }
        }
        if !rule.yearDays.isEmpty {
            let begins = CivilTime.days(year: date.year, month: 1, day: 1)
            let length = Int(CivilTime.days(year: date.year + 1, month: 1, day: 1) - begins)
            let day = Int(number - begins) + 1
            guard rule.yearDays.contains(day) || rule.yearDays.contains(day - length - 1) else { return false }
        }
        return rule.weeks.isEmpty || isInWeeks(number, date.year)
    }

    /// Whether a day is the nth of its weekday, in its month or year, from either end.
    private func isOrdinal(_ number: Int64, _ weekday: Int, _ date: (year: Int, month: Int, day: Int), _ period: Range<Int64>) -> Bool {
        guard !ordinals.isEmpty else { return false }
        var bounds = period
        if rule.frequency == .yearly, !rule.months.isEmpty {
            let month = Int64(date.year * 12 + date.month - 1)
            bounds = RecurrenceExpansion.month(month)..<RecurrenceExpansion.month(month + 1)
        }
        let fromStart = Int((number - bounds.lowerBound) / 7) + 1
        let fromEnd = -Int((bounds.upperBound - 1 - number) / 7) - 1
        return ordinals.contains { $0.day == weekday && ($0.ordinal == fromStart || $0.ordinal == fromEnd) }
    }

    /// Whether a day lies in one of the rule's weeks of its year: week 1 has four days or more of it (ISO 8601, `WKST` beginning weeks).
    private func isInWeeks(_ number: Int64, _ year: Int) -> Bool {
        let begins = firstWeek(year)
        let ends = firstWeek(year + 1)
        let count = Int((ends - begins) / 7)
        if number < begins || number >= ends {
            // A day at either end of the year may lie in the neighbour's last or first week: those are other years' weeks.
            return number < begins
                ? rule.weeks.contains(-1) || rule.weeks.contains(Int((begins - firstWeek(year - 1)) / 7)) : rule.weeks.contains(1)
        }
        let week = Int((number - begins) / 7) + 1
        return rule.weeks.contains(week) || rule.weeks.contains(week - count - 1)
    }

    private func firstWeek(_ year: Int) -> Int64 {
        let january = CivilTime.days(year: year, month: 1, day: 1)
        let offset = Int64((RecurrenceExpansion.weekday(january) - rule.weekStart + 7) % 7)
        return offset <= 3 ? january - offset : january - offset + 7
    }

    /// First day of a month, counted from year 0.
    private static func month(_ number: Int64) -> Int64 {
        CivilTime.days(year: Int(floor(number, 12)), month: Int(number - floor(number, 12) * 12) + 1, day: 1)
    }

    /// Monday 0 … Sunday 6; 1970-01-01 was a Thursday.
    static func weekday(_ day: Int64) -> Int { CivilDay(number: Int(day)).weekday }

    static func floor(_ value: Int64, _ unit: Int64) -> Int64 { value >= 0 ? value / unit : -((-value + unit - 1) / unit) }
}
