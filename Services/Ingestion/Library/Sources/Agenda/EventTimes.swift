import Domain

/// Days and clocks as agendas write them, to instants: `2026-11-28`, `28/11/2026`, `20261128`, with a clock in the same field or beside it
/// (`14:00`, `14:00:30`, `14h`, `14h30`), or ISO 8601 with its offset.
struct EventTimes: Sendable {
    /// What a field says of a day, and of a clock where it has one.
    private struct Day: Sendable {
        var civil: CivilTime
        /// ISO 8601 with an offset, or in UTC.
        var offset: Int32?
        var isInstant: Bool
        var dayOnly: Bool
    }

    private let zone: ZoneTable
    /// The wall clock's stretch around the time read last, in which one offset holds without doubt.
    private var certain: (range: Range<Int64>, offset: Int64) = (0..<0, 0)
    // An agenda says the same few days and clocks again and again.
    private var days = FieldCache<Day>()
    /// An event's end is mostly on the day of its start.
    private var lastDay: (text: String, day: Day)?
    private var clocks = FieldCache<(hour: Int, minute: Int, second: Int)>()

    private static let patterns =
        [TimePattern.iso]
        + [
            "d/M/yyyy", "d/M/yyyy HH:mm", "d/M/yyyy HH:mm:ss", "yyyyMMdd", "yyyyMMdd HH:mm", "yyyyMMddHHmm", "d.M.yyyy", "d.M.yyyy HH:mm",
            "d-M-yyyy", "yyyy/M/d", "yyyy/M/d HH:mm", "yyyy/M/d HH:mm:ss",
        ]
        .compactMap { TimePattern($0) }

    init(_ zone: ZoneTable) { self.zone = zone }

    /// The time of a day and of the clock beside it; nil where it is none, or one that summer time skipped.
    mutating func read(_ text: String, _ clock: String) -> WallClock.Time? {
        guard let day = day(text) else { return nil }
        if day.isInstant { return WallClock(zone: zone).time(of: day.civil, offset: day.offset) }
        guard day.dayOnly else { return time(day.civil) }
        guard !clock.isEmpty else {
            var time = time(day.civil)
            time?.certainty = .dayOnly
            return time
        }
        guard let read = self.clock(clock) else { return nil }
        var civil = day.civil
        (civil.hour, civil.minute, civil.second) = (read.hour, read.minute, read.second)
        return civil.exists ? time(civil) : nil
    }

    /// The time of a wall clock; each stands alone, for the events of an agenda are in no order.
    private mutating func time(_ civil: CivilTime) -> WallClock.Time? {
        let local = civil.localSeconds
        if certain.range.contains(local) {
            return WallClock.Time(
                instant: Instant(milliseconds: (local - certain.offset) * 1_000 + Int64(civil.millisecond)),
                offsetMinutes: Int32(certain.offset / 60), certainty: .exact)
        }
        if let stretch = zone.certainStretch(aroundLocal: local) { certain = stretch }
        var wall = WallClock(zone: zone)
        return wall.time(of: civil)
    }

    private mutating func day(_ text: String) -> Day? {
        if let lastDay, lastDay.text == text { return lastDay.day }
        guard let day = foundDay(text) else { return nil }
        lastDay = (text, day)
        return day
    }

    private mutating func foundDay(_ text: String) -> Day? {
        if let known = days.value(text) { return known }
        let bytes = Array(text.utf8)
        if let day = EventTimes.milliseconds(bytes) { return day }
        guard let parsed = EventTimes.patterns.lazy.compactMap({ $0.parse(bytes.span) }).first else { return nil }
        let day = Day(
            civil: parsed.civil, offset: parsed.offset, isInstant: parsed.isUTC || parsed.offset != nil, dayOnly: parsed.dayOnly)
        days.hold(bytes[...], day)
        return day
    }

    /// Thirteen digits: milliseconds since 1970, as ArcGIS writes times.
    private static func milliseconds(_ bytes: [UInt8]) -> Day? {
        guard bytes.count == 13, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let number = bytes.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        let date = CivilDay(wallSeconds: number / 1_000).date
        let second = Int(number / 1_000 % 86_400)
        let civil = CivilTime(
            year: date.year, month: date.month, day: date.day, hour: second / 3_600, minute: second / 60 % 60, second: second % 60,
            millisecond: Int(number % 1_000))
        return Day(civil: civil, offset: nil, isInstant: true, dayOnly: false)
    }

    private mutating func clock(_ text: String) -> (hour: Int, minute: Int, second: Int)? {
        if let known = clocks.value(text) { return known }
        let bytes = Array(text.utf8)
        var numbers: [Int] = []
        var digits = 0
        for byte in bytes where byte != 0x20 {
            if (0x30...0x39).contains(byte) {
                if digits == 0 { numbers.append(0) }
                digits += 1
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
                guard digits <= 2, numbers.count <= 3 else { return nil }
            } else {
                guard !numbers.isEmpty, digits > 0, byte == UInt8(ascii: ":") || byte | 0x20 == UInt8(ascii: "h") else { return nil }
                digits = 0
            }
        }
        guard let hour = numbers.first else { return nil }
        let clock = (hour: hour, minute: numbers.count > 1 ? numbers[1] : 0, second: numbers.count > 2 ? numbers[2] : 0)
        clocks.hold(bytes[...], clock)
        return clock
    }
}
