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

    // An agenda says the same few days and clocks again and again.
    private var days = FieldCache<Day>()
    private var clocks = FieldCache<(hour: Int, minute: Int, second: Int)>()

    private static let patterns =
        [TimePattern.iso]
        + [
            "d/M/yyyy", "d/M/yyyy HH:mm", "d/M/yyyy HH:mm:ss", "yyyyMMdd", "yyyyMMdd HH:mm", "yyyyMMddHHmm", "d.M.yyyy", "d.M.yyyy HH:mm",
            "d-M-yyyy",
        ]
        .compactMap { TimePattern($0) }

    /// The time of a day and of the clock beside it; nil where it is none, or one that summer time skipped.
    mutating func read(_ text: String, _ clock: String, _ zone: ZoneTable) -> WallClock.Time? {
        guard let day = day(text) else { return nil }
        var wall = WallClock(zone: zone)
        if day.isInstant { return wall.time(of: day.civil, offset: day.offset) }
        guard day.dayOnly else { return wall.time(of: day.civil) }
        guard !clock.isEmpty else {
            var time = wall.time(of: day.civil)
            time?.certainty = .dayOnly
            return time
        }
        guard let read = self.clock(clock) else { return nil }
        var civil = day.civil
        (civil.hour, civil.minute, civil.second) = (read.hour, read.minute, read.second)
        return civil.exists ? wall.time(of: civil) : nil
    }

    private mutating func day(_ text: String) -> Day? {
        if let known = days.value(text) { return known }
        let bytes = Array(text.utf8)
        guard let parsed = EventTimes.patterns.lazy.compactMap({ $0.parse(bytes.span) }).first else { return nil }
        let day = Day(
            civil: parsed.civil, offset: parsed.offset, isInstant: parsed.isUTC || parsed.offset != nil, dayOnly: parsed.dayOnly)
        days.hold(bytes[...], day)
        return day
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
